import type { IdSource, Queryable } from '@longview/platform';
import type { AccessFacts } from '../rules/access-facts.js';
import { remaining, type Judgement } from '../rules/judge.js';
import { REPEATS_BY } from '../rules/looks.js';
import type { FlagState, Reason, ReasonKind } from '../words.js';

/** Within so many days the same reasons for the same person and patient are one flag with a count. */
const REPEAT_DAYS = 30;
/** What a person does with many patients is one flag for so long. */
const PERSON_DAYS = 7;
const DAY_MS = 86_400_000;

export interface JudgedAccess {
  readonly access: AccessFacts;
  readonly judgement: Judgement;
}

interface KnownFlag {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly patientKey: string;
  readonly state: FlagState;
  lastAtMs: number;
  readonly kinds: Set<ReasonKind>;
  readonly accessIds: Set<string>;
}

interface Raised {
  readonly flag: KnownFlag;
  readonly judged: JudgedAccess;
  readonly isNew: boolean;
  readonly isRepeat: boolean;
}

/**
 * Makes flags of accesses whose reasons weigh enough, in the order in which they happened. What is flagged already is not
 * flagged again: the same access never, the same reasons for the same person and patient only as a count. MUST run while no
 * other worker does.
 * @returns how many flags are new.
 */
export async function raiseFlags(connection: Queryable, judged: readonly JudgedAccess[], raiseAt: number, ids: IdSource, nowMs: number): Promise<number> {
  const worthy = judged.filter(({ judgement }) => judgement.isRaised);
  if (worthy.length === 0) return 0;
  const known = await readKnown(connection, worthy);
  const raised = worthy.map((one): Raised => {
    const personKinds = kindsOfPerson(one, raiseAt);
    const before = known.find(({ accessIds }) => accessIds.has(one.access.id)) ?? known.find((flag) => belongsTo(flag, one, personKinds));
    const kinds = one.judgement.reasons.map(({ kind }) => kind);
    if (!before) {
      const flag: KnownFlag = { id: ids.newId(), userId: one.access.userId, organizationId: one.access.organizationId, patientKey: one.access.patientKey, state: 'new', lastAtMs: one.access.firstAtMs, kinds: new Set(kinds), accessIds: new Set([one.access.id]) };
      known.push(flag);
      return { flag, judged: one, isNew: true, isRepeat: false };
    }
    const isRepeat = !before.accessIds.has(one.access.id);
    before.lastAtMs = Math.max(before.lastAtMs, one.access.firstAtMs);
    before.accessIds.add(one.access.id);
    for (const kind of kinds) before.kinds.add(kind);
    return { flag: before, judged: one, isNew: false, isRepeat };
  });
  await writeFlags(connection, raised, nowMs);
  return raised.filter(({ isNew }) => isNew).length;
}

/** Reasons without which the access would be no flag, and which are about what the person does with many patients. */
function kindsOfPerson({ judgement: { reasons, weight } }: JudgedAccess, raiseAt: number): readonly ReasonKind[] {
  const ofPerson = reasons.filter((reason) => REPEATS_BY[reason.kind] === 'person' && remaining(reason) > 0);
  return weight - ofPerson.reduce((sum, reason) => sum + remaining(reason), 0) < raiseAt ? ofPerson.map(({ kind }) => kind) : [];
}

function belongsTo(flag: KnownFlag, { access, judgement }: JudgedAccess, personKinds: readonly ReasonKind[]): boolean {
  if (flag.userId !== access.userId || flag.organizationId !== access.organizationId) return false;
  const days = Math.abs(access.firstAtMs - flag.lastAtMs) / DAY_MS;
  if (personKinds.length > 0 && personKinds.every((kind) => flag.kinds.has(kind)) && days <= PERSON_DAYS) return true;
  if (flag.patientKey !== access.patientKey || days > REPEAT_DAYS) return false;
  // Whoever decided knew these reasons and no others.
  return flag.state === 'new' || judgement.reasons.every((reason) => remaining(reason) === 0 || flag.kinds.has(reason.kind));
}

async function readKnown(connection: Queryable, judged: readonly JudgedAccess[]): Promise<KnownFlag[]> {
  const { rows } = await connection.query<Omit<KnownFlag, 'kinds' | 'accessIds'> & { readonly kinds: readonly ReasonKind[]; readonly accessIds: readonly string[] }>(
    `select f.id, f.user_id as "userId", f.organization_id as "organizationId", f.patient_key as "patientKey", f.state, (extract(epoch from f.last_at) * 1000)::float8 as "lastAtMs", array(select kind from flag_reason r where r.flag_id = f.id) as kinds,
        array(select access_id from flag_access fa where fa.flag_id = f.id and fa.access_id = any($2)) as "accessIds"
       from flag f where f.user_id = any($1) and f.last_at > $3 and f.occurred_at < $4 order by f.last_at desc`,
    [[...new Set(judged.map(({ access }) => access.userId))], judged.map(({ access }) => access.id), new Date(Math.min(...judged.map(({ access }) => access.firstAtMs)) - REPEAT_DAYS * DAY_MS), new Date(Math.max(...judged.map(({ access }) => access.firstAtMs)) + REPEAT_DAYS * DAY_MS)]);
  return rows.map((row) => ({ ...row, kinds: new Set(row.kinds), accessIds: new Set(row.accessIds) }));
}

async function writeFlags(connection: Queryable, raised: readonly Raised[], nowMs: number): Promise<void> {
  const added = raised.filter(({ isNew }) => isNew).map(({ flag, judged }) => ({ id: flag.id, access_id: judged.access.id, weight: judged.judgement.weight, explanations: judged.judgement.explanations }));
  await connection.query(
    `insert into flag (id, user_id, user_name, roles, organization_id, patient_key, patient_sealed, raised_at, occurred_at, last_at, weight, custodian_ids, source_ids, explanations)
     select g.id, a.user_id, a.user_name, a.roles, a.organization_id, a.patient_key, a.patient_sealed, $2, a.first_at, a.last_at, g.weight, a.custodian_ids, a.source_ids, g.explanations
       from jsonb_to_recordset($1::jsonb) as g(id text, access_id text, weight int, explanations jsonb) join surveillance_access a on a.id = g.access_id`, [JSON.stringify(added), new Date(nowMs)]);
  const links = raised.map(({ flag, judged }) => ({ flag_id: flag.id, access_id: judged.access.id }));
  await connection.query('insert into flag_access (access_id, flag_id) select access_id, flag_id from jsonb_to_recordset($1::jsonb) as g(access_id text, flag_id text) on conflict do nothing', [JSON.stringify(links)]);
  await connection.query(
    `insert into flag_reason as r (flag_id, kind, rule_version, weight, weakened_by, facts, count) select flag_id, kind, rule_version, weight, weakened_by, facts, count from jsonb_to_recordset($1::jsonb) as g(flag_id text, kind text, rule_version int, weight int, weakened_by int, facts jsonb, count int)
     on conflict (flag_id, kind) do update set count = r.count + excluded.count, rule_version = excluded.rule_version,
       facts = case when excluded.weight - excluded.weakened_by >= r.weight - r.weakened_by then excluded.facts else r.facts end,
       weight = case when excluded.weight - excluded.weakened_by >= r.weight - r.weakened_by then excluded.weight else r.weight end,
       weakened_by = case when excluded.weight - excluded.weakened_by >= r.weight - r.weakened_by then excluded.weakened_by else r.weakened_by end`, [JSON.stringify(reasonRows(raised))]);
  const further = [...Map.groupBy(raised.filter(({ isNew }) => !isNew), ({ flag }) => flag.id)].map(([id, all]) => ({
    id, repeats: all.filter(({ isRepeat }) => isRepeat).length, last_at: new Date(Math.max(...all.map(({ judged }) => judged.access.lastAtMs))), weight: Math.max(...all.map(({ judged }) => judged.judgement.weight)),
    explanations: all.at(-1)!.judged.judgement.explanations, access_ids: all.map(({ judged }) => judged.access.id),
  }));
  await connection.query(
    `update flag f set repeats = f.repeats + g.repeats, last_at = greatest(f.last_at, g.last_at), weight = greatest(f.weight, g.weight), explanations = case when f.state = 'new' then g.explanations else f.explanations end,
        custodian_ids = array(select distinct c from unnest(f.custodian_ids || array(select unnest(a.custodian_ids) from surveillance_access a where a.id in (select jsonb_array_elements_text(g.access_ids)))) c),
        source_ids = array(select distinct c from unnest(f.source_ids || array(select unnest(a.source_ids) from surveillance_access a where a.id in (select jsonb_array_elements_text(g.access_ids)))) c)
       from jsonb_to_recordset($1::jsonb) as g(id text, repeats int, last_at timestamptz, weight int, explanations jsonb, access_ids jsonb) where f.id = g.id`, [JSON.stringify(further)]);
}

/** One row for each flag and kind of reason: of several accesses in one batch, the one that weighs most tells its facts. */
function reasonRows(raised: readonly Raised[]): readonly object[] {
  const rows = new Map<string, { flag_id: string; kind: ReasonKind; rule_version: number; weight: number; weakened_by: number; facts: Reason['facts']; count: number }>();
  for (const { flag, judged, isNew, isRepeat } of raised) {
    for (const { kind, ruleVersion, weight, weakenedBy, facts } of judged.judgement.reasons) {
      const key = `${flag.id} ${kind}`;
      const before = rows.get(key);
      // The same access looked at again is the same evidence.
      const count = (before?.count ?? 0) + (isNew || isRepeat ? 1 : 0);
      if (before && before.weight - before.weakened_by >= weight - weakenedBy) before.count = count;
      else rows.set(key, { flag_id: flag.id, kind, rule_version: ruleVersion, weight, weakened_by: weakenedBy, facts, count });
    }
  }
  return [...rows.values()].map((row) => ({ ...row, count: Math.max(0, row.count) }));
}
