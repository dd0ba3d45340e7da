import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import { auditFactsOf, type AttestationDeps } from '../attestation-deps.js';
import { findSheet, type SheetKey } from '../sheets/sheet.js';
import { mayAttestCondition } from '../sheets/whose-items.js';
import { settleSheet, type Settled } from './settle.js';

export interface Submitted {
  readonly kind: 'submitted';
  readonly count: number;
  /** Undecided all the same: somebody else has to. */
  readonly left: number;
}

const OBJECTS_IN_AN_EVENT = 500;

/** Makes every decision of the sheet final and true. Refused while the asker could still decide somebody. */
export async function submitSheet(deps: AttestationDeps, request: ChangeRequest, key: SheetKey): Promise<Submitted | ChangeRefusal> {
  const { actor } = request;
  return governedChange(deps, request, 'attestation-decided', async (change): Promise<Submitted> => {
    const sheet = await findSheet(change.connection, key, { lock: true });
    if (!sheet) return change.refuse({ code: 'not-allowed', rule: 'no-such-sheet' });
    if (sheet.status !== 'open') return change.refuse({ code: 'conflict' });
    const { rows: [counts] } = await change.connection.query<{ theirs: number; mine_left: number; left: number; ready: number }>(
      `select count(*) filter (where ${mayAttestCondition(actor, sheet, '$4')})::int as theirs, count(*) filter (where decision is null and ${mayAttestCondition(actor, sheet, '$4')})::int as mine_left,
              count(*) filter (where decision is null)::int as left, count(*) filter (where decision is not null)::int as ready
         from attestation_item i where campaign_id = $1 and organization_id = $2 and tier = $3 and outcome is null and $4::text is not null`, [key.campaignId, key.organizationId, key.tier, actor.userId]);
    if (counts!.theirs === 0) return change.refuse({ code: 'not-allowed', rule: 'nothing-to-submit' });
    if (counts!.mine_left > 0) return change.refuse({ code: 'invalid-input', field: 'campaignId', problem: 'undecided' });
    const settled = await settleSheet({ connection: change.connection, standing: deps.standing, ids: deps.ids, nowMs: change.nowMs, byUserId: actor.userId }, key, 'leave');
    await change.connection.query(
      `update campaign_sheet set status = case when $5 then 'submitted' else status end, submitted_at = $4, version = version + 1 where campaign_id = $1 and organization_id = $2 and tier = $3`,
      [key.campaignId, key.organizationId, key.tier, new Date(change.nowMs), counts!.left === 0]);
    change.record({ subjectKind: 'campaign', subjectId: key.campaignId, organizationId: key.organizationId, change: 'attestation-submitted', detail: { tier: key.tier, count: settled.length, left: counts!.left } });
    await auditSettled(deps, auditFactsOf(request), key, settled);
    return { kind: 'submitted', count: settled.length, left: counts!.left };
  });
}

/** Who was kept, changed, removed or suspended, by id: durable before any of it is true. */
export async function auditSettled(deps: AttestationDeps, facts: ReturnType<typeof auditFactsOf>, key: SheetKey, settled: readonly Settled[]): Promise<void> {
  const kind = key.tier === 'users' ? 'membership' : 'role-holder';
  const byOutcome = Map.groupBy(settled, ({ outcome }) => outcome);
  const events = [...byOutcome].flatMap(([outcome, items]) => chunksOf(items, OBJECTS_IN_AN_EVENT).map((chunk) => ({ outcome, objects: chunk.map(({ subjectId }) => `${kind}/${subjectId}`) })));
  await Promise.all(events.map(({ outcome, objects }) => deps.audit.append({ ...facts, action: 'attestation-decided', outcome: 'success', objects, details: { change: `attestation-${outcome}`, organizationId: key.organizationId, campaignId: key.campaignId } })));
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
