import { decideDuty } from '@longview/access-policy';
import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { auditFactsOf, isProgramOffice, type CaseDeps } from './case-deps.js';
import { BREACH_CATEGORIES, type BreachCategory } from './case-words.js';

/** How many breaches of one category an organization, or the whole province, learned of in a calendar year. */
export interface BreachCount {
  /** Absent: the province. */
  readonly organizationId?: string;
  readonly organizationName?: { readonly en: string; readonly fr: string };
  readonly category: BreachCategory;
  readonly breaches: number;
  readonly affected: number;
  /** Of the breaches, by how many individuals were affected. */
  readonly one: number;
  readonly twoToTen: number;
  readonly elevenToFifty: number;
  readonly fiftyOneToHundred: number;
  readonly overHundred: number;
}

export interface AnnualCount {
  readonly year: number;
  /** Last day to hand it in. */
  readonly dueOn: string;
  /** Every category of each organization that had one, and of the asker's own; the province last, for the program office. */
  readonly rows: readonly BreachCount[];
  /** Cases opened in the year about which nobody has decided yet: the count is not final. */
  readonly undecided: number;
}

interface CountRow extends Omit<BreachCount, 'organizationName'> {
  readonly organizationId: string;
  readonly nameEn: string;
  readonly nameFr: string;
}

/** A breach counts once, where its case lies, in the year in which it was discovered, as soon as it is confirmed and assessed. */
const COUNTS = `
  select c.organization_id as "organizationId", o.name_en as "nameEn", o.name_fr as "nameFr", b.category, count(*)::int as breaches, sum(b.affected_count)::int as affected,
         (count(*) filter (where b.affected_count = 1))::int as one, (count(*) filter (where b.affected_count between 2 and 10))::int as "twoToTen", (count(*) filter (where b.affected_count between 11 and 50))::int as "elevenToFifty",
         (count(*) filter (where b.affected_count between 51 and 100))::int as "fiftyOneToHundred", (count(*) filter (where b.affected_count > 100))::int as "overHundred"
    from privacy_breach b join privacy_case c on c.id = b.case_id join organization o on o.id = c.organization_id
   where c.outcome = 'confirmed' and c.state in ('confirmed', 'reported', 'closed') and b.discovered_on >= make_date($1, 1, 1) and b.discovered_on < make_date($1 + 1, 1, 1) and ($2::text is null or c.organization_id = $2)
   group by 1, 2, 3, 4 order by o.name_en, c.organization_id`;
const UNDECIDED = `
  select count(*)::int as undecided from privacy_case c where c.state in ('new', 'in-review', 'asked') and c.opened_at >= make_timestamptz($1, 1, 1, 0, 0, 0, 'America/Toronto') and c.opened_at < make_timestamptz($1 + 1, 1, 1, 0, 0, 0, 'America/Toronto')
     and ($2::text is null or c.organization_id = $2)`;

/** The count that the Commissioner asks for each year, O. Reg. 329/04 s. 6.4. That somebody read it is written down before. */
export async function annualBreachCount({ database, audit }: CaseDeps, request: ChangeRequest, year: number): Promise<AnnualCount | ChangeRefusal> {
  const { actor } = request;
  const decision = decideDuty({ actor, duty: 'review-accesses' });
  if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  if (!Number.isInteger(year) || year < 2000 || year > 2200) return { kind: 'refused', code: 'invalid-input', field: 'year', problem: 'wrong' };
  const only = isProgramOffice(actor) ? null : actor.organizationId!;
  const [{ rows }, { rows: [waiting] }, { rows: own }] = await Promise.all([
    database.query<CountRow>(COUNTS, [year, only]), database.query<{ undecided: number }>(UNDECIDED, [year, only]),
    database.query<{ organizationId: string; nameEn: string; nameFr: string }>('select id as "organizationId", name_en as "nameEn", name_fr as "nameFr" from organization where id = $1', [only]),
  ]);
  await audit.append({ ...auditFactsOf(request), action: 'access-log-read', outcome: 'success', details: { what: 'annual-breach-count', year } });
  const organizations = new Map([...own, ...rows].map(({ organizationId, nameEn, nameFr }) => [organizationId, { en: nameEn, fr: nameFr }]));
  const perOrganization = [...organizations].flatMap(([organizationId, organizationName]) => BREACH_CATEGORIES.map((category): BreachCount => ({ organizationId, organizationName, ...summed(category, rows.filter((row) => row.organizationId === organizationId)) })));
  return { year, dueOn: `${year + 1}-03-01`, undecided: waiting!.undecided, rows: [...perOrganization, ...(only === null ? BREACH_CATEGORIES.map((category): BreachCount => summed(category, rows)) : [])] };
}

function summed(category: BreachCategory, rows: readonly CountRow[]): Omit<BreachCount, 'organizationId' | 'organizationName'> {
  const of = (column: 'breaches' | 'affected' | 'one' | 'twoToTen' | 'elevenToFifty' | 'fiftyOneToHundred' | 'overHundred'): number => rows.filter((row) => row.category === category).reduce((sum, row) => sum + row[column], 0);
  return { category, breaches: of('breaches'), affected: of('affected'), one: of('one'), twoToTen: of('twoToTen'), elevenToFifty: of('elevenToFifty'), fiftyOneToHundred: of('fiftyOneToHundred'), overHundred: of('overHundred') };
}

const COLUMNS = ['year', 'organization_id', 'organization_en', 'organization_fr', 'category', 'breaches', 'individuals_affected', 'one', 'two_to_ten', 'eleven_to_fifty', 'fifty_one_to_hundred', 'over_hundred'] as const;

/** The count as a table (RFC 4180, with a byte order mark, so that spreadsheets read the accents). The province has no organization. */
export function annualCountCsv({ year, rows }: Pick<AnnualCount, 'year' | 'rows'>): string {
  const lines = rows.map(({ organizationId = '', organizationName, category, breaches, affected, one, twoToTen, elevenToFifty, fiftyOneToHundred, overHundred }) => [year, organizationId, organizationName?.en ?? '', organizationName?.fr ?? '', category, breaches, affected, one, twoToTen, elevenToFifty, fiftyOneToHundred, overHundred]);
  return `\uFEFF${[COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is made text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
