import type { Queryable } from '@longview/platform';
import type { EvidenceFacts } from '../evidence/facts.js';
import { officeSignalsOf, riskOf, type SignalsAt } from '../evidence/signals.js';
import type { Signal } from '../words.js';
import type { NewItem } from './new-item.js';

interface HolderRow {
  readonly id: string;
  readonly organization_id: string;
  readonly person_id: string;
  readonly role: string;
  readonly holder_status: string;
  readonly display_name: string;
  readonly sort_name: string;
  readonly confirmed_at: Date | null;
  readonly proposed_at: Date;
  readonly status: string | null;
  readonly job_title: string | null;
  readonly last_used_at: Date | null;
}

/** Offices that the signing authority answers for. A sole practitioner's own are not attested: nobody else may hold them. */
const ATTESTED_OFFICES = ['local-registration-authority', 'privacy-contact', 'security-contact'];

const HOLDERS = (condition: string): string => `
  select h.id, h.organization_id, h.person_id, h.role, h.status as holder_status, p.display_name, lower(coalesce(nullif(p.family_name || ' ' || p.given_name, ' '), p.display_name)) as sort_name,
         h.confirmed_at, h.proposed_at, m.status, m.job_title, m.last_used_at
    from role_holder h join organization o on o.id = h.organization_id join person p on p.id = h.person_id
    left join membership m on m.person_id = h.person_id and m.organization_id = h.organization_id
   where ${condition}`;

/** One item for each office that somebody holds at these organizations. */
export async function roleHolderItems(connection: Queryable, organizationIds: readonly string[], at: SignalsAt): Promise<readonly NewItem[]> {
  const { rows } = await connection.query<HolderRow>(
    HOLDERS(`h.organization_id = any($1) and h.status = 'in-force' and h.role = any($2)
      and not (o.is_sole_practitioner and exists (select from role_holder l where l.organization_id = h.organization_id and l.person_id = h.person_id and l.status = 'in-force' and l.role = 'local-registration-authority'))`),
    [organizationIds, ATTESTED_OFFICES]);
  return rows.map((row) => {
    const facts = toFacts(row);
    const signals = officeSignalsOf(facts, at);
    return { organizationId: row.organization_id, tier: 'role-holders', subjectId: row.id, personId: row.person_id, sortName: row.sort_name, signals, risk: riskOf(signals), evidence: facts };
  });
}

/** The same offices as they are now. */
export async function holdersByIds(connection: Queryable, ids: readonly string[], at: SignalsAt): Promise<readonly { readonly subjectId: string; readonly sortName: string; readonly signals: readonly Signal[]; readonly evidence: EvidenceFacts; readonly isGone: boolean }[]> {
  const { rows } = await connection.query<HolderRow>(HOLDERS('h.id = any($1)'), [ids]);
  return rows.map((row) => {
    const facts = toFacts(row);
    return { subjectId: row.id, sortName: row.sort_name, signals: officeSignalsOf(facts, at), evidence: facts, isGone: row.holder_status !== 'in-force' };
  });
}

function toFacts(row: HolderRow): EvidenceFacts {
  return {
    displayName: row.display_name, roles: [row.role], jobTitle: row.job_title ?? '', licence: '', status: row.status ?? 'none', createdAtMs: (row.confirmed_at ?? row.proposed_at).getTime(), patientsOpened: 0,
    entitledSourceIds: [], unusedSourceIds: [], isMissingFromHrList: false, hasDuplicate: false, hasOpenPrivacyCase: false,
    ...(row.last_used_at && { lastUsedAtMs: row.last_used_at.getTime() }),
  };
}
