import { provincialDay } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { auditFactsOfDeadline, type AttestationDeps } from '../attestation-deps.js';
import type { Tier } from '../words.js';
import { daysBetween, reminderDue } from './campaign-input.js';
import { runningCampaign, type Campaign } from './campaign.js';
import { reminderLetter } from './reminder-letter.js';

/** Sheets whose people are written to in one transaction. */
const SHEETS_AT_ONCE = 50;

interface SheetToRemind { readonly organization_id: string; readonly tier: Tier; readonly due_on: string; readonly reminded_days: number | null; readonly name_en: string; readonly name_fr: string; readonly undecided: number }
interface Addressee { readonly organization_id: string; readonly person_id: string; readonly email: string; readonly role: string }

/**
 * Writes to everybody who still has to decide, on each of the campaign's reminder days once: which reminder went out stands
 * on the sheet and is written with the letters in one transaction, so that neither a crash nor a second instance repeats it.
 */
export async function remindAll(deps: AttestationDeps, signal: AbortSignal): Promise<void> {
  const campaign = await runningCampaign(deps.database);
  if (!campaign || campaign.status !== 'open') return;
  while (!signal.aborted && (await remindNext(deps, campaign)));
}

async function remindNext(deps: AttestationDeps, campaign: Campaign): Promise<boolean> {
  const today = provincialDay(deps.clock.nowMs());
  return deps.database.transaction(async (connection) => {
    const { rows: sheets } = await connection.query<SheetToRemind>(
      `select ${SHEET_TO_REMIND} from campaign_sheet s join organization o on o.id = s.organization_id
        where s.campaign_id = $1 and s.status = 'open' and s.due_on >= $2::date and exists (select from unnest($3::int[]) as day where s.due_on - $2::date <= day and (s.reminded_days is null or day < s.reminded_days))
        order by s.organization_id, s.tier limit $4 for update of s skip locked`, [campaign.id, today, campaign.reminderDays, SHEETS_AT_ONCE]);
    if (sheets.length === 0) return false;
    const due = sheets.map((sheet) => ({ sheet, days: reminderDue({ today, dueOn: sheet.due_on, reminderDays: campaign.reminderDays, remindedDays: sheet.reminded_days ?? undefined })! }));
    await writeTo(deps, connection, campaign, due.map(({ sheet, days }) => ({ sheet, occasion: String(days) })), today);
    await connection.query(
      `update campaign_sheet s set reminded_days = r.days, reminded_on = $3 from jsonb_to_recordset($2::jsonb) as r(organization_id text, tier text, days int) where s.campaign_id = $1 and s.organization_id = r.organization_id and s.tier = r.tier`,
      [campaign.id, JSON.stringify(due.map(({ sheet, days }) => ({ organization_id: sheet.organization_id, tier: sheet.tier, days }))), today]);
    return true;
  });
}

/** Writes to the people of these organizations now, at the program office's wish: once a day at most. @returns how many sheets. */
export async function remindOrganizations(deps: AttestationDeps, connection: Queryable, campaign: Campaign, organizationIds: readonly string[]): Promise<number> {
  const today = provincialDay(deps.clock.nowMs());
  const { rows: sheets } = await connection.query<SheetToRemind>(
    `select ${SHEET_TO_REMIND} from campaign_sheet s join organization o on o.id = s.organization_id
      where s.campaign_id = $1 and s.status = 'open' and s.organization_id = any($2) and s.reminded_on is distinct from $3::date for update of s`, [campaign.id, organizationIds, today]);
  const waiting = sheets.filter(({ undecided }) => undecided > 0);
  await writeTo(deps, connection, campaign, waiting.map((sheet) => ({ sheet, occasion: today })), today);
  await connection.query(
    `update campaign_sheet s set reminded_on = $3 from jsonb_to_recordset($2::jsonb) as r(organization_id text, tier text) where s.campaign_id = $1 and s.organization_id = r.organization_id and s.tier = r.tier`,
    [campaign.id, JSON.stringify(waiting), today]);
  return waiting.length;
}

const SHEET_TO_REMIND = `s.organization_id, s.tier, s.due_on::text, s.reminded_days, o.name_en, o.name_fr,
  (select count(*)::int from attestation_item i where i.campaign_id = s.campaign_id and i.organization_id = s.organization_id and i.tier = s.tier and i.decision is null and i.outcome is null) as undecided`;

const ADDRESSEES: Readonly<Record<Tier, readonly string[]>> = { users: ['local-registration-authority'], 'role-holders': ['legal-signing-authority'] };

async function writeTo(deps: AttestationDeps, connection: Queryable, campaign: Campaign, sheets: readonly { readonly sheet: SheetToRemind; readonly occasion: string }[], today: string): Promise<void> {
  const waiting = sheets.filter(({ sheet: { undecided } }) => undecided > 0);
  if (waiting.length === 0) return;
  const { rows: people } = await connection.query<Addressee>(
    `select distinct h.organization_id, h.person_id, p.email, h.role from role_holder h join person p on p.id = h.person_id and p.is_active
      where h.organization_id = any($1) and h.role = any($2) and h.status = 'in-force' and p.email <> ''`, [waiting.map(({ sheet }) => sheet.organization_id), Object.values(ADDRESSEES).flat()]);
  let letters = 0;
  for (const { sheet, occasion } of waiting) {
    for (const { person_id: personId, email } of people.filter(({ organization_id: id, role }) => id === sheet.organization_id && ADDRESSEES[sheet.tier].includes(role))) {
      const letter = reminderLetter({
        to: email, tier: sheet.tier, campaignName: campaign.name, organizationName: { en: sheet.name_en, fr: sheet.name_fr }, undecided: sheet.undecided, dueOn: sheet.due_on, daysLeft: daysBetween(today, sheet.due_on),
        address: new URL(`/attestation/${campaign.id}`, deps.publicUrl).href,
      });
      await deps.mailer.send(letter, { key: `attestation-reminder:${campaign.id}:${sheet.organization_id}:${sheet.tier}:${occasion}:${personId}`, within: connection });
      letters += 1;
    }
  }
  await deps.audit.append({ ...auditFactsOfDeadline, action: 'campaign-changed', outcome: 'success', objects: [`campaign/${campaign.id}`, ...waiting.map(({ sheet }) => `organization/${sheet.organization_id}`)], details: { change: 'reminded', letters } });
}
