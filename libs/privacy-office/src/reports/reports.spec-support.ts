import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Actor, Role } from '@longview/access-policy';
import { AuditAppendFailed, GroupCommitAuditLog, openSealedDocument, PatientPseudonymizer, sealOf, type AuditEntry, type AuditLog, type AuditStore, type LogFollower } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { createParties, type ChangeRequest } from '@longview/participants';
import { createIdSource, createSealer, createSettableClock, type Database, type Queryable } from '@longview/platform';
import type { EventSpans } from './access-events.js';
import { AccessIndex } from './access-index.js';
import { AccessReports } from './access-reports.js';
import { AccessFiles } from './files/access-files.js';

export const START_MS = Date.UTC(2026, 10, 20, 15, 0, 0);
export const HOUR_MS = 3_600_000;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });

/** Fictitious. */
export const ZEBULON: SubjectIdentity = { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9000000001' }], names: [{ family: 'Testpatient', given: ['Zebulon'] }], birthDate: '1971-02-03' };
export const ORLA: SubjectIdentity = { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9000000002' }], names: [{ family: 'Testpatient', given: ['Orla'] }], birthDate: '1980-04-05' };
export const keyOf = (patient: SubjectIdentity): string => pseudonymizer.pseudonymize(patient).key;

export const actor = (userId: string, role: Role, organizationId = 'clinic'): Actor => ({
  userId, displayName: `Fictitious ${userId}`, roles: [role], organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
  assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: `session-of-${userId}`,
});
export const asks = (one: Actor): ChangeRequest => ({ actor: one, facts: { requestId: 'request', clientAddress: '192.0.2.9' } });

/** What the store of the log brings; specs on the real database give the real ones. */
export interface LogParts {
  readonly database: Database;
  readonly store: AuditStore;
  readonly follower: () => LogFollower<Queryable>;
  readonly spans: EventSpans;
}

/** A log that can be made to fail. */
class BreakableLog implements AuditLog {
  isBroken = false;
  constructor(private readonly log: AuditLog) {}
  append(entry: AuditEntry): Promise<string> {
    return this.isBroken ? Promise.reject(new AuditAppendFailed()) : this.log.append(entry);
  }
}

/** Everything behind the reports, over one log, with a clock that is moved by hand. */
export function createWorld({ database, store, follower, spans }: LogParts) {
  const clock = createSettableClock(START_MS);
  const ids = createIdSource(clock);
  const committing = new GroupCommitAuditLog(store, { nowMs: () => clock.nowMs() });
  const audit = new BreakableLog(committing);
  const province = {
    sources: new Map([['north-fhir', { name: { en: 'North records', fr: 'Dossiers du Nord' }, custodianId: 'north' }]]),
    reasons: new Map([['direct-care', { en: 'I am treating this patient', fr: 'Je soigne ce patient' }]]),
  };
  const reports = new AccessReports({ database, audit, spans, parties: createParties(database), province, patients: pseudonymizer });
  const files = new AccessFiles({ reports, database, clock, ids, sealer: createSealer('a sealing secret of the tests only, 32+'), sealDocument: (document, isHtml) => sealOf(document, { name: 'test/patient-list', signedAtMs: clock.nowMs() }, privateKey, { isHtml }) });
  const newIndex = (): AccessIndex => new AccessIndex({ database, follower: follower(), nowMs: () => clock.nowMs(), onFailure: (error) => { throw error; } });
  const index = newIndex();
  return {
    clock, audit, reports, files, index, newIndex, close: () => committing.close(), openSealed: (file: string) => openSealedDocument(file, publicKey),
    /** Until everything that was appended is in the index. */
    async catchUp(): Promise<void> {
      while ((await index.catchUp()) !== 0);
    },
    /** Writes one event of somebody with somebody's record, a second after the one before. */
    async look(by: Actor, action: AuditEntry['action'], patient: SubjectIdentity, entry: Partial<AuditEntry> = {}): Promise<void> {
      clock.advance(1_000);
      await audit.append({
        action, outcome: 'success', actor: { userId: by.userId, displayName: by.displayName, roles: by.roles, ...(by.organizationId !== undefined && { organizationId: by.organizationId }) }, sessionId: by.sessionId, requestId: 'r', clientAddress: '192.0.2.1',
        purposeOfUse: 'TREAT', rule: `role:${by.roles[0]}`, patient: pseudonymizer.pseudonymize(patient), ...entry,
      });
    },
  };
}
export type World = ReturnType<typeof createWorld>;

export const items = (custodianId: string, itemCount: number, organizationId: string | undefined): NonNullable<AuditEntry['custodians']>[number] => ({ custodianId, sourceId: `${custodianId}-fhir`, itemCount, use: custodianId === organizationId ? 'use' : 'collection' });

/** Three organizations and the program office, with people of theirs. All fictitious. */
export async function seedPeople(database: Database): Promise<void> {
  const at = new Date(START_MS - 400 * 24 * HOUR_MS);
  await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ('clinic', 'Cedar Clinic', 'Clinique des Cèdres', 'active', $1, $1), ('north', 'North Hospital', 'Hôpital du Nord', 'active', $1, $1), ('south', 'South Hospital', 'Hôpital du Sud', 'active', $1, $1), ('office', 'Program Office', 'Bureau de programme', 'active', $1, $1)`, [at]);
  await database.query(`insert into person (id, display_name, assurance_level, created_at) values ('doctor', 'Dr. Renamed', 2, $1), ('nurse', 'Nurse', 2, $1)`, [at]);
  await database.query(`insert into membership (id, person_id, organization_id, status, status_since, created_at, created_by) values ('m1', 'doctor', 'clinic', 'suspended', $1, $1, 'test'), ('m2', 'nurse', 'north', 'active', $1, $1, 'test')`, [at]);
}
