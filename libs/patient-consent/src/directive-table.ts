import type { ConsentDirective, DirectiveRequester, DirectiveTerms } from '@longview/consent';
import type { Queryable } from '@longview/platform';
import { TERMS, toTerms, type TermsRow } from './consent-reader.js';

/** A directive as its row has it, with whose it is. */
export interface StoredDirective extends ConsentDirective {
  readonly patientKeys: readonly string[];
  /** Identifier, name and birth date, as the access log seals them. */
  readonly patientSealed: string;
}

interface DirectiveRow extends TermsRow {
  readonly patientKeys: readonly string[];
  readonly patientSealed: string;
  readonly version: number;
  readonly requestedBy: DirectiveRequester;
  readonly organizationId: string;
  readonly enteredBy: string;
  readonly enteredByName: string;
  readonly enteredAtMs: number;
  readonly withdrawnAtMs: number | null;
  readonly confirmedOn: string | null;
}

const COLUMNS = `${TERMS}, patient_keys as "patientKeys", patient_sealed as "patientSealed", version, requested_by as "requestedBy", organization_id as "organizationId",
  entered_by as "enteredBy", entered_by_name as "enteredByName", floor(extract(epoch from entered_at) * 1000)::float8 as "enteredAtMs",
  floor(extract(epoch from withdrawn_at) * 1000)::float8 as "withdrawnAtMs", confirmed_on::text as "confirmedOn"`;

/** What a custodian's privacy contact may see: what was entered there, what is about them, and what is about everything. */
const VISIBLE = `(organization_id = $2 or custodian_id = $2 or scope = 'everything')`;

/** Newest first, ended ones too. */
export async function directivesOfPatient(connection: Queryable, patientKeys: readonly string[], organizationId: string): Promise<readonly StoredDirective[]> {
  const { rows } = await connection.query<DirectiveRow>(`select ${COLUMNS} from consent_directive where patient_keys && $1::text[] and ${VISIBLE} order by entered_at desc, id desc`, [patientKeys, organizationId]);
  return rows.map(toDirective);
}

export async function findDirective(connection: Queryable, id: string, organizationId: string): Promise<StoredDirective | undefined> {
  const { rows: [row] } = await connection.query<DirectiveRow>(`select ${COLUMNS} from consent_directive where id = $1 and ${VISIBLE}`, [id, organizationId]);
  return row && toDirective(row);
}

/** @param isBegun every instance is told now; otherwise when it begins. */
export async function insertDirective(connection: Queryable, directive: StoredDirective, isBegun: boolean): Promise<void> {
  const { id, patientKeys, patientSealed, requestedBy, enteredBy, enteredAtMs, version } = directive;
  await connection.query(
    `insert into consent_directive (id, patient_keys, patient_sealed, scope, custodian_id, person_id, except_organization_ids, except_person_ids, starts_at, ends_at, requested_by, organization_id, entered_by, entered_by_name, entered_at, announced_at, version)
     values ($10, $11, $12, $1, $2, $3, $4, $5, $6, $7, $13, $14, $15, $16, $8, case when $9 then $8::timestamptz end, $17)`,
    [...terms(directive), new Date(enteredAtMs), isBegun, id, patientKeys, patientSealed, requestedBy, enteredBy.organizationId, enteredBy.userId, enteredBy.displayName, version]);
}

/** Writes a new version over `directive.version - 1`. False when somebody else was quicker: then nothing is changed. */
export async function updateDirective(connection: Queryable, directive: StoredDirective, isBegun: boolean, nowMs: number): Promise<boolean> {
  const { id, version, withdrawnAtMs, confirmedOn } = directive;
  const { rowCount } = await connection.query(
    `update consent_directive set scope = $1, custodian_id = $2, person_id = $3, except_organization_ids = $4, except_person_ids = $5, starts_at = $6, ends_at = $7,
        announced_at = case when $9 then $8::timestamptz end, version = $11, withdrawn_at = $12, confirmed_on = $13
      where id = $10 and version = $11 - 1`,
    [...terms(directive), new Date(nowMs), isBegun, id, version, withdrawnAtMs === undefined ? null : new Date(withdrawnAtMs), confirmedOn ?? null]);
  return rowCount === 1;
}

/** Directives that have begun and of which not every instance was told. One caller gets each. */
export async function takeBegun(connection: Queryable, nowMs: number): Promise<readonly (readonly string[])[]> {
  const { rows } = await connection.query<{ patientKeys: readonly string[] }>(
    `update consent_directive set announced_at = $1 where id in (select id from consent_directive where announced_at is null and starts_at <= $1 for update skip locked) returning patient_keys as "patientKeys"`, [new Date(nowMs)]);
  return rows.map(({ patientKeys }) => patientKeys);
}

function terms({ scope, exceptions, startsAtMs, endsAtMs }: DirectiveTerms): readonly unknown[] {
  return [
    scope.kind, 'custodianId' in scope ? scope.custodianId : null, scope.kind === 'person' ? scope.userId : null, exceptions.organizationIds, exceptions.userIds,
    new Date(startsAtMs), endsAtMs === undefined ? null : new Date(endsAtMs),
  ];
}

function toDirective(row: DirectiveRow): StoredDirective {
  const { patientKeys, patientSealed, version, requestedBy, organizationId, enteredBy, enteredByName, enteredAtMs, withdrawnAtMs, confirmedOn } = row;
  return {
    ...toTerms(row), patientKeys, patientSealed, version, requestedBy, enteredBy: { userId: enteredBy, displayName: enteredByName, organizationId }, enteredAtMs,
    ...(withdrawnAtMs !== null && { withdrawnAtMs }), ...(confirmedOn !== null && { confirmedOn }),
  };
}
