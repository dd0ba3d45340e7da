import { ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber } from '@longview/clinical-model';
import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { ACCESS_COLUMNS, revealed, seenBy, toAccess } from '../flags/flag-lines.js';
import type { FlaggedAccess, FlaggedUser, RevealedPerson } from '../flags/flag.js';
import { inScope, review, type SurveillanceDeps } from '../surveillance-deps.js';
import { lastSealed } from '../watch-list.js';
import type { Explanation } from '../words.js';

export interface PatientLook extends Pick<FlaggedAccess, 'id' | 'fromMs' | 'untilMs' | 'actions'> {
  readonly user: FlaggedUser;
  readonly explanations: readonly Explanation[];
  readonly flagId: string | null;
}

/** Who looked at one patient, the newest first. */
export interface PatientLooks {
  readonly patient: RevealedPerson;
  readonly looks: readonly PatientLook[];
  readonly total: number;
  readonly asOfMs: number;
}

type Page = { readonly offset: number; readonly limit: number };
type LookRow = Parameters<typeof toAccess>[0] & { readonly userId: string; readonly userName: string; readonly roles: readonly string[]; readonly nameEn: string | null; readonly nameFr: string | null; readonly explanations: readonly Explanation[]; readonly flagId: string | null };

const LONGEST_PAGE = 200;

/** The accesses to one patient that the asker may see. That this patient was asked about stands in the log, as theirs. */
export async function readPatientLooks(deps: SurveillanceDeps, request: ChangeRequest, patientKey: string, { offset, limit }: Page): Promise<PatientLooks | ChangeRefusal> {
  const { database, patients, clock } = deps;
  const sealed = await lastSealed(database, patientKey);
  return review<PatientLooks | ChangeRefusal>(deps, request, 'patient-looks', { offset }, async (scope) => {
    if (sealed === undefined) return { kind: 'refused', code: 'not-allowed', rule: 'unknown-patient' };
    const of = [scope.organizationId, patientKey, scope.userId];
    const WHERE = `a.patient_key = $2 and a.is_opened and a.user_id <> $3 and ${inScope('a', '$1')}`;
    const [count, looks] = await Promise.all([
      database.query<{ total: number }>(`select count(*)::int as total from surveillance_access a where ${WHERE}`, of),
      database.query<LookRow>(
        `select ${ACCESS_COLUMNS}, a.user_id as "userId", a.user_name as "userName", a.roles, o.name_en as "nameEn", o.name_fr as "nameFr", a.explanations, (select min(fa.flag_id) from flag_access fa where fa.access_id = a.id) as "flagId"
           from surveillance_access a left join organization o on o.id = a.organization_id where ${WHERE} order by a.first_at desc, a.id offset $4 limit $5`, [...of, Math.max(0, offset), Math.min(Math.max(1, limit), LONGEST_PAGE)]),
    ]);
    // What one may see nothing of is not named either.
    if (count.rows[0]!.total === 0) return { kind: 'refused', code: 'not-allowed', rule: 'unknown-patient' };
    return {
      patient: revealed(patients, patientKey, sealed), total: count.rows[0]!.total, asOfMs: clock.nowMs(),
      looks: looks.rows.map((row) => {
        const { userId, userName, roles, organizationId, nameEn, nameFr, explanations, flagId } = row;
        const { id, fromMs, untilMs, actions } = toAccess(seenBy(scope, row));
        return { id, fromMs, untilMs, actions, explanations, flagId, user: { userId, name: userName, roles, organizationId, organizationName: { en: nameEn ?? organizationId, fr: nameFr ?? organizationId } } };
      }),
    };
  }, sealed === undefined ? {} : { patient: { key: patientKey, sealed } });
}

/** The same, found by a health number: it is in the body of the request and in nothing that is kept. */
export async function findPatientLooks(deps: SurveillanceDeps, request: ChangeRequest, healthNumber: string): Promise<PatientLooks | ChangeRefusal> {
  const number = parseHealthNumber(healthNumber);
  if ('problem' in number) return { kind: 'refused', code: 'invalid-input', field: 'healthNumber', problem: number.problem };
  return readPatientLooks(deps, request, deps.patients.keyOf({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: number.number }), { offset: 0, limit: 50 });
}

export interface FoundUser {
  readonly userId: string;
  readonly name: string;
  readonly organizationId: string;
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly jobTitle: string;
}

const MOST_FOUND = 20;

/** People whose accesses the asker may look at, by the beginnings of their names. */
export async function findReviewedUsers(deps: SurveillanceDeps, request: ChangeRequest, text: string): Promise<readonly FoundUser[] | ChangeRefusal> {
  return review(deps, request, 'find-users', {}, async ({ organizationId, userId }) => {
    const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 4).map((word) => `% ${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    if (words.length === 0) return [];
    const { rows } = await deps.database.query<{ userId: string; name: string; organizationId: string; en: string; fr: string; jobTitle: string }>(
      `select p.id as "userId", p.display_name as name, o.id as "organizationId", o.name_en as en, o.name_fr as fr, m.job_title as "jobTitle" from person p join membership m on m.person_id = p.id join organization o on o.id = m.organization_id
        where ($1::text is null or m.organization_id = $1) and p.id <> $2 and (' ' || lower(p.display_name)) like all($3::text[]) order by p.family_name, p.given_name, p.id, o.id limit ${MOST_FOUND}`, [organizationId, userId, words]);
    return rows.map(({ en, fr, ...row }) => ({ ...row, organizationName: { en, fr } }));
  });
}
