import { HAS_REGISTRATION_AUTHORITY } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import type { EvidenceFacts } from '../evidence/facts.js';
import type { AttestationDecision, AttestationOutcome, SheetStatus, Signal, Tier } from '../words.js';

export interface SheetKey {
  readonly campaignId: string;
  readonly organizationId: string;
  readonly tier: Tier;
}

/** What stands of one organization in one tier. */
export interface SheetRow extends SheetKey {
  readonly status: SheetStatus;
  readonly dueOn: string;
  readonly extendedBy?: string;
  readonly extendedFor: string;
  readonly extensionReason: string;
  readonly itemCount: number;
  readonly refreshedAtMs: number;
  readonly submittedAtMs?: number;
  readonly version: number;
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly isSolePractitioner: boolean;
  /** Somebody may attest its users: a registration authority is in force, active and trained. */
  readonly hasValidAuthority: boolean;
}

/** One person on a sheet. */
export interface AttestationItem {
  readonly organizationId: string;
  readonly subjectId: string;
  readonly personId: string;
  readonly signals: readonly Signal[];
  readonly evidence: EvidenceFacts;
  readonly decision?: AttestationDecision;
  readonly reason: string;
  readonly newRoles: readonly string[];
  readonly decidedBy?: string;
  readonly decidedByName?: string;
  readonly decidedAtMs?: number;
  readonly decidedInMs?: number;
  readonly isGroup: boolean;
  readonly outcome?: AttestationOutcome;
  readonly version: number;
  readonly isRegistrationAuthority: boolean;
  readonly isSigningAuthority: boolean;
  /** An office that was suspended at the deadline and still is. */
  readonly isSuspendedOffice: boolean;
}

/** The person holds this office of the item's organization. */
const holds = (office: string): string => `exists (select from role_holder h where h.organization_id = i.organization_id and h.person_id = i.person_id and h.role = '${office}' and h.status = 'in-force')`;

interface SheetDbRow {
  readonly campaign_id: string;
  readonly organization_id: string;
  readonly tier: Tier;
  readonly status: SheetStatus;
  readonly due_on: string;
  readonly extended_by: string | null;
  readonly extended_for: string;
  readonly extension_reason: string;
  readonly item_count: number;
  readonly refreshed_at: Date;
  readonly submitted_at: Date | null;
  readonly version: number;
  readonly name_en: string;
  readonly name_fr: string;
  readonly is_sole_practitioner: boolean;
  readonly has_valid_authority: boolean;
}

const SHEET_COLUMNS = `s.campaign_id, s.organization_id, s.tier, s.status, s.due_on::text, s.extended_by, s.extended_for, s.extension_reason, s.item_count, s.refreshed_at, s.submitted_at, s.version,
  o.name_en, o.name_fr, o.is_sole_practitioner, ${HAS_REGISTRATION_AUTHORITY('s.organization_id')} as has_valid_authority`;

const toSheet = (row: SheetDbRow): SheetRow => ({
  campaignId: row.campaign_id, organizationId: row.organization_id, tier: row.tier, status: row.status, dueOn: row.due_on, extendedFor: row.extended_for, extensionReason: row.extension_reason,
  itemCount: row.item_count, refreshedAtMs: row.refreshed_at.getTime(), version: row.version, organizationName: { en: row.name_en, fr: row.name_fr }, isSolePractitioner: row.is_sole_practitioner, hasValidAuthority: row.has_valid_authority,
  ...(row.extended_by !== null && { extendedBy: row.extended_by }), ...(row.submitted_at && { submittedAtMs: row.submitted_at.getTime() }),
});

/** @param lock keeps others from submitting or deciding in groups until the transaction ends. */
export async function findSheet(connection: Queryable, { campaignId, organizationId, tier }: SheetKey, { lock = false } = {}): Promise<SheetRow | undefined> {
  const { rows } = await connection.query<SheetDbRow>(
    `select ${SHEET_COLUMNS} from campaign_sheet s join organization o on o.id = s.organization_id where s.campaign_id = $1 and s.organization_id = $2 and s.tier = $3${lock ? ' for update of s' : ''}`,
    [campaignId, organizationId, tier]);
  return rows[0] && toSheet(rows[0]);
}

export interface ItemDbRow {
  readonly subject_id: string;
  readonly organization_id: string;
  readonly person_id: string;
  readonly sort_name: string;
  readonly risk: number;
  readonly signals: readonly Signal[];
  readonly evidence: EvidenceFacts;
  readonly decision: AttestationDecision | null;
  readonly reason: string;
  readonly new_roles: readonly string[];
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly decided_in_ms: number | null;
  readonly is_group: boolean;
  readonly outcome: AttestationOutcome | null;
  readonly version: number;
  readonly is_registration_authority: boolean;
  readonly is_signing_authority: boolean;
  readonly is_suspended_office: boolean;
}

/** To select with `from attestation_item i`. */
export const ITEM_COLUMNS = `i.subject_id, i.organization_id, i.person_id, i.sort_name, i.risk, i.signals, i.evidence, i.decision, i.reason, i.new_roles, i.decided_by, (select display_name from person where id = i.decided_by) as decided_by_name,
  i.decided_at, i.decided_in_ms, i.is_group, i.outcome, i.version,
  ${holds('local-registration-authority')} as is_registration_authority,
  ${holds('legal-signing-authority')} as is_signing_authority,
  i.outcome = 'suspended' and exists (select from role_holder h where h.id = i.subject_id and h.status = 'suspended') as is_suspended_office`;

export const toItem = (row: ItemDbRow): AttestationItem => ({
  subjectId: row.subject_id, organizationId: row.organization_id, personId: row.person_id, signals: row.signals, evidence: row.evidence, reason: row.reason, newRoles: row.new_roles, isGroup: row.is_group, version: row.version,
  isRegistrationAuthority: row.is_registration_authority, isSigningAuthority: row.is_signing_authority, isSuspendedOffice: row.is_suspended_office ?? false,
  ...(row.decision && { decision: row.decision }), ...(row.decided_by !== null && { decidedBy: row.decided_by }), ...(row.decided_by_name !== null && { decidedByName: row.decided_by_name }),
  ...(row.decided_at && { decidedAtMs: row.decided_at.getTime() }), ...(row.decided_in_ms !== null && { decidedInMs: row.decided_in_ms }), ...(row.outcome && { outcome: row.outcome }),
});

export async function findItem(connection: Queryable, { campaignId, tier }: SheetKey, subjectId: string): Promise<AttestationItem | undefined> {
  const { rows } = await connection.query<ItemDbRow>(`select ${ITEM_COLUMNS} from attestation_item i where i.campaign_id = $1 and i.tier = $2 and i.subject_id = $3`, [campaignId, tier, subjectId]);
  return rows[0] && toItem(rows[0]);
}
