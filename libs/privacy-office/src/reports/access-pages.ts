import type { Database } from '@longview/platform';
import { bitsFor, WHOLE_BITS, type AccessMark } from './access.js';
import { readAccessId, toAccessId } from './access-id.js';
import type { Viewpoint } from './side.js';

/** Which accesses; newest first. Those that began in [fromMs, untilMs), with everything that belongs to them. */
export interface AccessQuestion {
  readonly viewpoint: Viewpoint;
  readonly patientKey?: string;
  readonly userId?: string;
  readonly custodianId?: string;
  readonly sourceId?: string;
  /** All of them. */
  readonly marks?: readonly AccessMark[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** The `next` of the page before. */
  readonly after?: string;
  readonly limit: number;
}

/** An access as the index has it: where its events are found in the log. */
export interface FoundAccess {
  readonly accessId: string;
  readonly patientKey: string;
  readonly userId: string;
  readonly organizationId?: string;
  readonly session: string;
  readonly firstMs: number;
  readonly endedMs: number;
}

export interface AccessPage {
  readonly accesses: readonly FoundAccess[];
  readonly next?: string;
}

/** Beyond this a number is said to be at least so much: counting years would take longer than anybody waits. */
export const MOST_COUNTED = 10_000;

interface Row { readonly number: string; readonly startedAt: Date; readonly patientKey: string; readonly userId: string; readonly organizationId: string | null; readonly session: string; readonly firstAt: Date; readonly endedAt: Date }

const COLUMNS = `a.access_id::text as number, a.started_at as "startedAt", a.patient_key as "patientKey", a.session_hash::text as session, a.first_at as "firstAt", a.ended_at as "endedAt",
  (select value from audit_term where code = a.user_code) as "userId", (select value from audit_term where code = a.organization_code) as "organizationId"`;

/** True when the question names what an index leads to; the whole province by date alone is for the log's own export. */
export const isAnswerable = ({ viewpoint: { organizationId }, patientKey, userId, custodianId, sourceId }: Omit<AccessQuestion, 'fromMs' | 'untilMs' | 'limit'>): boolean =>
  [organizationId, patientKey, userId, custodianId, sourceId].some((one) => one !== undefined);

export async function findAccesses(database: Pick<Database, 'query'>, question: AccessQuestion): Promise<AccessPage> {
  const parts = await partsOf(database, question);
  if (!parts) return { accesses: [] };
  const { by, conditions, values } = parts;
  const after = question.after === undefined ? undefined : readCursor(question.after);
  if (question.after !== undefined && !after) return { accesses: [] };
  const where = after ? [...conditions, `(${by}.started_at, ${by}.access_id) < ($${values.length + 1}, $${values.length + 2}::bigint)`] : conditions;
  const { rows } = await database.query<Row>(
    // The page is chosen before anything is joined to it: from the index that it stands in, in its order.
    `select ${COLUMNS} from (select ${by}.started_at, ${by}.access_id from ${parts.from} ${parts.join} where ${where.join(' and ')} ${parts.groupBy} order by ${by}.started_at desc, ${by}.access_id desc limit ${Math.trunc(question.limit) + 1}) page
       join access a on a.access_id = page.access_id order by page.started_at desc, page.access_id desc`, [...values, ...(after ?? [])]);
  const shown = rows.slice(0, question.limit);
  const last = shown.at(-1);
  return { accesses: shown.map(toFound), ...(rows.length > shown.length && last && { next: `${last.startedAt.getTime()}.${toAccessId(last.number)}` }) };
}

/** How many accesses answer the question, up to {@link MOST_COUNTED}. */
export async function countAccesses(database: Pick<Database, 'query'>, question: AccessQuestion): Promise<number> {
  const parts = await partsOf(database, question);
  if (!parts) return 0;
  const { rows: [row] } = await database.query<{ count: number }>(`select count(*)::int as count from (select from ${parts.from} ${parts.join} where ${parts.conditions.join(' and ')} ${parts.groupBy} limit ${MOST_COUNTED + 1}) counted`, parts.values);
  return row!.count;
}

/** One access, wherever it is; whose side may see it is not asked here. */
export async function findAccess(database: Pick<Database, 'query'>, accessId: string): Promise<FoundAccess | undefined> {
  const number = readAccessId(accessId);
  if (number === undefined) return undefined;
  const { rows: [row] } = await database.query<Row>(`select ${COLUMNS} from access a where a.access_id = $1`, [number]);
  return row && toFound(row);
}

/** The moment up to which the index holds the log. */
export async function readAsOfMs(database: Pick<Database, 'query'>): Promise<number> {
  const { rows: [row] } = await database.query<{ asOfMs: number }>(`select coalesce(extract(epoch from nullif(as_of, '-infinity')) * 1000, 0)::float8 as "asOfMs" from access_index`);
  return Math.trunc(row!.asOfMs);
}

interface Parts {
  readonly from: string;
  /** Brings the access itself as `a` where a condition asks for it; else nothing. */
  readonly join: string;
  /** What the list is ordered and paged by: accesses, or lines of custodians. */
  readonly by: 'a' | 'l';
  /** Makes one line of an access that showed items of several sources. */
  readonly groupBy: string;
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
}

/** From the index that narrows most; nothing when a name stands nowhere in the log. */
async function partsOf(database: Pick<Database, 'query'>, { viewpoint, patientKey, userId, custodianId, sourceId, marks = [], fromMs, untilMs }: AccessQuestion): Promise<Parts | undefined> {
  const isDisclosures = viewpoint.kind === 'disclosures';
  const custodian = isDisclosures ? viewpoint.organizationId ?? custodianId : custodianId;
  const organization = isDisclosures ? undefined : viewpoint.organizationId;
  const names = [userId, custodian, organization, sourceId].filter((name) => name !== undefined);
  const codes = await codesOf(database, names);
  if (codes.size < new Set(names).size) return undefined;

  const values: unknown[] = [new Date(fromMs), new Date(untilMs)];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const ofCustodian = [
    ...(custodian === undefined ? [] : [`l.custodian_code = ${bind(codes.get(custodian))}`]), ...(sourceId === undefined ? [] : [`l.source_code = ${bind(codes.get(sourceId))}`]),
    // Of the whole province: what was collected from a custodian, not what its own people used.
    ...(organization === undefined ? ['not l.is_use'] : []),
    // Whose records an override merely opened, nobody but that custodian is told.
    ...(isDisclosures && viewpoint.organizationId !== undefined ? [] : ['l.item_count > 0']),
  ];
  const asksForItems = isDisclosures || custodian !== undefined || sourceId !== undefined;
  const isFoundByAccess = patientKey !== undefined || userId !== undefined || organization !== undefined;
  const { must, mustNot } = bitsFor(marks);
  const isOfCustodian = `l.access_id = a.access_id and ${ofCustodian.join(' and ')}`;
  // What was done with others' records must not tell of itself by being found.
  const seen = isDisclosures ? `(a.marks & ${WHOLE_BITS} | coalesce((select bit_or(l.marks)::int from access_custodian l where ${isOfCustodian}), 0))` : 'a.marks';
  const marked = [...(must === 0 ? [] : [`${seen} & ${must} = ${must}`]), ...(mustNot === 0 ? [] : [`${seen} & ${mustNot} = 0`])];
  if (!isFoundByAccess) {
    return {
      from: 'access_custodian l', join: marked.length > 0 ? 'join access a on a.access_id = l.access_id' : '', by: 'l', groupBy: 'group by l.started_at, l.access_id', values,
      conditions: ['l.started_at >= $1 and l.started_at < $2', ...ofCustodian, ...marked],
    };
  }
  return {
    from: 'access a', join: '', by: 'a', groupBy: '', values,
    conditions: [
      'a.started_at >= $1 and a.started_at < $2',
      ...(patientKey === undefined ? [] : [`a.patient_key = ${bind(patientKey)}`]), ...(userId === undefined ? [] : [`a.user_code = ${bind(codes.get(userId))}`]),
      ...(organization === undefined ? [] : [`a.organization_code = ${bind(codes.get(organization))} and a.organization_code <> 0`]),
      ...marked,
      ...(asksForItems ? [`exists (select from access_custodian l where ${isOfCustodian})`] : []),
    ],
  };
}

async function codesOf(database: Pick<Database, 'query'>, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map();
  const { rows } = await database.query<{ value: string; code: number }>('select value, code from audit_term where value = any($1)', [names]);
  return new Map(rows.map(({ value, code }) => [value, code]));
}

function readCursor(cursor: string): readonly [Date, string] | undefined {
  const [startedMs, accessId] = cursor.split('.');
  const number = accessId === undefined ? undefined : readAccessId(accessId);
  return /^\d{1,15}$/.test(startedMs ?? '') && number !== undefined ? [new Date(Number(startedMs)), number] : undefined;
}

const toFound = ({ number, patientKey, userId, organizationId, session, firstAt, endedAt }: Row): FoundAccess => ({
  accessId: toAccessId(number), patientKey, userId, ...(organizationId !== null && { organizationId }), session, firstMs: firstAt.getTime(), endedMs: endedAt.getTime(),
});
