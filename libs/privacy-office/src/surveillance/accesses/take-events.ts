import type { Queryable } from '@longview/platform';
import { ACCESS_GAP_MS, addEvent, joinParts, partOf, type AccessPart } from './access-part.js';
import { waitForTurn } from '../one-at-a-time.js';
import { ACCESS_ACTIONS, type AuditEvent } from './audited-actions.js';

/** Whoever looks for a patient and means to open them has done so by then. */
export const OPENED_WITHIN_MS = 15 * 60_000;
/** What rules compare of a patient is written beside the opening, and most of an access happens in its first seconds. */
const SETTLED_AFTER_MS = 3_000;

type PatientEvent = AuditEvent & Required<Pick<AuditEvent, 'patient' | 'sessionId'>>;

const isAccessEvent = (event: AuditEvent): event is PatientEvent => event.patient !== undefined && event.sessionId !== undefined && ACCESS_ACTIONS.has(event.action) && !isQuestion(event);
/** A search by name that found people has an event for each of them; the question itself is about nobody yet. */
const isQuestion = ({ action, details }: AuditEvent): boolean => action === 'patient-search' && details?.['by'] !== 'identifier' && details?.['isCandidateShown'] !== true && details?.['candidateCount'] !== 0;
const keyOf = ({ sessionId, patientKey }: Pick<AccessPart, 'sessionId' | 'patientKey'>): string => `${sessionId} ${patientKey}`;

/**
 * Makes accesses of events, joins them to what is known, and counts them in the profiles; the rules are due afterwards.
 * MUST run in the transaction that moves the reader of the log on: then every event is counted once.
 * @param events in the order of the log.
 */
export async function takeEvents(connection: Queryable, events: readonly AuditEvent[]): Promise<void> {
  const found = new Map(events.flatMap(({ action, requestId, details }): [string, number][] => (action === 'patient-search' && requestId !== undefined && typeof details?.['candidateCount'] === 'number' ? [[requestId, details['candidateCount']]] : [])));
  const parts = partsOf(events, found);
  await waitForTurn(connection);
  if (parts.length > 0) {
    const known = await readKnown(connection, parts);
    const wasOpened = new Set([...known.values()].filter(({ isOpened }) => isOpened).map(({ id }) => id));
    const joined = joinToKnown(parts, known);
    await writeAccesses(connection, joined);
    await countOpened(connection, joined.filter(({ id, isOpened }) => isOpened && !wasOpened.has(id)).map(({ id }) => id));
  }
  await countSearches(connection, events.filter(({ action, details, outcome }) => action === 'patient-search' && outcome === 'success' && details?.['isCandidateShown'] !== true));
}

function partsOf(events: readonly AuditEvent[], found: ReadonlyMap<string, number>): readonly AccessPart[] {
  const parts: AccessPart[] = [];
  const open = new Map<string, AccessPart>();
  for (const event of events) {
    if (!isAccessEvent(event)) continue;
    const candidateCount = event.requestId === undefined ? undefined : found.get(event.requestId);
    const key = keyOf({ sessionId: event.sessionId, patientKey: event.patient.key });
    const part = open.get(key);
    if (part && event.occurredAtMs - part.lastAtMs <= ACCESS_GAP_MS) {
      addEvent(part, event, candidateCount);
    } else {
      const begun = partOf(event, candidateCount);
      open.set(key, begun);
      parts.push(begun);
    }
  }
  return parts;
}

function joinToKnown(parts: readonly AccessPart[], known: ReadonlyMap<string, AccessPart>): readonly AccessPart[] {
  const joined = new Map<string, AccessPart>();
  for (const part of parts) {
    const before = known.get(keyOf(part));
    const access = before && part.firstAtMs - before.lastAtMs <= ACCESS_GAP_MS && !joined.has(before.id) ? joinParts(before, part) : part;
    joined.set(access.id, access);
  }
  return [...joined.values()];
}

async function readKnown(connection: Queryable, parts: readonly AccessPart[]): Promise<ReadonlyMap<string, AccessPart>> {
  const asked = [...new Map(parts.map((part) => [keyOf(part), { session_id: part.sessionId, patient_key: part.patientKey, since: new Date(part.firstAtMs - ACCESS_GAP_MS) }])).values()];
  const { rows } = await connection.query<AccessPart>(
    `select distinct on (a.session_id, a.patient_key) a.id, a.user_id as "userId", a.user_name as "userName", a.roles, a.organization_id as "organizationId", a.session_id as "sessionId", a.patient_key as "patientKey", a.patient_sealed as "patientSealed",
        (extract(epoch from a.first_at) * 1000)::float8 as "firstAtMs", (extract(epoch from a.last_at) * 1000)::float8 as "lastAtMs", a.is_opened as "isOpened", a.is_by_name as "isByName", a.is_found as "isFound", a.relationship, a.relationship_kind as "relationshipKind",
        a.stated_reason as "statedReason", a.is_override as "isOverride", a.is_share_elsewhere as "isShareElsewhere", a.consent_refusals as "consentRefusals", a.actions, a.custodian_ids as "custodianIds", a.source_ids as "sourceIds", a.item_count as "itemCount",
        a.event_ids as "eventIds", a.disclosed, a.evaluate_at is not null as "isSoughtAlone", a.is_opened or a.is_by_name as "isNamed"
       from jsonb_to_recordset($1::jsonb) as g(session_id text, patient_key text, since timestamptz) join surveillance_access a on a.session_id = g.session_id and a.patient_key = g.patient_key and a.last_at >= g.since
      order by a.session_id, a.patient_key, a.last_at desc`, [JSON.stringify(asked)]);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Who was opened, or looked for in vain, is looked at in a moment; who was found and may still be opened, a little later; a name among others in a list, never. */
function evaluateAt({ isOpened, isFound, isSoughtAlone, consentRefusals, isOverride, lastAtMs }: AccessPart): Date | null {
  if (isOpened || isOverride || consentRefusals > 0 || (!isFound && isSoughtAlone)) return new Date(lastAtMs + SETTLED_AFTER_MS);
  return isSoughtAlone ? new Date(lastAtMs + OPENED_WITHIN_MS) : null;
}

async function writeAccesses(connection: Queryable, accesses: readonly AccessPart[]): Promise<void> {
  const rows = accesses.map((access) => ({
    ...access, role: access.roles[0] ?? '', first_at: new Date(access.firstAtMs), last_at: new Date(access.lastAtMs), evaluate_at: evaluateAt(access),
  }));
  await connection.query(
    `insert into surveillance_access (id, user_id, user_name, roles, role, organization_id, session_id, patient_key, patient_sealed, first_at, last_at, is_opened, is_by_name, is_found, relationship, relationship_kind, stated_reason, is_override,
        consent_refusals, is_share_elsewhere, actions, custodian_ids, source_ids, item_count, event_ids, disclosed, evaluate_at)
     select g.id, g."userId", g."userName", array(select jsonb_array_elements_text(g.roles)), g.role, g."organizationId", g."sessionId", g."patientKey", g."patientSealed", g.first_at, g.last_at, g."isOpened", g."isByName", g."isFound", g.relationship,
        g."relationshipKind", g."statedReason", g."isOverride", g."consentRefusals", g."isShareElsewhere", g.actions, array(select jsonb_array_elements_text(g."custodianIds")), array(select jsonb_array_elements_text(g."sourceIds")), g."itemCount",
        array(select jsonb_array_elements_text(g."eventIds")), g.disclosed, g.evaluate_at
       from jsonb_to_recordset($1::jsonb) as g(id text, "userId" text, "userName" text, roles jsonb, role text, "organizationId" text, "sessionId" text, "patientKey" text, "patientSealed" text, first_at timestamptz, last_at timestamptz, "isOpened" boolean,
        "isByName" boolean, "isFound" boolean, relationship text, "relationshipKind" text, "statedReason" text, "isOverride" boolean, "consentRefusals" int, "isShareElsewhere" boolean, actions jsonb, "custodianIds" jsonb, "sourceIds" jsonb, "itemCount" int,
        "eventIds" jsonb, disclosed jsonb, evaluate_at timestamptz)
     on conflict (id) do update set patient_sealed = excluded.patient_sealed, last_at = excluded.last_at, is_opened = excluded.is_opened, is_by_name = excluded.is_by_name, is_found = excluded.is_found, relationship = excluded.relationship, relationship_kind = excluded.relationship_kind,
        stated_reason = excluded.stated_reason, is_override = excluded.is_override, consent_refusals = excluded.consent_refusals, is_share_elsewhere = excluded.is_share_elsewhere, actions = excluded.actions, custodian_ids = excluded.custodian_ids,
        source_ids = excluded.source_ids, item_count = excluded.item_count, event_ids = excluded.event_ids, disclosed = excluded.disclosed, evaluate_at = excluded.evaluate_at`, [JSON.stringify(rows)]);
}

/** Profiles grow by what is new: no rule ever counts over the accesses themselves. */
async function countOpened(connection: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const isFirstThatDay = (further: string): string => `not exists (select from surveillance_access b where b.patient_key = a.patient_key and b.first_at > a.first_at - interval '1 day' and b.user_id = a.user_id and b.day = a.day and b.is_opened ${further}
    and (b.first_at, b.id) < (a.first_at, a.id))`;
  await connection.query(
    `with opened as (select a.*, ${isFirstThatDay('')} as is_first, a.is_by_name and (a.relationship <> 'found' or a.relationship_kind = 'earlier-reason') and ${isFirstThatDay('and b.is_by_name')} as is_unrelated from surveillance_access a where a.id = any($1))
     insert into surveillance_day as d (user_id, organization_id, day, role, accesses, patients, unrelated_by_name, after_hours)
     select user_id, organization_id, day, max(role), count(*), count(*) filter (where is_first), count(*) filter (where is_unrelated), count(*) filter (where hour < 7 or hour >= 19 or weekday > 5) from opened group by user_id, organization_id, day
     on conflict (user_id, organization_id, day) do update set accesses = d.accesses + excluded.accesses, patients = d.patients + excluded.patients, unrelated_by_name = d.unrelated_by_name + excluded.unrelated_by_name, after_hours = d.after_hours + excluded.after_hours`, [ids]);
  await connection.query(
    `insert into surveillance_hour as h (user_id, organization_id, weekday, hour, accesses) select user_id, organization_id, weekday, hour, count(*) from surveillance_access where id = any($1) group by user_id, organization_id, weekday, hour
     on conflict (user_id, organization_id, weekday, hour) do update set accesses = h.accesses + excluded.accesses`, [ids]);
}

async function countSearches(connection: Queryable, searches: readonly AuditEvent[]): Promise<void> {
  if (searches.length === 0) return;
  const rows = searches.map(({ actor, occurredAtMs, details }) => ({ user_id: actor.userId, organization_id: actor.organizationId ?? '', role: actor.roles[0] ?? '', at: new Date(occurredAtMs), is_name: details?.['by'] !== 'identifier', is_wrong: details?.['candidateCount'] === 0 }));
  await connection.query(
    `insert into surveillance_day as d (user_id, organization_id, day, role, name_searches, wrong_searches)
     select user_id, organization_id, (at at time zone 'America/Toronto')::date, max(role), count(*) filter (where is_name), count(*) filter (where is_wrong)
       from jsonb_to_recordset($1::jsonb) as g(user_id text, organization_id text, role text, at timestamptz, is_name boolean, is_wrong boolean) group by 1, 2, 3
     on conflict (user_id, organization_id, day) do update set name_searches = d.name_searches + excluded.name_searches, wrong_searches = d.wrong_searches + excluded.wrong_searches`, [JSON.stringify(rows)]);
}
