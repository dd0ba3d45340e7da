import { ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber } from '@longview/clinical-model';
import { governedChange, type Change, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { revealed } from './flags/flag-lines.js';
import type { RevealedPerson } from './flags/flag.js';
import { review, reviewScope, whoAsks, type ReviewScope, type SurveillanceDeps } from './surveillance-deps.js';
import { WATCH_REASONS, type WatchReason } from './words.js';

/** A patient whose every access is looked at. */
export interface WatchedPatient {
  readonly id: string;
  readonly patient: RevealedPerson;
  /** The last three digits, of a patient whom nobody has opened: all that tells one from another. */
  readonly numberEnding?: string;
  readonly reason: WatchReason;
  readonly addedBy: string;
  readonly addedAtMs: number;
  readonly untilMs: number | null;
  readonly version: number;
}

export interface WatchedPatientInput {
  readonly healthNumber?: string | undefined;
  readonly patientKey?: string | undefined;
  readonly reason: string;
  readonly untilMs?: number | undefined;
}

export async function readWatchList(deps: SurveillanceDeps, request: ChangeRequest): Promise<readonly WatchedPatient[] | ChangeRefusal> {
  return review(deps, request, 'watch-list', {}, (scope) => watched(deps, deps.database, scope));
}

/** Watched for one's own organization's people; by the program office, for everybody's. */
export async function watchPatient(deps: SurveillanceDeps, request: ChangeRequest, input: WatchedPatientInput): Promise<readonly WatchedPatient[] | ChangeRefusal> {
  return changeList(deps, request, async (change, scope) => {
    const { connection, nowMs, newId, refuse } = change;
    const reason = WATCH_REASONS.find((one) => one === input.reason);
    if (!reason) return refuse({ code: 'invalid-input', field: 'reason', problem: 'unknown' });
    if (input.untilMs !== undefined && input.untilMs <= nowMs) return refuse({ code: 'invalid-input', field: 'until', problem: 'in-the-past' });
    const patient = await findPatient(deps, change, input);
    const { rowCount } = await connection.query('insert into watched_patient (id, patient_key, patient_sealed, organization_id, reason, added_by, added_at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
      [newId(), patient.key, patient.sealed, scope.organizationId, reason, request.actor.displayName, new Date(nowMs), input.untilMs === undefined ? null : new Date(input.untilMs)]);
    if (rowCount === 0) return refuse({ code: 'invalid-input', field: 'healthNumber', problem: 'watched-already' });
    await deps.audit.append({ ...whoAsks(request), action: 'surveillance-changed', outcome: 'success', patient, details: { change: 'patient-watched', reason } });
  });
}

export async function unwatchPatient(deps: SurveillanceDeps, request: ChangeRequest, { id, version }: { readonly id: string; readonly version: number }): Promise<readonly WatchedPatient[] | ChangeRefusal> {
  return changeList(deps, request, async ({ connection, nowMs, refuse }, scope) => {
    const { rows: [patient] } = await connection.query<{ key: string; sealed: string }>(
      'update watched_patient set removed_at = $4, version = version + 1 where id = $1 and version = $2 and removed_at is null and organization_id is not distinct from $3 returning patient_key as key, patient_sealed as sealed', [id, version, scope.organizationId, new Date(nowMs)]);
    if (!patient) return refuse({ code: 'conflict' });
    await deps.audit.append({ ...whoAsks(request), action: 'surveillance-changed', outcome: 'success', patient, details: { change: 'patient-unwatched' } });
  });
}

async function changeList(deps: SurveillanceDeps, request: ChangeRequest, work: (change: Change, scope: ReviewScope) => Promise<void>): Promise<readonly WatchedPatient[] | ChangeRefusal> {
  return governedChange(deps, request, 'surveillance-changed', async (change) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return change.refuse({ code: 'not-allowed', rule: scope.rule });
    await work(change, scope);
    return watched(deps, change.connection, scope);
  });
}

async function findPatient({ patients }: SurveillanceDeps, { connection, refuse }: Change, { healthNumber, patientKey }: WatchedPatientInput): Promise<{ readonly key: string; readonly sealed: string }> {
  if ((healthNumber === undefined) === (patientKey === undefined)) return refuse({ code: 'invalid-input', field: 'healthNumber', problem: 'missing' });
  const number = healthNumber === undefined ? undefined : parseHealthNumber(healthNumber);
  if (number && 'problem' in number) return refuse({ code: 'invalid-input', field: 'healthNumber', problem: number.problem });
  const identifier = number && { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: number.number };
  const key = identifier ? patients.keyOf(identifier) : patientKey!;
  const sealed = await lastSealed(connection, key);
  if (sealed !== undefined) return { key, sealed };
  // Nobody has opened them yet: the number is all that is known.
  return identifier ? patients.pseudonymize({ identifiers: [identifier], names: [] }) : refuse({ code: 'invalid-input', field: 'patientKey', problem: 'unknown' });
}

/** Who the patient was when they were last opened, sealed. */
export async function lastSealed(connection: Queryable, patientKey: string): Promise<string | undefined> {
  return (await connection.query<{ sealed: string }>('select patient_sealed as sealed from surveillance_access where patient_key = $1 order by is_opened desc, first_at desc limit 1', [patientKey])).rows[0]?.sealed;
}

async function watched({ patients, clock }: SurveillanceDeps, connection: Queryable, { organizationId }: ReviewScope): Promise<readonly WatchedPatient[]> {
  const { rows } = await connection.query<Omit<WatchedPatient, 'patient' | 'numberEnding'> & { readonly key: string; readonly sealed: string }>(
    `select w.id, w.patient_key as key, coalesce((select a.patient_sealed from surveillance_access a where a.patient_key = w.patient_key and a.is_opened order by a.first_at desc limit 1), w.patient_sealed) as sealed, w.reason, w.added_by as "addedBy", floor(extract(epoch from w.added_at) * 1000)::float8 as "addedAtMs", floor(extract(epoch from w.until_at) * 1000)::float8 as "untilMs", w.version
       from watched_patient w where w.removed_at is null and (w.until_at is null or w.until_at > $2) and w.organization_id is not distinct from $1 order by w.added_at desc, w.id`, [organizationId, new Date(clock.nowMs())]);
  return rows.map(({ key, sealed, ...row }) => {
    const patient = revealed(patients, key, sealed);
    return { ...row, patient, ...(patient.name === undefined && numberEnding(patients, sealed)) };
  });
}

const SHOWN_DIGITS = 3;

/** Nothing when the identity cannot be opened or is no health number. */
function numberEnding(patients: SurveillanceDeps['patients'], sealed: string): { readonly numberEnding?: string } {
  try {
    const { identifier } = patients.reveal(sealed);
    return identifier?.system === ONTARIO_HEALTH_NUMBER_SYSTEM ? { numberEnding: identifier.value.slice(-SHOWN_DIGITS) } : {};
  } catch {
    return {};
  }
}
