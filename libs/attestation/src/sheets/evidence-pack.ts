import type { ChangeRequest } from '@longview/participants';
import { auditFactsOf, type AttestationDeps } from '../attestation-deps.js';
import { findCampaign, type Campaign } from '../campaigns/campaign.js';
import { maySeeSheets } from '../decisions/may-decide.js';
import { findSheet, ITEM_COLUMNS, toItem, type AttestationItem, type ItemDbRow, type SheetKey, type SheetRow } from './sheet.js';

/** What can be shown to whoever asks how access was attested: every person of a sheet, with evidence, decision and by whom. */
export interface EvidencePack {
  readonly campaign: Campaign;
  readonly sheet: SheetRow;
  readonly items: readonly AttestationItem[];
}

/** Reads the pack after writing down that it was read. @returns nothing for a sheet that does not exist or that the asker may not see. */
export async function readEvidencePack({ database, audit }: AttestationDeps, request: ChangeRequest, key: SheetKey): Promise<EvidencePack | undefined> {
  if (maySeeSheets(request.actor, key.organizationId).effect !== 'permit') return undefined;
  const [campaign, sheet] = await Promise.all([findCampaign(database, key.campaignId), findSheet(database, key)]);
  if (!campaign || !sheet) return undefined;
  const { rows } = await database.query<ItemDbRow>(`select ${ITEM_COLUMNS} from attestation_item i where i.campaign_id = $1 and i.organization_id = $2 and i.tier = $3 order by i.sort_name, i.subject_id`, [key.campaignId, key.organizationId, key.tier]);
  await audit.append({ ...auditFactsOf(request), action: 'governance-read', outcome: 'success', objects: [`campaign/${key.campaignId}`, `organization/${key.organizationId}`], details: { what: 'attestation-evidence', tier: key.tier, count: rows.length } });
  return { campaign, sheet, items: rows.map(toItem) };
}

const COLUMNS = ['person', 'roles', 'job_title', 'licence', 'registered', 'last_used', 'patients_opened', 'entitled_sources', 'unused_sources', 'agreement_until', 'signals', 'decision', 'reason', 'new_roles', 'decided_by', 'decided_at', 'decided_in_seconds', 'decided_as_group', 'outcome'] as const;

/** The pack as a table (RFC 4180, with a byte order mark, so that spreadsheets read the accents). Times are UTC. */
export function evidenceCsv({ items }: Pick<EvidencePack, 'items'>): string {
  const lines = items.map(({ evidence, signals, decision, reason, newRoles, decidedByName, decidedAtMs, decidedInMs, isGroup, outcome }) => [
    evidence.displayName, evidence.roles.join(' '), evidence.jobTitle, evidence.licence, at(evidence.createdAtMs), at(evidence.lastUsedAtMs), evidence.patientsOpened, evidence.entitledSourceIds.join(' '), evidence.unusedSourceIds.join(' '),
    at(evidence.agreementUntilMs), signals.join(' '), decision ?? '', reason, newRoles.join(' '), decidedByName ?? '', at(decidedAtMs), decidedInMs === undefined ? '' : Math.round(decidedInMs / 1000), decision === undefined ? '' : isGroup ? 'yes' : 'no', outcome ?? '',
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

const at = (ms: number | undefined): string => (ms === undefined ? '' : new Date(ms).toISOString());

/** A cell that a spreadsheet would take for a formula is made text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
