import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { inScope, review, reviewScope, whoAsks, type ReviewScope, type SurveillanceDeps } from '../surveillance-deps.js';
import { readFlagLines } from '../flags/flag-lines.js';
import type { FlagLine } from '../flags/flag.js';
import type { ReasonKind } from '../words.js';
import { readRuleBook } from './rule-book.js';
import { ruleDefinitionSchema, type Rule, type RuleDefinition } from './rule.js';

export interface RuleVersion {
  readonly version: number;
  readonly changedAtMs: number;
  readonly changedBy: string;
  readonly why: string;
}

/** A rule in force with what came of it: the yield is what was confirmed of what was raised. */
export interface RuleWithYield extends Rule {
  /** The changes since the product's own version, newest first. */
  readonly history: readonly RuleVersion[];
  readonly raised: number;
  readonly confirmed: number;
  readonly explained: number;
  readonly open: number;
  readonly suppressed: number;
}

export interface RulesInForce {
  readonly raiseAt: number;
  readonly mayChange: boolean;
  readonly rules: readonly RuleWithYield[];
  readonly asOfMs: number;
  readonly accesses: number;
}

export interface RuleChange extends RuleDefinition {
  readonly kind: ReasonKind;
  readonly seenVersion: number;
  readonly why: string;
}

/** What a rule brought that nothing else would have. */
export interface RetirePreview {
  readonly kind: ReasonKind;
  readonly days: number;
  readonly flags: number;
  readonly confirmed: number;
  readonly examples: readonly FlagLine[];
}

/** Of very many, about how many: nobody waits for them to be counted. */
const ALL_ACCESSES = `(select case when reltuples < 100000 then (select count(*) from surveillance_access where is_opened) else reltuples end::int from pg_class where oid = 'surveillance_access'::regclass)`;
const OWN_ACCESSES = '(select coalesce(sum(accesses), 0)::int from surveillance_day where organization_id = $2)';
const SUPPRESSED_DAYS = 90;
const EXAMPLES = 5;
const DAY_MS = 86_400_000;
const LONGEST_WHY = 500;

interface YieldRow { readonly kind: ReasonKind; readonly raised: number; readonly confirmed: number; readonly explained: number; readonly open: number }

export async function readRules(deps: SurveillanceDeps, request: ChangeRequest): Promise<RulesInForce | ChangeRefusal> {
  return review(deps, request, 'rules', {}, (scope) => rulesAsOf(deps, deps.database, scope));
}

/** A new version of a rule: the program office's, for the whole province. What was flagged by older ones stays as it was. */
export async function changeRule(deps: SurveillanceDeps, request: ChangeRequest, { kind, seenVersion, why, ...definition }: RuleChange): Promise<RulesInForce | ChangeRefusal> {
  return governedChange(deps, request, 'surveillance-changed', async ({ connection, nowMs, refuse }) => {
    const scope = reviewScope(request.actor);
    if ('rule' in scope) return refuse({ code: 'not-allowed', rule: scope.rule });
    if (scope.organizationId !== null) return refuse({ code: 'not-allowed', rule: 'another-organization' });
    // Two at once: the second waits, sees another version and is told.
    await connection.query('select pg_advisory_xact_lock(703184841)');
    const before = (await readRuleBook(connection, deps.firstRules)).rules.find((rule) => rule.kind === kind)!;
    if (before.version !== seenVersion) return refuse({ code: 'conflict' });
    if (why.trim() === '' || why.length > LONGEST_WHY) return refuse({ code: 'invalid-input', field: 'why', problem: why.trim() === '' ? 'missing' : 'too-long' });
    const read = ruleDefinitionSchema.safeParse(definition);
    const unknown = Object.keys(definition.thresholds).find((name) => !(name in before.thresholds)) ?? Object.keys(before.thresholds).find((name) => !(name in definition.thresholds));
    if (!read.success || unknown !== undefined) return refuse({ code: 'invalid-input', field: unknown === undefined ? String(read.error?.issues[0]?.path[0] ?? 'rule') : 'thresholds', problem: unknown === undefined ? 'not-a-number-of-points' : 'unknown' });
    await connection.query('insert into surveillance_rule (kind, version, definition, changed_at, changed_by, why) values ($1, $2, $3, $4, $5, $6)', [kind, before.version + 1, JSON.stringify(read.data), new Date(nowMs), request.actor.displayName, why.trim()]);
    await deps.audit.append({ ...whoAsks(request), action: 'surveillance-changed', outcome: 'success', objects: [`rule/${kind}`], details: { change: before.isActive && !read.data.isActive ? 'rule-retired' : 'rule-changed', version: before.version + 1, reason: why.trim() } });
    return rulesAsOf(deps, connection, scope);
  });
}

/** Flags of the last days that would not be without this rule. */
export async function previewRetiring(deps: SurveillanceDeps, request: ChangeRequest, kind: ReasonKind, days: number): Promise<RetirePreview | ChangeRefusal> {
  return review(deps, request, 'retire-preview', { kind, days }, async (scope) => {
    const { rows } = await deps.database.query<{ id: string; isConfirmed: boolean }>(
      `select f.id, f.state = 'confirmed' as "isConfirmed" from flag f join flag_reason r on r.flag_id = f.id and r.kind = $3 and r.weight > r.weakened_by
        where f.occurred_at > $4 and f.user_id <> $2 and ${inScope('f', '$1')} and (select coalesce(sum(greatest(0, o.weight - o.weakened_by)), 0) from flag_reason o where o.flag_id = f.id and o.kind <> $3) < $5
        order by (f.state = 'confirmed') desc, f.occurred_at desc`,
      [scope.organizationId, scope.userId, kind, new Date(deps.clock.nowMs() - days * DAY_MS), deps.firstRules.raiseAt]);
    return { kind, days, flags: rows.length, confirmed: rows.filter(({ isConfirmed }) => isConfirmed).length, examples: await readFlagLines(deps.database, deps.patients, scope, rows.slice(0, EXAMPLES).map(({ id }) => id)) };
  });
}

async function rulesAsOf({ firstRules, clock }: SurveillanceDeps, connection: Queryable, { organizationId }: ReviewScope): Promise<RulesInForce> {
  const { raiseAt, rules } = await readRuleBook(connection, firstRules);
  const { rows: versions } = await connection.query<RuleVersion & { readonly kind: ReasonKind }>('select kind, version, floor(extract(epoch from changed_at) * 1000)::float8 as "changedAtMs", changed_by as "changedBy", why from surveillance_rule order by version desc');
  const { rows: yields } = await connection.query<YieldRow>(
    `select r.kind, count(*)::int as raised, count(*) filter (where f.state = 'confirmed')::int as confirmed, count(*) filter (where f.state = 'explained')::int as explained, count(*) filter (where f.state not in ('confirmed', 'explained'))::int as open
       from flag_reason r join flag f on f.id = r.flag_id where r.weight > r.weakened_by and ${inScope('f', '$1')} group by r.kind`, [organizationId]);
  const { rows: suppressed } = await connection.query<{ kind: ReasonKind; count: number }>('select kind, sum(count)::int as count from surveillance_suppressed where day > $2::date and ($1::text is null or organization_id = $1) group by kind', [organizationId, new Date(clock.nowMs() - SUPPRESSED_DAYS * DAY_MS)]);
  const { rows: [seen] } = await connection.query<{ asOfMs: number | null; accesses: number }>(`select (select floor(extract(epoch from max(last_at)) * 1000)::float8 from surveillance_access where first_at > $1) as "asOfMs", ${organizationId === null ? ALL_ACCESSES : OWN_ACCESSES} as accesses`, [new Date(clock.nowMs() - DAY_MS), ...(organizationId === null ? [] : [organizationId])]);
  const NOTHING = { raised: 0, confirmed: 0, explained: 0, open: 0 };
  return {
    raiseAt, mayChange: organizationId === null, asOfMs: seen!.asOfMs ?? clock.nowMs(), accesses: seen!.accesses,
    rules: rules.map((rule) => {
      const { raised, confirmed, explained, open } = yields.find(({ kind }) => kind === rule.kind) ?? NOTHING;
      return { ...rule, raised, confirmed, explained, open, suppressed: suppressed.find(({ kind }) => kind === rule.kind)?.count ?? 0, history: versions.filter(({ kind }) => kind === rule.kind).map(({ version, changedAtMs, changedBy, why }) => ({ version, changedAtMs, changedBy, why })) };
    }),
  };
}
