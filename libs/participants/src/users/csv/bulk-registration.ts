import { createHash } from 'node:crypto';
import type { Queryable } from '@longview/platform';
import type { Change, ChangeRefusal, ChangeRequest } from '../../governance/governed-change.js';
import { readPersonalFacts, type PersonalFacts } from '../personal-facts.js';
import { readUserRequest, type FieldProblem, type UserRequest } from '../user-input.js';
import type { OwnOrganization, UserChangeOutcome, UserRegistry } from '../user-registry.js';
import { planRequests, type PlannedRequest, type RequestPlan } from '../user-requests.js';
import { readCsv, type CsvFault, type CsvLimits, type CsvRow } from './read-csv.js';
import { USER_COLUMNS, type UserColumn } from './user-columns.js';

/** More people at once are a matter for provisioning. */
export const IMPORT_LIMITS: CsvLimits = { mostCharacters: 2_000_000, mostRows: 5_000 };
const REQUIRED: readonly UserColumn[] = ['familyName', 'givenName', 'email', 'roles'];

export interface ImportInput {
  readonly content: string;
  /** For rows that give no reason of their own. */
  readonly reason: string;
}

export interface ImportRow {
  readonly line: number;
  readonly familyName: string;
  readonly givenName: string;
  readonly outcome: 'new' | 'already-here' | 'wrong';
  /** Of whoever is here already. */
  readonly membershipId?: string;
  /** By column. */
  readonly problems: readonly FieldProblem[];
}

/** What a file would do, row by row. Nothing has happened yet. */
export interface ImportPreview {
  readonly kind: 'preview';
  readonly rows: readonly ImportRow[];
  /** Stands for this content and these outcomes: applying asks for it, so that what was seen is what happens. */
  readonly digest: string;
}

export type ImportOutcome = UserChangeOutcome | ImportPreview | { readonly kind: 'file-fault'; readonly fault: CsvFault };

/** What the file comes to now, without changing anything. */
export async function previewImport(registry: UserRegistry, request: ChangeRequest, input: ImportInput): Promise<ImportPreview | { readonly kind: 'file-fault'; readonly fault: CsvFault } | ChangeRefusal> {
  const found = await registry.organization(request);
  if ('kind' in found) return found;
  const work = await readImport(registry.deps.database, found.organization, input);
  return 'fault' in work ? { kind: 'file-fault', fault: work.fault } : work.preview;
}

/**
 * Registers all new people of the file as requests, in one transaction, or nobody. When the file or what is registered
 * changed since the preview, or a row is wrong, nothing happens and the outcome is the preview as it is now.
 */
export async function applyImport(registry: UserRegistry, request: ChangeRequest, input: ImportInput & { readonly digest: string }): Promise<ImportOutcome> {
  return registry.change<ImportOutcome>(request, 'request', async (change, organization) => {
    const work = await readImport(change.connection, organization, input);
    if ('fault' in work) return { kind: 'file-fault', fault: work.fault };
    const { preview, planned, facts } = work;
    if (preview.digest !== input.digest || preview.rows.some(({ outcome }) => outcome === 'wrong')) return preview;
    const outcome = await registry.insert(change, request.actor, organization, planned, 'requested-by-file');
    if (outcome.kind === 'changed') await keepFacts(registry, change, organization.id, outcome.membershipIds, facts);
    return outcome;
  });
}

async function readImport(connection: Queryable, organization: OwnOrganization, { content, reason }: ImportInput): Promise<{ readonly fault: CsvFault } | { readonly preview: ImportPreview; readonly planned: readonly PlannedRequest[]; readonly facts: readonly PersonalFacts[] }> {
  const table = readCsv(content, USER_COLUMNS, REQUIRED, IMPORT_LIMITS);
  if ('problem' in table) return { fault: table };
  const read = table.map((row) => readRow(row, reason, organization));
  const plans = await planRequests(connection, organization.id, read.map(({ request }) => request));
  const twice = findTwice(read.map(({ request }) => request));
  const rows = table.map(({ line }, index): ImportRow => {
    const { request: { familyName, givenName }, problems } = read[index]!;
    const plan = plans[index]!;
    const wrong = [...problems, ...(twice[index] ?? []), ...(plan.kind === 'wrong' ? plan.problems : [])];
    if (wrong.length > 0) return { line, familyName, givenName, outcome: 'wrong', problems: wrong };
    return plan.kind === 'already-here' ? { line, familyName, givenName, outcome: 'already-here', membershipId: plan.membershipId, problems: [] } : { line, familyName, givenName, outcome: 'new', problems: [] };
  });
  const digest = createHash('sha256').update(JSON.stringify([organization.id, reason, content, rows])).digest('base64url');
  const planned = rows.flatMap(({ outcome }, index) => (outcome === 'new' ? [{ request: read[index]!.request, plan: plans[index] as Exclude<RequestPlan, { kind: 'wrong' | 'already-here' }> }] : []));
  const facts = rows.flatMap(({ outcome }, index) => (outcome === 'new' ? [read[index]!.facts] : []));
  return { preview: { kind: 'preview', rows, digest }, planned, facts };
}

/** Words of a cell that holds several. */
const wordsOf = (cell: string): readonly string[] => cell.toLowerCase().split(/[|,;/]+/).map((word) => word.trim()).filter(Boolean);

function readRow({ cells }: CsvRow<UserColumn>, reason: string, { sourceIds }: OwnOrganization): { readonly request: UserRequest; readonly facts: PersonalFacts; readonly problems: readonly FieldProblem[] } {
  const { facts, problems } = readPersonalFacts(cells);
  const read = readUserRequest({ ...cells, roles: wordsOf(cells.roles), sourceIds: wordsOf(cells.sources), reason: cells.reason || reason }, sourceIds);
  // In a file the column is called so.
  return { request: read.request, facts, problems: [...read.problems.map(({ field, problem }) => ({ field: field === 'sourceIds' ? 'sources' : field, problem })), ...problems] };
}

/** Whoever the file told personal facts of has hashes of them from now on. */
async function keepFacts({ deps }: UserRegistry, { connection, record }: Change, organizationId: string, membershipIds: readonly string[], facts: readonly PersonalFacts[]): Promise<void> {
  const { rows } = await connection.query<{ id: string; personId: string }>('select id, person_id as "personId" from membership where id = any($1)', [membershipIds]);
  const personOf = new Map(rows.map(({ id, personId }) => [id, personId]));
  const people = membershipIds.map((id, index) => ({ id, personId: personOf.get(id)!, facts: facts[index]! })).filter((person) => Object.keys(person.facts).length > 0);
  await deps.keepPersonalFacts?.(connection, people.map(({ personId, facts: given }) => ({ personId, facts: given })));
  for (const { id: subjectId } of people) record({ subjectKind: 'membership', subjectId, organizationId, change: 'personal-facts-taken' });
}

/** Whoever stands in the file again is wrong there, not where they stand first. */
function findTwice(requests: readonly UserRequest[]): readonly (readonly FieldProblem[] | undefined)[] {
  const seen = new Set<string>();
  return requests.map(({ college, licenceNumber, email, employeeNumber }) => {
    const keys = ([['licenceNumber', licenceNumber && `${college} ${licenceNumber}`], ['email', email], ['employeeNumber', employeeNumber]] as const).filter(([, value]) => value !== '');
    const problems = keys.filter(([field, value]) => seen.has(`${field} ${value}`)).map(([field]) => ({ field, problem: 'twice-in-file' }));
    for (const [field, value] of keys) seen.add(`${field} ${value}`);
    return problems.length > 0 ? problems : undefined;
  });
}
