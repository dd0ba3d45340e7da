import { governedChange, requireDuty, type Change, type ChangeRequest } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import { REQUIRED_OFFICES } from './office-rules.js';
import { onboardingSteps, type OnboardingStepName } from './onboarding-steps.js';
import type { OrganizationDeps, OrganizationKey, Outcome } from './organization-changes.js';
import { claimOrganization, isAgreementInForce, requireOneOf, requireText, type OrganizationState } from './organization-row.js';

export interface StepCompletion extends OrganizationKey {
  readonly step: string;
  /** Who signed, attested, decided or was trained; needed where the step names somebody. */
  readonly personName?: string | undefined;
  /** For the decision only. */
  readonly outcome?: 'approved' | 'declined' | undefined;
  /** Needed for a no. */
  readonly reason?: string | undefined;
}

/** The checklist by which an organization joins: one step after the other; the last makes it active. */
export class Onboarding {
  constructor(private readonly deps: OrganizationDeps) {}

  /** Ticks the current step. A declined decision ends the application; the last step makes the organization active. */
  complete(request: ChangeRequest, input: StepCompletion): Outcome {
    return this.change(request, input, async (change, state) => {
      const rules = onboardingSteps(state.isSolePractitioner);
      const step = requireOneOf(change, 'step', input.step, rules.map((rule) => rule.step));
      const { needsPerson } = rules.find((rule) => rule.step === step)!;
      const personName = needsPerson ? requireText(change, 'personName', input.personName) : '';
      const isDeclined = step === 'decision' && requireOneOf(change, 'outcome', input.outcome, ['approved', 'declined'] as const) === 'declined';
      const reason = isDeclined ? requireText(change, 'reason', input.reason) : (input.reason ?? '').trim();
      if (step === 'participation-agreement') await this.requireAgreement(change, input.organizationId);
      if (step === 'provisioning') await this.requireReadiness(change, input.organizationId);
      await this.tick(change, request.actor.userId, input.organizationId, { step, personName, reason, isDeclined });
      change.record({ subjectKind: 'organization', subjectId: input.organizationId, organizationId: input.organizationId, change: isDeclined ? 'declined' : `step-${step}`, reason, ...(personName !== '' && { detail: { personName } }) });
      const now = new Date(change.nowMs);
      if (isDeclined) await change.connection.query(`update organization set status = 'departed', status_reason = 'declined', status_since = $2 where id = $1`, [input.organizationId, now]);
      if (step !== 'provisioning') return;
      await change.connection.query(`update organization set status = 'active', status_reason = '', status_since = $2 where id = $1`, [input.organizationId, now]);
      change.record({ subjectKind: 'organization', subjectId: input.organizationId, organizationId: input.organizationId, change: 'activated' });
    });
  }

  /** Names who is to move at a step, so that somebody can be asked. An empty name leaves it to the owner. */
  assign(request: ChangeRequest, input: OrganizationKey & { readonly step: string; readonly ownerName: string }): Outcome {
    return this.change(request, input, async (change, state) => {
      const step = requireOneOf(change, 'step', input.step, onboardingSteps(state.isSolePractitioner).map((rule) => rule.step));
      const ownerName = input.ownerName.trim().slice(0, 160);
      const { rowCount } = await change.connection.query(`update onboarding_step set owner_name = $3 where organization_id = $1 and step = $2 and status in ('waiting', 'current')`, [input.organizationId, step, ownerName]);
      if (rowCount === 0) change.refuse({ code: 'conflict' });
      change.record({ subjectKind: 'organization', subjectId: input.organizationId, organizationId: input.organizationId, change: 'step-assigned', detail: { step, ownerName } });
    });
  }

  private async tick({ connection, nowMs, refuse }: Change, userId: string, organizationId: string, { step, personName, reason, isDeclined }: { readonly step: OnboardingStepName; readonly personName: string; readonly reason: string; readonly isDeclined: boolean }): Promise<void> {
    const now = new Date(nowMs);
    const { rows: [done] } = await connection.query<{ position: number }>(
      `update onboarding_step set status = $3, completed_at = $4, completed_by = $5, person_name = $6, note = $7 where organization_id = $1 and step = $2 and status = 'current' returning position`,
      [organizationId, step, isDeclined ? 'refused' : 'done', now, userId, personName, reason]);
    // Steps have an order: what is not its turn cannot be ticked.
    if (!done) return refuse({ code: 'invalid-input', field: 'step', problem: 'not-its-turn' });
    if (!isDeclined) await connection.query(`update onboarding_step set status = 'current', current_since = $3 where organization_id = $1 and position = $2`, [organizationId, done.position + 1, now]);
  }

  private async requireAgreement(change: Change, organizationId: string): Promise<void> {
    const { rows } = await change.connection.query(`select 1 from organization_agreement where organization_id = $1 and kind = 'participation' and ended_at is null limit 1`, [organizationId]);
    if (rows.length === 0) change.refuse({ code: 'invalid-input', field: 'step', problem: 'agreement-missing' });
  }

  /** What must be true before people of the organization may sign in. */
  private async requireReadiness(change: Change, organizationId: string): Promise<void> {
    const { rows } = await change.connection.query<{ role: string }>(`select distinct role from role_holder where organization_id = $1 and status = 'in-force'`, [organizationId]);
    const held = new Set(rows.map(({ role }) => role));
    if (REQUIRED_OFFICES.some((office) => !held.has(office))) change.refuse({ code: 'invalid-input', field: 'step', problem: 'offices-missing' });
    if (!await isAgreementInForce(change.connection, organizationId, provincialDay(change.nowMs))) change.refuse({ code: 'invalid-input', field: 'step', problem: 'agreement-not-in-force' });
    const { rows: sources } = await change.connection.query('select 1 from organization_source where organization_id = $1 limit 1', [organizationId]);
    if (sources.length === 0) change.refuse({ code: 'invalid-input', field: 'step', problem: 'sources-missing' });
  }

  private change(request: ChangeRequest, key: OrganizationKey, work: (change: Change, state: OrganizationState) => Promise<void>): Outcome {
    return governedChange(this.deps, request, 'organization-changed', async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', key.organizationId);
      const state = await claimOrganization(change, key.organizationId, key.version);
      if (state.status !== 'applying') change.refuse({ code: 'invalid-input', field: 'status', problem: 'not-from-here' });
      await work(change, state);
    });
  }
}
