import { createHash } from 'node:crypto';
import { governedChange, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { auditFactsOf, type AttestationDeps } from '../attestation-deps.js';
import { findCampaign } from '../campaigns/campaign.js';
import { refreshItems } from '../sheets/refresh-sheet.js';
import { findSheet, ITEM_COLUMNS, toItem, type AttestationItem, type ItemDbRow, type SheetKey, type SheetRow } from '../sheets/sheet.js';
import { mayAttestCondition } from '../sheets/whose-items.js';
import { SAMPLE_SIZE } from '../words.js';

/** Ten people of those of whom nothing speaks for a closer look, and the right to attest all of them together. */
export interface Sample {
  readonly token: string;
  /** How many are attested with the token: the number in the statement and on the button. */
  readonly count: number;
  readonly items: readonly AttestationItem[];
}

interface Ticket { readonly digest: string; readonly count: number; readonly openedAtMs: number }

/** Looked at this morning is not looked at. */
const TOKEN_LIVES_MS = 2 * 3_600_000;
const OBJECTS_IN_AN_EVENT = 500;

/** A token opens for one campaign, organization, tier and person only. */
const purposeOf = ({ campaignId, organizationId, tier }: SheetKey, userId: string): string => `attestation sample ${campaignId} ${organizationId} ${tier} ${userId}`;

/** Opens the sample: ten by lot, or everybody when there are fewer. @returns nothing where there is nobody to attest together. */
export async function openSample(deps: AttestationDeps, request: ChangeRequest, key: SheetKey): Promise<Sample | ChangeRefusal | undefined> {
  const { actor } = request;
  const nowMs = deps.clock.nowMs();
  return governedChange(deps, request, 'governance-read', async (change) => {
    const sheet = await openSheet(deps, change.connection, key);
    if (!sheet) return undefined;
    const set = await wholeSet(change.connection, sheet, actor);
    if (set.length === 0) return undefined;
    const { rows } = await change.connection.query<ItemDbRow>(
      `select ${ITEM_COLUMNS} from attestation_item i where i.campaign_id = $1 and i.tier = $2 and i.subject_id = any($3) order by i.sort_name, i.subject_id`, [key.campaignId, key.tier, lot(set, deps)]);
    const ticket: Ticket = { digest: digestOf(set), count: set.length, openedAtMs: nowMs };
    change.record({ subjectKind: 'campaign', subjectId: key.campaignId, organizationId: key.organizationId, change: 'sample-opened', detail: { tier: key.tier, count: set.length } });
    return { token: deps.sealer.seal(JSON.stringify(ticket), purposeOf(key, actor.userId)), count: set.length, items: rows.map(toItem) };
  });
}

export type GroupOutcome = { readonly kind: 'attested'; readonly count: number } | { readonly kind: 'changed-since'; readonly count: number } | ChangeRefusal;

/**
 * Attests everybody of the sample's set as unchanged. What the token was given for must still be what is there: somebody
 * who meanwhile got a signal, was decided or left makes it another set, and another sample is to be opened.
 * @param count the number that the statement named.
 */
export async function attestGroup(deps: AttestationDeps, request: ChangeRequest, key: SheetKey, token: string, count: number): Promise<GroupOutcome> {
  const { actor } = request;
  return governedChange(deps, request, 'attestation-decided', async (change): Promise<GroupOutcome> => {
    const ticket = readTicket(deps.sealer.open(token, purposeOf(key, actor.userId)));
    if (!ticket) return change.refuse({ code: 'not-allowed', rule: 'sample-not-opened' });
    if (change.nowMs - ticket.openedAtMs > TOKEN_LIVES_MS) return change.refuse({ code: 'invalid-input', field: 'token', problem: 'too-old' });
    if (count !== ticket.count) return change.refuse({ code: 'invalid-input', field: 'count', problem: 'another-number' });
    const sheet = await openSheet(deps, change.connection, key);
    if (!sheet) return change.refuse({ code: 'invalid-input', field: 'campaignId', problem: 'closed' });
    const set = await wholeSet(change.connection, sheet, actor);
    if (digestOf(set) !== ticket.digest) return { kind: 'changed-since', count: set.length };
    const inMs = Math.round((change.nowMs - ticket.openedAtMs) / set.length);
    const { rowCount } = await change.connection.query(
      `update attestation_item set decision = 'keep', decided_by = $4, decided_at = $5, decided_in_ms = $6, is_group = true, version = version + 1
        where campaign_id = $1 and tier = $2 and subject_id = any($3) and decision is null and outcome is null and risk = 0`,
      [key.campaignId, key.tier, set, actor.userId, new Date(change.nowMs), inMs]);
    if (rowCount !== set.length) return change.refuse({ code: 'conflict' });
    change.record({ subjectKind: 'campaign', subjectId: key.campaignId, organizationId: key.organizationId, change: 'attest-group', detail: { tier: key.tier, count: set.length, digest: ticket.digest } });
    for (let from = 0; from < set.length; from += OBJECTS_IN_AN_EVENT) {
      await deps.audit.append({ ...auditFactsOf(request), action: 'attestation-decided', outcome: 'success', objects: set.slice(from, from + OBJECTS_IN_AN_EVENT).map((id) => `${key.tier === 'users' ? 'membership' : 'role-holder'}/${id}`), details: { change: 'attest-group', organizationId: key.organizationId } });
    }
    return { kind: 'attested', count: set.length };
  });
}

/** The sheet, locked and with evidence of this moment; nothing where it can no longer be decided. */
async function openSheet(deps: AttestationDeps, connection: Queryable, key: SheetKey): Promise<SheetRow | undefined> {
  const [campaign, sheet] = [await findCampaign(connection, key.campaignId), await findSheet(connection, key, { lock: true })];
  if (!campaign || !sheet || sheet.status !== 'open') return undefined;
  await refreshItems(deps, connection, campaign, key);
  return sheet;
}

/** Everybody whom the actor may attest and of whom nothing speaks for a closer look, in a fixed order. */
async function wholeSet(connection: Queryable, sheet: SheetRow, actor: ChangeRequest['actor']): Promise<readonly string[]> {
  const { rows } = await connection.query<{ subject_id: string }>(
    `select i.subject_id from attestation_item i where i.campaign_id = $1 and i.organization_id = $2 and i.tier = $3 and i.decision is null and i.outcome is null and i.risk = 0
        and $4::text is not null and ${mayAttestCondition(actor, sheet, '$4')} order by i.subject_id`, [sheet.campaignId, sheet.organizationId, sheet.tier, actor.userId]);
  return rows.map(({ subject_id: id }) => id);
}

const digestOf = (set: readonly string[]): string => createHash('sha256').update(set.join('\n')).digest('base64url');

/** Ten by lot: nobody knows beforehand whom they will be shown. */
function lot(set: readonly string[], { ids }: Pick<AttestationDeps, 'ids'>): readonly string[] {
  const salt = ids.newToken();
  const drawn = set.map((id) => [createHash('sha256').update(salt).update(id).digest('base64url'), id] as const);
  return drawn.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, SAMPLE_SIZE).map(([, id]) => id);
}

function readTicket(text: string | undefined): Ticket | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Ticket);
}
