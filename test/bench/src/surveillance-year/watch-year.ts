import { PatientPseudonymizer, type AuditEvent } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { PostgresDatabase } from '@longview/persistence';
import { createIdSource, createSettableClock } from '@longview/platform';
import { evaluateDue, keepPersonalFacts, LikenessHasher, LikenessNotes, measurePeers, readFirstRules, readRuleBook, refreshPersonNames, takeEvents } from '@longview/privacy-office';
import { Random } from './random.js';
import { plantSnoops, SNOOP_KINDS, type SnoopKind, type Story } from './snoops.js';
import { buildTown, type Resident, type Town } from './town.js';
import { ordinaryYear, type Visit } from './year.js';

export interface WatchedYear {
  readonly seed: number;
  readonly accesses: number;
  /** Ordinary accesses that something besides the person's own word explains, and with their word, in percent. */
  readonly explainedPercent: number;
  readonly explainedOrStatedPercent: number;
  readonly flagsPerThousand: number;
  readonly ordinaryFlagsPerThousand: number;
  readonly kinds: readonly { readonly kind: SnoopKind; readonly planted: number; readonly found: number }[];
  readonly missed: readonly string[];
  readonly ordinaryFlagsByReason: Readonly<Record<string, number>>;
  readonly suppressed: number;
  readonly microsecondsPerAccess: number;
}

const START_MS = Date.UTC(2026, 0, 5, 5);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const TABLES = 'flag_access, flag_reason, flag_note, flag, access_sample, surveillance_access, surveillance_day, surveillance_hour, surveillance_peers, surveillance_rule, surveillance_suppressed, surveillance_run, watched_patient, patient_likeness, person_likeness, organization, person';

/** A year of one town, day by day as the log would bring it, judged each evening by the rules that the product comes with. */
export async function watchYear(owner: PostgresDatabase, database: PostgresDatabase, seed: number): Promise<WatchedYear> {
  const town = buildTown(seed);
  const planted = plantSnoops(town, seed + 1_000_003);
  const clock = createSettableClock(START_MS);
  const deps = { clock, ids: createIdSource(clock) };
  const pseudonymizer = new PatientPseudonymizer({ indexKey: Buffer.alloc(32, seed & 255), sealingKeys: new Map([[1, Buffer.alloc(32, 7)]]) });
  const hasher = new LikenessHasher(Buffer.alloc(32, seed & 255));
  const likeness = { clock, hasher, keyOf: pseudonymizer.keyOf.bind(pseudonymizer) };
  await owner.query(`truncate ${TABLES} cascade`);
  await employ(owner, town, planted.celebrities, likeness, pseudonymizer);
  await refreshPersonNames(database, likeness);
  const first = await readFirstRules();
  const notes = new LikenessNotes({ database, clock, hasher, keyOf: (patient) => pseudonymizer.pseudonymize(patient).key, onTrouble: (error) => { throw error; } });
  const random = new Random(seed + 7);
  const pseudonyms = new Map<string, { readonly key: string; readonly sealed: string }>();
  const pseudonymOf = (patient: Resident, day: number) => {
    const known = pseudonyms.get(patient.number) ?? pseudonymizer.pseudonymize(identityOf(patient, day));
    pseudonyms.set(patient.number, known);
    return known;
  };
  const plantedVisits = planted.stories.flatMap(({ visits }) => visits);
  const events = { sequence: 0, stories: new Map<string, string>() };
  let spentMs = 0;
  let day = 0;
  for (const ordinary of ordinaryYear(town, seed + 99)) {
    const visits = [...ordinary, ...plantedVisits.filter(({ minute }) => Math.floor(minute / 1_440) === day)].toSorted((a, b) => a.minute - b.minute);
    const written = visits.flatMap((visit) => eventsOf(visit, day, events, pseudonymOf, random.chance(0.4) ? random.pick(town.residents) : undefined));
    for (const { patient, isSearchOnly } of visits) if (!isSearchOnly) notes.note(identityOf(patient, day));
    await notes.write();
    const beganMs = performance.now();
    await database.transaction((connection) => takeEvents(connection, written));
    clock.setNow(START_MS + (day + 1) * DAY_MS + 4 * 3_600_000);
    const book = await readRuleBook(database, first);
    while (((await database.transaction((connection) => evaluateDue(connection, deps, book, 300)))?.looked ?? 0) > 0);
    if (day % 7 === 6) await measurePeers(database, clock.nowMs());
    spentMs += performance.now() - beganMs;
    if ([10, 40, 120].includes(day)) await owner.query('analyze');
    day++;
  }
  return reckon(database, seed, planted.stories, events.stories, spentMs);
}

type Numbering = { sequence: number; readonly stories: Map<string, string> };

function eventsOf(visit: Visit, day: number, numbering: Numbering, pseudonymOf: (patient: Resident, day: number) => { readonly key: string; readonly sealed: string }, lookalike: Resident | undefined): AuditEvent[] {
  const { worker, patient, minute, relationship, kind, reason, search, isPrinted, isOverride, isSearchOnly, story } = visit;
  const about = pseudonymOf(patient, day);
  const requestId = `r-${numbering.sequence}`;
  const event = (action: AuditEvent['action'], seconds: number, further: Partial<AuditEvent>): AuditEvent => {
    const id = `1-${numbering.sequence++}`;
    if (story !== undefined) numbering.stories.set(id, story);
    return {
      id, action, outcome: 'success', occurredAtMs: START_MS + minute * MINUTE_MS + seconds * 1_000, sessionId: `${worker.id}-${day}-${Math.floor(minute / 240)}`, patient: about, purposeOfUse: isOverride ? 'BTG' : 'TREAT',
      actor: { userId: worker.id, displayName: worker.id, roles: [worker.role], organizationId: worker.organizationId }, ...further,
    };
  };
  const searches = search === undefined ? [] : search === 'number' || isSearchOnly
    ? [event('patient-search', 0, { requestId, details: { by: 'identifier', candidateCount: 1 } })]
    : [
      event('patient-search', 0, { requestId, patient: { key: `query-${numbering.sequence}`, sealed: about.sealed }, details: { by: 'demographics', candidateCount: lookalike ? 2 : 1 } }),
      event('patient-search', 0, { requestId, details: { by: 'demographics', isCandidateShown: true } }),
      ...(lookalike ? [event('patient-search', 0, { requestId, patient: pseudonymOf(lookalike, day), details: { by: 'demographics', isCandidateShown: true } })] : []),
    ];
  if (isSearchOnly) return searches;
  const details = { relationship, ...(kind !== undefined && { relationshipKind: kind }), ...(reason !== undefined && { statedReason: reason }) };
  return [
    ...searches, event('patient-opened', 10, { details }),
    event('records-shown', 12, { details, custodians: [{ custodianId: worker.organizationId, sourceId: worker.organizationId, itemCount: 12, use: 'use' }] }), ...(isPrinted ? [event('printed', 40, { details })] : []),
  ];
}

function identityOf({ number, family, given, birthDate, postalCode, addressLine, phone, diedOnDay }: Resident, day: number): SubjectIdentity {
  return { identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: number }], names: [{ family, given: [given] }], birthDate, postalCode, addressLine, phone, deceased: diedOnDay !== undefined && diedOnDay <= day };
}

/** The register, with what an employer knows of its people; numbers of their own cards are not among it. */
async function employ(owner: PostgresDatabase, { workers }: Town, celebrities: readonly Resident[], likeness: Parameters<typeof keepPersonalFacts>[1], pseudonymizer: PatientPseudonymizer): Promise<void> {
  const at = new Date(START_MS - 30 * DAY_MS);
  for (const id of new Set(workers.map(({ organizationId }) => organizationId))) await owner.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ($1, $1, $1, 'active', $2, $2)`, [id, at]);
  for (const { id, person: { family, given, birthDate, postalCode, addressLine, phone }, organizationId, role } of workers) {
    await owner.query('insert into person (id, display_name, family_name, given_name, assurance_level, created_at) values ($1, $2, $3, $4, 2, $5)', [id, `${given} ${family}`, family, given, at]);
    await owner.query(`insert into membership (id, person_id, organization_id, status, status_since, roles, created_at, created_by) values ('m-' || $1, $1, $2, 'active', $3, $4, $3, 'bench')`, [id, organizationId, at, [role]]);
    await keepPersonalFacts(owner, likeness, [{ personId: id, facts: { homePostalCode: postalCode, homeAddress: addressLine, homePhone: phone, birthDate } }]);
  }
  for (const [index, star] of celebrities.entries()) {
    const { key, sealed } = pseudonymizer.pseudonymize(identityOf(star, 0));
    await owner.query(`insert into watched_patient (id, patient_key, patient_sealed, reason, added_by, added_at) values ($1, $2, $3, 'public-figure', 'bench', $4)`, [`w-${index}`, key, sealed, at]);
  }
}

async function reckon(database: PostgresDatabase, seed: number, stories: readonly Story[], storyOfEvent: ReadonlyMap<string, string>, spentMs: number): Promise<WatchedYear> {
  const { rows: accesses } = await database.query<{ id: string; events: string[]; isOpened: boolean; isExplained: boolean; isStated: boolean }>(
    `select id, event_ids as events, is_opened as "isOpened", is_explained as "isExplained", relationship = 'stated' or relationship_kind = 'earlier-reason' as "isStated" from surveillance_access where is_opened`);
  const { rows: flags } = await database.query<{ id: string; events: string[]; reasons: string[] }>(
    `select f.id, array(select unnest(a.event_ids) from flag_access fa join surveillance_access a on a.id = fa.access_id where fa.flag_id = f.id) as events, array(select kind from flag_reason r where r.flag_id = f.id and r.weight > r.weakened_by order by kind) as reasons from flag f`);
  const { rows: [suppressed] } = await database.query<{ count: number }>('select coalesce(sum(count), 0)::int as count from surveillance_suppressed');
  const found = new Set(flags.flatMap(({ events }) => events.flatMap((event) => storyOfEvent.get(event) ?? [])));
  const ordinary = accesses.filter(({ events }) => !events.some((event) => storyOfEvent.has(event)));
  const ordinaryFlags = flags.filter(({ events }) => !events.some((event) => storyOfEvent.has(event)));
  const byReason: Record<string, number> = {};
  for (const { reasons } of ordinaryFlags) byReason[reasons.join(' + ')] = (byReason[reasons.join(' + ')] ?? 0) + 1;
  const percent = (count: number): number => (100 * count) / ordinary.length;
  return {
    seed, accesses: accesses.length, explainedPercent: percent(ordinary.filter(({ isExplained }) => isExplained).length), explainedOrStatedPercent: percent(ordinary.filter(({ isExplained, isStated }) => isExplained || isStated).length),
    flagsPerThousand: (1_000 * flags.length) / accesses.length, ordinaryFlagsPerThousand: (1_000 * ordinaryFlags.length) / accesses.length,
    kinds: SNOOP_KINDS.map((kind) => ({ kind, planted: stories.filter((story) => story.kind === kind).length, found: stories.filter((story) => story.kind === kind && found.has(story.name)).length })),
    missed: stories.filter(({ name }) => !found.has(name)).map(({ name, visits: [visit] }) => `${name}: ${visit!.relationship} ${visit!.kind ?? visit!.reason ?? ''}`), ordinaryFlagsByReason: byReason, suppressed: suppressed!.count, microsecondsPerAccess: (1_000 * spentMs) / accesses.length,
  };
}
