import type { Actor, Role } from '@longview/access-policy';
import { GroupCommitAuditLog, PatientPseudonymizer, type AuditEntry, type AuditStore, type LogFollower } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { ChangeRequest } from '@longview/participants';
import { createIdSource, createSettableClock, type Database, type JobQueue, type Queryable, type SettableClock } from '@longview/platform';
import type { FlagForCase } from './flag-cases.js';
import { LikenessHasher } from './likeness/likeness-hasher.js';
import { LikenessNotes } from './likeness/likeness-notes.js';
import { keepPersonalFacts } from './likeness/person-likeness.js';
import { readFirstRules } from './rules/rule-book.js';
import type { SurveillanceDeps } from './surveillance-deps.js';

/** A Monday, ten in the morning in Ontario. Everybody here is fictitious. */
export const MONDAY_MS = Date.UTC(2026, 10, 23, 15, 0, 0);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export interface SmallHospital {
  readonly deps: SurveillanceDeps & { readonly clock: SettableClock };
  readonly notes: LikenessNotes;
  readonly cases: FlagForCase[];
  readonly jobsSent: { readonly queue: string; readonly data: object }[];
  /** Another worker of the same surveillance, as another instance of the gateway has one. */
  worker(): SurveillanceDeps;
  open(userId: string, patient: SubjectIdentity, how?: Opening): Promise<void>;
  append(entry: Partial<AuditEntry> & Pick<AuditEntry, 'action'> & { readonly userId: string }): Promise<void>;
  close(): Promise<void>;
}

export interface Opening {
  readonly session?: string;
  readonly basis?: NonNullable<AuditEntry['details']>;
  readonly entry?: Partial<AuditEntry>;
}

export const STATED = { relationship: 'stated', statedReason: 'treating-now' } as const;
export const ORDERED = { relationship: 'found', relationshipKind: 'order' } as const;

let numbers = 0;
/** A patient with a number of their own. */
export const patient = (family: string, given: string, facts: Partial<SubjectIdentity> = {}): SubjectIdentity =>
  ({ identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: String(9_000_000_000 + ++numbers) }], names: [{ family, given: [given] }], birthDate: '1970-01-01', ...facts });

export const asks = (userId: string, roles: readonly Role[], organizationId = 'hospital'): ChangeRequest => {
  const actor: Actor = {
    userId, displayName: `Fictitious ${userId}`, roles, organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
    assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'HOPERAT', sessionId: `session-of-${userId}`,
  };
  return { actor, facts: { requestId: 'request' } };
};
export const AUDITOR = asks('auditor', ['privacy-auditor']);
export const OFFICE = asks('office', ['program-office'], 'program-office');

/** The real log, the real tables; cases and jobs only remembered. */
export async function smallHospital(database: Database, log: { readonly store: AuditStore; readonly follower: () => LogFollower<Queryable> }): Promise<SmallHospital> {
  const clock = createSettableClock(MONDAY_MS);
  const pseudonymizer = new PatientPseudonymizer({ indexKey: Buffer.alloc(32, 1), sealingKeys: new Map([[1, Buffer.alloc(32, 2)]]) });
  const hasher = new LikenessHasher(Buffer.alloc(32, 1));
  const audit = new GroupCommitAuditLog(log.store, { nowMs: () => clock.nowMs() });
  const [cases, jobsSent]: [FlagForCase[], { queue: string; data: object }[]] = [[], []];
  const jobs: JobQueue = { define: async () => undefined, send: async (queue, data) => { jobsSent.push({ queue, data }); return true; }, schedule: async () => undefined, work: async () => undefined, close: async () => undefined };
  const shared = { database, audit, clock, ids: createIdSource(clock), patients: pseudonymizer, hasher, jobs, cases: { open: async (_: unknown, flag: FlagForCase) => { cases.push(flag); return { caseId: `case-${cases.length}` }; } }, firstRules: await readFirstRules() };
  const worker = (): SurveillanceDeps & { clock: SettableClock } => ({ ...shared, follower: log.follower() });
  const notes = new LikenessNotes({ database, clock, hasher, keyOf: (whom) => pseudonymizer.pseudonymize(whom).key, onTrouble: (error) => { throw error; } });

  const append: SmallHospital['append'] = async ({ userId, ...entry }) => void (await audit.append({ outcome: 'success', sessionId: `session-of-${userId}`, requestId: 'request', actor: { userId, displayName: `Fictitious ${userId}`, roles: ['nurse'], organizationId: 'hospital' }, ...entry }));
  return {
    deps: worker(), notes, cases, jobsSent, worker, append,
    async open(userId, whom, { session = `session-of-${userId}`, basis = STATED, entry = {} } = {}) {
      notes.note(whom);
      await notes.write();
      await append({ userId, action: 'patient-opened', sessionId: session, patient: pseudonymizer.pseudonymize(whom), details: { ...basis }, ...entry });
      await append({ userId, action: 'records-shown', sessionId: session, patient: pseudonymizer.pseudonymize(whom), details: { ...basis }, custodians: [{ custodianId: 'lakehead', sourceId: 'lakehead', itemCount: 4, use: 'collection' }], ...entry });
    },
    close: () => audit.close(),
  };
}

/** The hospital's people; two of them gave personal facts when they were registered. */
export async function employPeople(owner: Database, { deps: { clock, hasher, patients } }: SmallHospital): Promise<void> {
  await owner.query(`truncate flag_access, flag_reason, flag_note, flag, flag_view, access_sample, sampling, surveillance_access, surveillance_day, surveillance_hour, surveillance_peers, surveillance_rule, surveillance_suppressed, surveillance_run, watched_patient, patient_likeness, person_likeness, log_position, consent_directive, organization, person, audit_event cascade`);
  const at = new Date(MONDAY_MS - 400 * DAY_MS);
  await owner.query(`insert into organization (id, name_en, name_fr, sector, status, status_since, created_at) select id, 'Fictitious ' || id, 'Fictif ' || id, 'hospital', 'active', $1, $1 from unnest(array['hospital', 'lakehead', 'program-office']) id`, [at]);
  const people = { nurse: ['Tremblay', 'Anne'], colleague: ['Singh', 'Arjun'], doctor: ['Okafor', 'Chidi'], auditor: ['Roy', 'Jean'] };
  for (const [id, [family, given]] of Object.entries(people)) {
    await owner.query('insert into person (id, display_name, family_name, given_name, assurance_level, created_at) values ($1, $2, $3, $4, 2, $5)', [id, `${given} ${family}`, family, given, at]);
    await owner.query(`insert into membership (id, person_id, organization_id, status, status_since, roles, created_at, created_by) values ('m-' || $1, $1, 'hospital', 'active', $2, '{nurse}', $2, 'province-file')`, [id, at]);
  }
  const deps = { clock, hasher, keyOf: patients.keyOf.bind(patients) };
  await keepPersonalFacts(owner, deps, [{ personId: 'nurse', facts: { homePostalCode: 'L8P 2Z4', homeAddress: '43 Balsam Crescent', birthDate: '1985-05-05', healthNumber: '9876543217' } }, { personId: 'colleague', facts: { birthDate: '1990-02-03' } }]);
}
