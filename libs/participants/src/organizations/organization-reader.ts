import { decideDuty, type Duty } from '@longview/access-policy';
import type { ChangeRefusal, ChangeRequest } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import type { OrganizationDeps, Outcome } from './organization-changes.js';
import { alertsOf, countAlerts, readOrganizationList, watchedParameters, type ContributedSource, type OrganizationListQuery, type OrganizationPage } from './organization-list.js';
import { findCandidates, readOffices, readOrganization, readSites, type Candidate, type OrganizationFacts, type OrganizationOffices, type Site } from './organization-page.js';
import type { OrganizationAlert, OrganizationSettings } from './organization-words.js';
import { partiesOf } from './role-holders.js';
import { readIdleAccounts, readJoinedByYear, readSectorTable, type IdleLine, type SectorLine } from './sector-table.js';

export interface OrganizationReaderDeps extends Omit<OrganizationDeps, 'standing' | 'knownSourceIds'> {
  readonly settings: OrganizationSettings;
  /** Sources and who is accountable for them: their assessments are asked for. */
  readonly contributed: readonly ContributedSource[];
}

export interface OrganizationView extends OrganizationFacts, OrganizationOffices {
  /** The person who asks acts for this organization: nobody suspends their own. */
  readonly isOwn: boolean;
}

export interface OfficesView extends OrganizationOffices {
  readonly organizationId: string;
  readonly isSolePractitioner: boolean;
  /** For the banner of whoever signs for the organization. */
  readonly alerts: readonly OrganizationAlert[];
}

export interface ProvinceView {
  readonly sectors: readonly SectorLine[];
  readonly idle: readonly IdleLine[];
  readonly joined: readonly { readonly year: number; readonly organizations: number }[];
  readonly alerts: Readonly<Record<OrganizationAlert, number>>;
}

/** Organizations as the program office and their own people see them. Looking at one is written down. */
export class OrganizationReader {
  constructor(private readonly deps: OrganizationReaderDeps) {}

  async list(request: ChangeRequest, query: OrganizationListQuery): Outcome<OrganizationPage & { readonly alertCounts: Readonly<Record<OrganizationAlert, number>> }> {
    const refusal = this.refuse(request, 'see-province');
    if (refusal) return refusal;
    const { database } = this.deps;
    const [page, alertCounts] = await Promise.all([readOrganizationList(database, query, this.parameters()), countAlerts(database, this.parameters())]);
    return { ...page, alertCounts };
  }

  /** `undefined` when there is no such organization. */
  async organization(request: ChangeRequest, organizationId: string): Outcome<OrganizationView | undefined> {
    const refusal = this.refuse(request, 'manage-organizations', organizationId);
    if (refusal) return refusal;
    await this.noteRead(request, organizationId);
    const facts = await readOrganization(this.deps.database, organizationId, this.parameters());
    return facts && { ...facts, ...await readOffices(this.deps.database, request.actor, facts), isOwn: request.actor.organizationId === organizationId };
  }

  async sites(request: ChangeRequest, organizationId: string, offset: number, limit: number): Outcome<{ readonly total: number; readonly sites: readonly Site[] }> {
    return this.refuse(request, 'manage-organizations', organizationId) ?? readSites(this.deps.database, organizationId, offset, limit);
  }

  /** Offices of the organization that the person acts for: everybody there may know who holds them, and whom they are asked to become. */
  async ownOffices(request: ChangeRequest): Outcome<OfficesView> {
    const { actor } = request;
    const organizationId = actor.organizationId;
    if (organizationId === undefined || partiesOf(actor, organizationId) === undefined) return { kind: 'refused', code: 'not-allowed', rule: 'user-not-active' };
    await this.noteRead(request, organizationId);
    const { rows: [organization] } = await this.deps.database.query<{ id: string; status: OrganizationFacts['status']; isSolePractitioner: boolean }>('select id, status, is_sole_practitioner as "isSolePractitioner" from organization where id = $1', [organizationId]);
    if (!organization) return { kind: 'refused', code: 'not-allowed', rule: 'no-such-organization' };
    const [offices, alerts] = await Promise.all([readOffices(this.deps.database, actor, organization), alertsOf(this.deps.database, organizationId, this.parameters())]);
    return { ...offices, organizationId, isSolePractitioner: organization.isSolePractitioner, alerts: alerts.filter((alert) => alert !== 'confirmation-waiting') };
  }

  async candidates(request: ChangeRequest, organizationId: string, search: string): Outcome<readonly Candidate[]> {
    const parties = partiesOf(request.actor, organizationId);
    if (parties === undefined || parties.length === 0) return { kind: 'refused', code: 'not-allowed', rule: 'role-does-not-permit' };
    return findCandidates(this.deps.database, organizationId, search, provincialDay(this.deps.clock.nowMs()));
  }

  /** @param sourceId of which the table counts who is entitled: the DI Common Service, or any other. */
  async province(request: ChangeRequest, sourceId: string): Outcome<ProvinceView> {
    const refusal = this.refuse(request, 'see-province');
    if (refusal) return refusal;
    const { database, clock, settings } = this.deps;
    const nowMs = clock.nowMs();
    const [sectors, idle, joined, alerts] = await Promise.all([readSectorTable(database, sourceId, nowMs, settings), readIdleAccounts(database, nowMs), readJoinedByYear(database), countAlerts(database, this.parameters())]);
    return { sectors, idle, joined, alerts };
  }

  private parameters(): readonly unknown[] {
    return watchedParameters(this.deps.clock.nowMs(), this.deps.settings, this.deps.contributed);
  }

  private refuse({ actor }: ChangeRequest, duty: Duty, organizationId?: string): ChangeRefusal | undefined {
    const decision = decideDuty({ actor, duty, ...(organizationId !== undefined && { organizationId }) });
    return decision.effect === 'permit' ? undefined : { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  }

  private async noteRead({ actor, facts }: ChangeRequest, organizationId: string): Promise<void> {
    const { userId, displayName, roles, organizationId: actingFor, sessionId, purposeOfUse } = actor;
    await this.deps.audit.append({
      action: 'governance-read', outcome: 'success', actor: { userId, displayName, roles, ...(actingFor !== undefined && { organizationId: actingFor }) }, sessionId, requestId: facts.requestId, purposeOfUse,
      ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }), objects: [`organization/${organizationId}`],
    });
  }
}
