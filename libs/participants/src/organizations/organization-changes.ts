import type { Actor } from '@longview/access-policy';
import { governedChange, requireDuty, type Change, type ChangeRefusal, type ChangeRequest, type GovernanceDeps } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import type { StandingChanges } from '../standing/standing-changes.js';
import { onboardingSteps } from './onboarding-steps.js';
import { claimOrganization, isAgreementInForce, requireDay, requireOneOf, requireText, type OrganizationState } from './organization-row.js';
import { DEPARTURE_REASONS, SECTORS, SUSPENSION_REASONS } from './organization-words.js';

export interface OrganizationDeps extends GovernanceDeps {
  readonly standing: StandingChanges;
  /** Sources that the province has. */
  readonly knownSourceIds: ReadonlySet<string>;
}

/** Every change names the organization as it was seen. */
export interface OrganizationKey {
  readonly organizationId: string;
  readonly version: number;
}

export interface OrganizationDetails {
  readonly nameEn: string;
  readonly nameFr: string;
  readonly sector: string;
  readonly phone: string;
  readonly privacyEmail: string;
}

export interface SiteInput {
  readonly nameEn: string;
  readonly nameFr: string;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
}

/** Taking somebody's organization away, or giving it back: why, and since when. */
export interface StandingOfOrganization extends OrganizationKey {
  readonly reason: string;
  /** `YYYY-MM-DD`, today or before: what is to stop stops at once. */
  readonly onDay: string;
}

export type Outcome<T = void> = Promise<T | ChangeRefusal>;

/** Organizations as the program office brings them on, keeps them and lets them go. */
export class OrganizationChanges {
  constructor(private readonly deps: OrganizationDeps) {}

  /** Writes down that an organization applies, with the checklist of its kind. @returns its id. */
  apply(request: ChangeRequest, input: OrganizationDetails & { readonly isSolePractitioner: boolean }): Outcome<string> {
    return this.change(request, async (change) => {
      const details = readDetails(change, input);
      const id = change.newId();
      requireDuty(change, request.actor, 'manage-organizations', id);
      await change.connection.query(
        `insert into organization (id, name_en, name_fr, sector, status, status_since, is_viewing, is_contributing, is_sole_practitioner, phone, privacy_email, created_at) values ($1, $2, $3, $4, 'applying', $5, true, false, $6, $7, $8, $5)`,
        [id, details.nameEn, details.nameFr, details.sector, new Date(change.nowMs), input.isSolePractitioner, details.phone, details.privacyEmail]);
      await writeChecklist(change, id, input.isSolePractitioner);
      change.record({ subjectKind: 'organization', subjectId: id, organizationId: id, change: 'applied' });
      return id;
    });
  }

  changeDetails(request: ChangeRequest, key: OrganizationKey, input: OrganizationDetails): Outcome {
    return this.changeOf(request, key, async (change) => {
      const { nameEn, nameFr, sector, phone, privacyEmail } = readDetails(change, input);
      await change.connection.query('update organization set name_en = $2, name_fr = $3, sector = $4, phone = $5, privacy_email = $6 where id = $1', [key.organizationId, nameEn, nameFr, sector, phone, privacyEmail]);
      change.record(line(key, 'details-changed'));
    });
  }

  /** Looking at others' records and giving one's own are two things; each is switched for itself, with a reason. */
  setParticipation(request: ChangeRequest, key: OrganizationKey, input: { readonly isViewing: boolean; readonly isContributing: boolean; readonly reason: string }): Outcome {
    return this.changeOf(request, key, async (change, state) => {
      const reason = requireText(change, 'reason', input.reason);
      if (input.isViewing === state.isViewing && input.isContributing === state.isContributing) change.refuse({ code: 'invalid-input', field: 'participation', problem: 'unchanged' });
      await change.connection.query(
        `update organization set is_viewing = $2, is_contributing = $3, contribution_ended_at = case when $3 then null when is_contributing then $4 else contribution_ended_at end where id = $1`,
        [key.organizationId, input.isViewing, input.isContributing, new Date(change.nowMs)]);
      if (state.isViewing && !input.isViewing) await this.deps.standing.stopOrganization(change.connection, key.organizationId, 'viewing-ended');
      change.record({ ...line(key, 'participation-changed', reason), detail: { isViewing: input.isViewing, isContributing: input.isContributing } });
    });
  }

  /** The most that anybody of the organization may be entitled to. What people had beyond it they cannot use any more. */
  setSources(request: ChangeRequest, key: OrganizationKey, input: { readonly sourceIds: readonly string[]; readonly reason: string }): Outcome {
    return this.changeOf(request, key, async (change) => {
      const reason = requireText(change, 'reason', input.reason);
      const sourceIds = [...new Set(input.sourceIds)];
      if (sourceIds.some((id) => !this.deps.knownSourceIds.has(id))) change.refuse({ code: 'invalid-input', field: 'sourceIds', problem: 'unknown' });
      await change.connection.query('delete from organization_source where organization_id = $1 and source_id <> all($2)', [key.organizationId, sourceIds]);
      await change.connection.query('insert into organization_source (organization_id, source_id) select $1, unnest($2::text[]) on conflict do nothing', [key.organizationId, sourceIds]);
      change.record({ ...line(key, 'sources-changed', reason), detail: { sourceIds } });
    });
  }

  addSite(request: ChangeRequest, key: OrganizationKey, input: SiteInput): Outcome {
    return this.changeOf(request, key, async (change) => {
      const nameEn = requireText(change, 'nameEn', input.nameEn);
      const nameFr = requireText(change, 'nameFr', input.nameFr);
      const city = requireText(change, 'city', input.city);
      const postalCode = input.postalCode.trim().toUpperCase().replace(/^([A-Z]\d[A-Z])\s*(\d[A-Z]\d)$/, '$1 $2');
      if (postalCode !== '' && !/^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d$/.test(postalCode)) change.refuse({ code: 'invalid-input', field: 'postalCode', problem: 'not-a-postal-code' });
      const id = change.newId();
      await change.connection.query('insert into organization_site (id, organization_id, name_en, name_fr, address, city, postal_code) values ($1, $2, $3, $4, $5, $6, $7)', [id, key.organizationId, nameEn, nameFr, input.address.trim(), city, postalCode]);
      change.record({ ...line(key, 'site-added'), detail: { siteId: id, nameEn, nameFr } });
    });
  }

  removeSite(request: ChangeRequest, key: OrganizationKey, siteId: string): Outcome {
    return this.changeOf(request, key, async (change) => {
      const { rows: [site] } = await change.connection.query<{ name_en: string; name_fr: string }>('delete from organization_site where id = $1 and organization_id = $2 returning name_en, name_fr', [siteId, key.organizationId]);
      if (!site) change.refuse({ code: 'conflict' });
      change.record({ ...line(key, 'site-removed'), detail: { siteId, nameEn: site!.name_en, nameFr: site!.name_fr } });
    });
  }

  /** Its users are stopped at once: open timelines and viewers end on every instance. */
  suspend(request: ChangeRequest, input: StandingOfOrganization): Outcome {
    return this.changeOf(request, input, async (change, state) => {
      if (state.status !== 'active') change.refuse({ code: 'invalid-input', field: 'status', problem: 'not-from-here' });
      const reason = requireOneOf(change, 'reason', input.reason, SUSPENSION_REASONS);
      await this.stop(change, request.actor, input, 'suspended', reason);
    });
  }

  /** For good: users are stopped at once, its sources are asked no more, agreements end, offices end. A later return is a new application. */
  depart(request: ChangeRequest, input: StandingOfOrganization): Outcome {
    return this.changeOf(request, input, async (change, state) => {
      if (state.status === 'departed') change.refuse({ code: 'invalid-input', field: 'status', problem: 'not-from-here' });
      const reason = requireOneOf(change, 'reason', input.reason, DEPARTURE_REASONS);
      await this.stop(change, request.actor, input, 'departed', reason);
      const now = new Date(change.nowMs);
      await change.connection.query('update organization set is_contributing = false, contribution_ended_at = $2 where id = $1 and is_contributing', [input.organizationId, now]);
      await change.connection.query('update organization_agreement set ended_at = $2 where organization_id = $1 and ended_at is null', [input.organizationId, now]);
      await change.connection.query(`update role_holder set status = 'ended', ended_at = $2, ended_by = $3, end_reason = 'organization-departed' where organization_id = $1 and status <> 'ended'`, [input.organizationId, now, request.actor.userId]);
    });
  }

  /** After a suspension. People who were stopped sign in again; nobody's own standing has changed. */
  reinstate(request: ChangeRequest, key: OrganizationKey, reason: string): Outcome {
    return this.changeOf(request, key, async (change, state) => {
      if (state.status !== 'suspended') change.refuse({ code: 'invalid-input', field: 'status', problem: 'not-from-here' });
      const why = requireText(change, 'reason', reason);
      if (!await isAgreementInForce(change.connection, key.organizationId, provincialDay(change.nowMs))) change.refuse({ code: 'invalid-input', field: 'status', problem: 'agreement-not-in-force' });
      await change.connection.query(`update organization set status = 'active', status_reason = '', status_since = $2 where id = $1`, [key.organizationId, new Date(change.nowMs)]);
      change.record(line(key, 'reinstated', why));
    });
  }

  /** An organization that left, or was told no, begins again at the first step. */
  applyAgain(request: ChangeRequest, key: OrganizationKey): Outcome {
    return this.changeOf(request, key, async (change, state) => {
      if (state.status !== 'departed') change.refuse({ code: 'invalid-input', field: 'status', problem: 'not-from-here' });
      await change.connection.query(`update organization set status = 'applying', status_reason = '', status_since = $2 where id = $1`, [key.organizationId, new Date(change.nowMs)]);
      await change.connection.query('delete from onboarding_step where organization_id = $1', [key.organizationId]);
      await writeChecklist(change, key.organizationId, state.isSolePractitioner);
      change.record(line(key, 'applied-again'));
    });
  }

  private async stop(change: Change, actor: Actor, { organizationId, version, onDay }: StandingOfOrganization, status: 'suspended' | 'departed', reason: string): Promise<void> {
    // Nobody stops the organization that they act for: they would decide about themselves, and could not undo it.
    if (organizationId === actor.organizationId) change.refuse({ code: 'not-allowed', rule: 'own-organization' });
    const day = requireDay(change, 'onDay', onDay);
    const today = provincialDay(change.nowMs);
    if (day > today) change.refuse({ code: 'invalid-input', field: 'onDay', problem: 'in-future' });
    const since = day === today ? new Date(change.nowMs) : new Date(`${day}T12:00:00Z`);
    await change.connection.query('update organization set status = $2, status_reason = $3, status_since = $4 where id = $1', [organizationId, status, reason, since]);
    await this.deps.standing.stopOrganization(change.connection, organizationId, status);
    change.record({ ...line({ organizationId, version }, status, reason), detail: { onDay: day } });
  }

  private change<T>(request: ChangeRequest, work: (change: Change) => Promise<T>): Outcome<T> {
    return governedChange(this.deps, request, 'organization-changed', work);
  }

  private changeOf(request: ChangeRequest, key: OrganizationKey, work: (change: Change, state: OrganizationState) => Promise<void>): Outcome {
    return this.change(request, async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', key.organizationId);
      await work(change, await claimOrganization(change, key.organizationId, key.version));
    });
  }
}

const line = ({ organizationId }: OrganizationKey, change: string, reason?: string) => ({ subjectKind: 'organization' as const, subjectId: organizationId, organizationId, change, ...(reason !== undefined && { reason }) });

function readDetails(change: Pick<Change, 'refuse'>, input: OrganizationDetails): OrganizationDetails {
  const nameEn = requireText(change, 'nameEn', input.nameEn, 160);
  const nameFr = requireText(change, 'nameFr', input.nameFr, 160);
  const sector = requireOneOf(change, 'sector', input.sector, SECTORS);
  const privacyEmail = input.privacyEmail.trim();
  if (privacyEmail !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(privacyEmail)) change.refuse({ code: 'invalid-input', field: 'privacyEmail', problem: 'not-an-address' });
  return { nameEn, nameFr, sector, phone: input.phone.trim().slice(0, 40), privacyEmail };
}

async function writeChecklist(change: Change, organizationId: string, isSolePractitioner: boolean): Promise<void> {
  const steps = onboardingSteps(isSolePractitioner);
  await change.connection.query(
    `insert into onboarding_step (organization_id, step, position, owner, status, current_since)
     select $1, step, position, owner, case position when 1 then 'current' else 'waiting' end, case position when 1 then $4::timestamptz end from unnest($2::text[], $3::text[]) with ordinality as given (step, owner, position)`,
    [organizationId, steps.map(({ step }) => step), steps.map(({ owner }) => owner), new Date(change.nowMs)]);
}
