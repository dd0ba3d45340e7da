import { readEventPartProof, readEventProof, takePart, writeEventPartProof, writeEventProof, type AuditEvent, type EventPart, type EventProof } from '@longview/audit';
import type { Change, ChangeRequest, ChangeRefusal } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { z } from 'zod';
import { onSide } from '../reports/side.js';
import { isProgramOffice, type CaseDeps, type CasePatients } from './case-deps.js';
import { MAX_ACCESSES, readInput } from './case-input.js';
import { changeCase, type SeenCase } from './change-case.js';
import { deskFor, isKnown } from './desk.js';

/** Freezes the proofs of a new case's accesses as soon as the log has sealed them. */
export const FREEZE_QUEUE = 'privacy-case-evidence';

/** An event of the log that belongs to a case; what is not known yet its proof will say. */
export interface CaseAccess {
  readonly eventId: string;
  readonly occurredAtMs?: number;
  readonly action?: string;
  readonly patient?: { readonly key: string; readonly sealed: string };
  /** As `longview verify-proof` reads it, of the event or the part of it that belongs here; absent until the event is sealed. */
  readonly proof?: string;
}

interface EventsFound {
  readonly accesses: readonly CaseAccess[];
  /** Whose they are: all of one person's. */
  readonly userId?: string;
  /** For whom that person acted. */
  readonly organizationId?: string;
}

/**
 * These events with their proofs, as much of them as the organization may see with which the case lies: it reads the case,
 * whoever attaches to it. An event that is not sealed, never was, or is neither of the organization's people nor about its
 * records is refused with one and the same word; so are events of several people.
 * @param caseOrganizationId without it the case is being opened, and lies where {@link caseLiesWith} says
 */
export async function eventsFromLog({ prove }: CaseDeps, change: Change, { actor }: ChangeRequest, eventIds: readonly string[], caseOrganizationId?: string): Promise<EventsFound> {
  const refuse = (problem: string): never => change.refuse({ code: 'invalid-input', field: 'eventIds', problem });
  const proofs = await Promise.all([...new Set(eventIds)].map((eventId) => prove(eventId)));
  const [first] = proofs;
  if (proofs.length === 0) return { accesses: [] };
  if (!first) return refuse('not-in-the-log');
  const { userId, organizationId } = first.event.actor;
  const ofOrganizationId = caseOrganizationId ?? caseLiesWith(actor, organizationId);
  // A case of the program office's own is read by nobody else.
  const side = isProgramOffice(actor) && ofOrganizationId === actor.organizationId ? undefined : ofOrganizationId;
  const found = proofs.map((proof) => {
    const evidence = proof && evidenceFor(side, proof);
    return proof && evidence !== undefined ? { event: proof.event, evidence } : refuse('not-in-the-log');
  });
  if (found.some(({ event }) => event.actor.userId !== userId)) refuse('of-several-people');
  return { accesses: found.map(({ event, evidence }) => ({ ...factsOf(event), proof: evidence })), userId, ...(organizationId !== undefined && { organizationId }) };
}

/** A case of the program office's lies with the organization of whom it is about, so that it is counted there. */
export const caseLiesWith = (actor: ChangeRequest['actor'], subjectOrganizationId: string | undefined): string => (isProgramOffice(actor) ? (subjectOrganizationId ?? actor.organizationId!) : actor.organizationId!);

/**
 * The file that goes into a case of this organization. The whole event where it is one of the organization's people and
 * names nothing that the log keeps for itself, such as what consent closed; else the part that is on the organization's
 * side, with the hash of the whole. Nothing for an event that is not on its side at all.
 */
function evidenceFor(organizationId: string | undefined, proof: EventProof): string | undefined {
  const { event } = proof;
  const of = organizationId === undefined ? {} : { organizationId };
  const ours = onSide({ kind: 'collections', ...of }, event);
  if (ours) {
    const isWhole = ours.shown.length === (event.custodians?.length ?? 0) && (event.consentBlockedSourceIds?.length ?? 0) === 0;
    return isWhole ? writeEventProof(proof) : writeEventPartProof(takePart(proof, { custodians: ours.shown, objects: ours.objects }));
  }
  const disclosed = onSide({ kind: 'disclosures', ...of }, event);
  return disclosed && disclosed.shown.length > 0 ? writeEventPartProof(takePart(proof, { custodians: disclosed.shown, objects: disclosed.objects })) : undefined;
}

/** What a file of evidence says of its event, and under which head. */
export function readEvidenceFile(text: string): { readonly event: EventPart; readonly checkpoint: string } | undefined {
  const [whole, part] = [readEventProof(text), readEventPartProof(text)];
  return whole ?? (part && { event: part.part, checkpoint: part.checkpoint });
}

const factsOf = ({ id, occurredAtMs, action, patient }: AuditEvent): CaseAccess => ({ eventId: id, occurredAtMs, action, ...(patient && { patient }) });

/**
 * Adds patients to a case. An event that somebody made with a number alone names nobody: as soon as another event of the
 * same patient does, the case has the name.
 */
export async function addPatients(connection: Queryable, known: CasePatients, caseId: string, patients: readonly { readonly key: string; readonly sealed: string }[]): Promise<void> {
  const isNamed = (sealed: string): boolean => known.reveal(sealed).name !== undefined;
  const byKey = new Map<string, string>();
  for (const { key, sealed } of patients) if (!byKey.has(key) || (!isNamed(byKey.get(key)!) && isNamed(sealed))) byKey.set(key, sealed);
  for (const [key, sealed] of byKey) {
    const { rowCount } = await connection.query('insert into privacy_case_patient (case_id, patient_key, patient_sealed) values ($1, $2, $3) on conflict do nothing', [caseId, key, sealed]);
    if (rowCount === 1 || !isNamed(sealed)) continue;
    const { rows: [before] } = await connection.query<{ sealed: string }>('select patient_sealed as sealed from privacy_case_patient where case_id = $1 and patient_key = $2', [caseId, key]);
    if (!isNamed(before!.sealed)) await connection.query('update privacy_case_patient set patient_sealed = $3 where case_id = $1 and patient_key = $2', [caseId, key, sealed]);
  }
}

/** What is there already stays as it was frozen. @returns how many are new */
export async function addAccesses(connection: Queryable, caseId: string, accesses: readonly CaseAccess[], byId: string, nowMs: number): Promise<number> {
  const rows = accesses.map(({ eventId, occurredAtMs, action, patient, proof }) => ({ event_id: eventId, occurred_at: occurredAtMs === undefined ? null : new Date(occurredAtMs), action: action ?? null, patient_key: patient?.key ?? null, proof: proof ?? null }));
  const { rowCount } = await connection.query(
    `insert into privacy_case_access (case_id, event_id, added_by, added_at, occurred_at, action, patient_key, proof)
     select $1, event_id, $3, $4, occurred_at, action, patient_key, proof from jsonb_to_recordset($2::jsonb) as a(event_id text, occurred_at timestamptz, action text, patient_key text, proof text) on conflict do nothing`,
    [caseId, JSON.stringify(rows), byId, new Date(nowMs)]);
  return rowCount ?? 0;
}

const attachSchema = z.object({ eventIds: z.array(z.string().regex(/^\d{1,9}-\d{1,15}$/, 'not-in-the-log')).min(1, 'missing').max(MAX_ACCESSES, 'too-many') });

/** Adds events of the log to a case, with their proofs. Where nobody knew whose access it is about, the events say so. */
export function attachAccesses(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, input: { readonly eventIds: readonly string[] }): Promise<ChangeRefusal | { readonly kind: 'changed' }> {
  return changeCase(deps, request, 'attach', seen, async (change) => {
    const { row, connection, nowMs } = change;
    const { eventIds } = readInput(change, attachSchema, input);
    const { accesses, userId, organizationId } = await eventsFromLog(deps, change, request, eventIds, row.organizationId);
    if (row.subjectId !== null && row.subjectId !== userId) change.refuse({ code: 'invalid-input', field: 'eventIds', problem: 'of-somebody-else' });
    if (userId === request.actor.userId) change.refuse({ code: 'not-allowed', rule: 'about-oneself' });
    // A finding that was made while nobody knew about whom is made again.
    if (row.subjectId === null && row.state === 'explained') change.refuse({ code: 'invalid-input', field: 'state', problem: 'reopen-first' });
    if (userId !== undefined && !(await isKnown(connection, userId))) change.refuse({ code: 'invalid-input', field: 'eventIds', problem: 'of-nobody-known' });
    if (row.accessCount + accesses.length > MAX_ACCESSES) change.refuse({ code: 'invalid-input', field: 'eventIds', problem: 'too-many' });
    await addPatients(connection, deps.patients, row.id, accesses.flatMap(({ patient }) => patient ?? []));
    const added = await addAccesses(connection, row.id, accesses, request.actor.userId, nowMs);
    if (added === 0) change.refuse({ code: 'invalid-input', field: 'eventIds', problem: 'already-there' });
    return {
      change: 'accesses-attached', details: { accesses: added }, objects: accesses.map(({ eventId }) => `event/${eventId}`),
      ...(row.subjectId === null && userId !== undefined && { set: await subjectColumns(connection, row, userId, organizationId) }),
    };
  });
}

/** Whoever turns out to be the subject loses the case, and so does everybody at the desk that must not have it. */
async function subjectColumns(connection: Queryable, { organizationId, ownerId, desk }: { readonly organizationId: string; readonly ownerId: string | null; readonly desk: string }, userId: string, subjectOrganizationId: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  const rightDesk = await deskFor(connection, organizationId, userId);
  return { subject_id: userId, subject_organization_id: subjectOrganizationId ?? organizationId, desk: rightDesk, owner_id: ownerId === userId || rightDesk !== desk ? null : ownerId };
}

/** Adds the proofs that were not to be had yet. @returns how many are still missing: the log seals within seconds. */
export async function freezeEvidence({ database, prove, patients }: Pick<CaseDeps, 'database' | 'prove' | 'patients'>, caseId: string): Promise<number> {
  const { rows } = await database.query<{ eventId: string; organizationId: string }>('select a.event_id as "eventId", c.organization_id as "organizationId" from privacy_case_access a join privacy_case c on c.id = a.case_id where a.case_id = $1 and a.proof is null order by a.event_id', [caseId]);
  let missing = 0;
  for (const { eventId, organizationId } of rows) {
    const proof = await prove(eventId);
    const evidence = proof && evidenceFor(organizationId, proof);
    if (!proof || evidence === undefined) {
      missing++;
      continue;
    }
    const { occurredAtMs, action, patient } = factsOf(proof.event);
    await database.transaction(async (connection) => {
      if (patient) await addPatients(connection, patients, caseId, [patient]);
      await connection.query('update privacy_case_access set proof = $3, occurred_at = $4, action = $5, patient_key = $6 where case_id = $1 and event_id = $2 and proof is null', [caseId, eventId, evidence, new Date(occurredAtMs!), action, patient?.key ?? null]);
    });
  }
  return missing;
}
