import type { Random } from './random.js';
import type { RowBatch } from './insert-rows.js';
import type { SyntheticOrganization } from './synthetic-organizations.js';

const DAY_MS = 86_400_000;

/** What turns days into the database's dates. */
export interface Calendar {
  readonly nowMs: number;
  /** An instant that many days ago, ISO 8601. */
  at(daysAgo: number): string;
  /** A calendar day that many days ago (negative: ahead). */
  day(daysAgo: number): string;
}

export const calendarFrom = (nowMs: number): Calendar => ({
  nowMs,
  at: (daysAgo) => new Date(nowMs - daysAgo * DAY_MS).toISOString(),
  day: (daysAgo) => new Date(nowMs - daysAgo * DAY_MS).toISOString().slice(0, 10),
});

export interface SourceChoice {
  readonly sourceIds: readonly string[];
  readonly commonServiceId: string;
}

/** Sectors whose organizations give records as well as look at them. */
const CONTRIBUTING = ['hospital', 'independent-health-facility'];

/** Which sources people of an organization may be entitled to: the common service always. */
export function sourcesOf({ sector }: SyntheticOrganization, { sourceIds, commonServiceId }: SourceChoice, random: Random): readonly string[] {
  const others = sourceIds.filter((id) => id !== commonServiceId);
  return [commonServiceId, ...(sector === 'hospital' ? others : random.shuffle(others).slice(0, 1 + random.below(3)))];
}

const STEPS = ['participation-agreement', 'program-office-review', 'privacy-security-attestation', 'decision', 'lra-training', 'provisioning'] as const;
const SOLE_STEPS = ['participation-agreement', 'program-office-review', 'sole-practitioner-attestation', 'decision', 'e-learning', 'provisioning'] as const;
const OWNED_BY_ORGANIZATION = ['participation-agreement', 'privacy-security-attestation', 'sole-practitioner-attestation', 'lra-training', 'e-learning'];

/** Organizations with their sites, agreements, sources, assessments, checklists and the beginning of their history. */
export function organizationRows(organizations: readonly SyntheticOrganization[], sources: ReadonlyMap<string, readonly string[]>, calendar: Calendar, random: Random): readonly RowBatch[] {
  const { at, day } = calendar;
  const organization: RowBatch = {
    table: 'organization',
    columns: { id: 'text', name_en: 'text', name_fr: 'text', sector: 'text', status: 'text', status_reason: 'text', status_since: 'timestamptz', is_viewing: 'boolean', is_contributing: 'boolean', is_sole_practitioner: 'boolean', phone: 'text', privacy_email: 'text', created_at: 'timestamptz' },
    rows: organizations.map(({ id, nameEn, nameFr, sector, status, ageDays }) => [
      id, nameEn, nameFr, sector, status, status === 'suspended' ? 'privacy-case' : status === 'departed' ? 'closed' : '', at(status === 'active' ? ageDays - 20 : status === 'applying' ? 0 : 5 + random.below(60)),
      true, CONTRIBUTING.includes(sector) && status === 'active', sector === 'sole-practitioner', `+1-555-${String(100 + random.below(900))}-${String(1000 + random.below(9000))}`, `privacy@${id}.example`, at(status === 'applying' ? Math.min(ageDays, 200) : ageDays),
    ]),
  };
  const source: RowBatch = { table: 'organization_source', columns: { organization_id: 'text', source_id: 'text' }, rows: organizations.flatMap(({ id }) => sources.get(id)!.map((sourceId) => [id, sourceId])) };
  const site: RowBatch = {
    table: 'organization_site',
    columns: { id: 'text', organization_id: 'text', name_en: 'text', name_fr: 'text', address: 'text', city: 'text', postal_code: 'text' },
    rows: organizations.flatMap(({ id, place, sites }) => Array.from({ length: sites }, (_, index) => [
      `${id}-${index + 1}`, id, index === 0 ? 'Main site' : `Site ${index + 1}`, index === 0 ? 'Site principal' : `Site ${index + 1}`, `${1 + random.below(900)} ${place} Road`, place,
      `${random.pick(['K', 'L', 'M', 'N', 'P'])}${random.below(10)}${random.pick(['A', 'B', 'E', 'H', 'R'])} ${random.below(10)}${random.pick(['C', 'G', 'K', 'T', 'X'])}${random.below(10)}`,
    ])),
  };
  const agreement: RowBatch = { table: 'organization_agreement', columns: { id: 'text', organization_id: 'text', kind: 'text', version: 'text', signed_by: 'text', signed_on: 'date', effective_from: 'date', effective_to: 'date', ended_at: 'timestamptz' }, rows: [] };
  const assessment: RowBatch = { table: 'source_assessment', columns: { organization_id: 'text', source_id: 'text', kind: 'text', reference: 'text', assessed_on: 'date', recorded_by: 'text', recorded_at: 'timestamptz' }, rows: [] };
  const step: RowBatch = { table: 'onboarding_step', columns: { organization_id: 'text', step: 'text', position: 'smallint', owner: 'text', owner_name: 'text', status: 'text', current_since: 'timestamptz', completed_at: 'timestamptz', completed_by: 'text', person_name: 'text' }, rows: [] };
  const history: RowBatch = { table: 'governance_history', columns: { id: 'text', subject_kind: 'text', subject_id: 'text', organization_id: 'text', occurred_at: 'timestamptz', by_user_id: 'text', change: 'text', reason: 'text' }, rows: [] };

  for (const one of organizations) {
    const { id, sector, status, ageDays } = one;
    const signer = `Signing authority of ${one.nameEn}`;
    if (status !== 'applying') {
      if (ageDays > 1_200) agreement.rows.push([`${id}-agreement-1`, id, 'participation', '1.0', signer, day(ageDays), day(ageDays), day(701), null]);
      const from = Math.min(ageDays, 700);
      const to = one.agreement === 'expired' ? 3 + random.below(90) : one.agreement === 'ending' ? -(2 + random.below(55)) : random.chance(0.3) ? null : -(120 + random.below(1_300));
      agreement.rows.push([`${id}-agreement-2`, id, 'participation', '2.1', signer, day(from), day(from), to === null ? null : day(Math.min(to, from)), status === 'departed' ? at(5) : null]);
    }
    if (CONTRIBUTING.includes(sector) && status === 'active') {
      agreement.rows.push([`${id}-sharing-1`, id, 'data-sharing', '1.0', signer, day(Math.min(ageDays, 900)), day(Math.min(ageDays, 900)), null, null]);
      for (const [kind, letters] of [['privacy-impact', 'PIA'], ['threat-risk', 'TRA']] as const) {
        if (random.chance(0.06)) continue;
        const age = Math.min(ageDays, 60 + random.below(1_300));
        assessment.rows.push([id, id, kind, `${letters}-${day(age).slice(0, 4)}-${1_000 + random.below(9_000)}`, day(age), 'syn-program-office', at(age)]);
      }
    }
    const names = sector === 'sole-practitioner' ? SOLE_STEPS : STEPS;
    const current = status === 'applying' ? random.below(names.length) : names.length;
    const began = status === 'applying' ? 1 + random.below(70) : 0;
    names.forEach((name, index) => {
      const ago = status === 'applying' ? began + (current - index) * 9 : ageDays + (names.length - index) * 3;
      step.rows.push([
        id, name, index + 1, OWNED_BY_ORGANIZATION.includes(name) ? 'organization' : 'program-office', '', index < current ? 'done' : index === current ? 'current' : 'waiting',
        index <= current ? at(ago) : null, index < current ? at(Math.max(began, ago - 6)) : null, index < current ? 'syn-program-office' : null, index < current && name === 'participation-agreement' ? signer : '',
      ]);
    });
    history.rows.push([`${id}-history-1`, 'organization', id, id, at(ageDays), 'syn-program-office', 'applied', '']);
    if (status !== 'applying') history.rows.push([`${id}-history-2`, 'organization', id, id, at(ageDays - 20), 'syn-program-office', 'activated', '']);
  }
  return [organization, source, site, agreement, assessment, step, history];
}
