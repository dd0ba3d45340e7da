import { governedChange, requireDuty, type Change, type ChangeRequest } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import type { OrganizationDeps, OrganizationKey, Outcome } from './organization-changes.js';
import { claimOrganization, isAgreementInForce, requireDay, requireOneOf, requireText } from './organization-row.js';
import { AGREEMENT_KINDS, ASSESSMENT_KINDS } from './organization-words.js';

export interface AgreementInput extends OrganizationKey {
  readonly kind: string;
  /** Of the text that was signed: `2.1`. */
  readonly agreementVersion: string;
  readonly signedBy: string;
  readonly signedOn: string;
  readonly effectiveFrom: string;
  /** Last day; absent: until it is ended. */
  readonly effectiveTo?: string | undefined;
}

export interface AssessmentInput extends OrganizationKey {
  readonly sourceId: string;
  readonly kind: string;
  /** Where the document is kept: its number, never the document. */
  readonly reference: string;
  readonly assessedOn: string;
}

/** What an organization signed, and what was assessed of the sources it contributes. */
export class Agreements {
  constructor(private readonly deps: OrganizationDeps) {}

  /** Adds an agreement. Two of the same kind never cover the same day. */
  add(request: ChangeRequest, input: AgreementInput): Outcome {
    return this.change(request, input, async (change) => {
      const kind = requireOneOf(change, 'kind', input.kind, AGREEMENT_KINDS);
      const version = requireText(change, 'agreementVersion', input.agreementVersion, 40);
      const signedBy = requireText(change, 'signedBy', input.signedBy, 160);
      const signedOn = requireDay(change, 'signedOn', input.signedOn);
      const from = requireDay(change, 'effectiveFrom', input.effectiveFrom);
      const to = input.effectiveTo === undefined || input.effectiveTo === '' ? undefined : requireDay(change, 'effectiveTo', input.effectiveTo);
      if (signedOn > provincialDay(change.nowMs)) change.refuse({ code: 'invalid-input', field: 'signedOn', problem: 'in-future' });
      if (to !== undefined && to < from) change.refuse({ code: 'invalid-input', field: 'effectiveTo', problem: 'before-start' });
      const { rows: [other] } = await change.connection.query<{ starts_later: boolean }>(
        `select effective_from > $3::date as starts_later from organization_agreement
          where organization_id = $1 and kind = $2 and ended_at is null and effective_from <= coalesce($4::date, 'infinity') and coalesce(effective_to, 'infinity') >= $3::date order by effective_from limit 1`, [input.organizationId, kind, from, to ?? null]);
      if (other) change.refuse({ code: 'invalid-input', field: other.starts_later ? 'effectiveTo' : 'effectiveFrom', problem: 'overlaps' });
      const id = change.newId();
      await change.connection.query('insert into organization_agreement (id, organization_id, kind, version, signed_by, signed_on, effective_from, effective_to) values ($1, $2, $3, $4, $5, $6, $7, $8)', [id, input.organizationId, kind, version, signedBy, signedOn, from, to ?? null]);
      change.record({ subjectKind: 'organization', subjectId: input.organizationId, organizationId: input.organizationId, change: 'agreement-added', detail: { kind, version, signedBy, effectiveFrom: from, ...(to !== undefined && { effectiveTo: to }) } });
    });
  }

  /** Ends an agreement before its day. Without one of participation in force, users are stopped at once. */
  end(request: ChangeRequest, input: OrganizationKey & { readonly agreementId: string; readonly reason: string }): Outcome {
    return this.change(request, input, async (change) => {
      const reason = requireText(change, 'reason', input.reason);
      const { rows: [ended] } = await change.connection.query<{ kind: string; version: string }>('update organization_agreement set ended_at = $3 where id = $2 and organization_id = $1 and ended_at is null returning kind, version', [input.organizationId, input.agreementId, new Date(change.nowMs)]);
      if (!ended) return change.refuse({ code: 'conflict' });
      change.record({ subjectKind: 'organization', subjectId: input.organizationId, organizationId: input.organizationId, change: 'agreement-ended', reason, detail: { kind: ended.kind, version: ended.version } });
      if (ended.kind === 'participation' && !await isAgreementInForce(change.connection, input.organizationId, provincialDay(change.nowMs))) await this.deps.standing.stopOrganization(change.connection, input.organizationId, 'agreement-ended');
    });
  }

  /** Notes where a PIA or TRA of a source is kept and when it was made; a newer one takes the place of the older. */
  recordAssessment(request: ChangeRequest, input: AssessmentInput): Outcome {
    return this.change(request, input, async (change) => {
      const kind = requireOneOf(change, 'kind', input.kind, ASSESSMENT_KINDS);
      if (!this.deps.knownSourceIds.has(input.sourceId)) change.refuse({ code: 'invalid-input', field: 'sourceId', problem: 'unknown' });
      const reference = requireText(change, 'reference', input.reference, 120);
      const assessedOn = requireDay(change, 'assessedOn', input.assessedOn);
      if (assessedOn > provincialDay(change.nowMs)) change.refuse({ code: 'invalid-input', field: 'assessedOn', problem: 'in-future' });
      const { rowCount } = await change.connection.query(
        `insert into source_assessment as a (organization_id, source_id, kind, reference, assessed_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (organization_id, source_id, kind) do update set reference = excluded.reference, assessed_on = excluded.assessed_on, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at where a.assessed_on <= excluded.assessed_on`,
        [input.organizationId, input.sourceId, kind, reference, assessedOn, request.actor.userId, new Date(change.nowMs)]);
      if (rowCount === 0) change.refuse({ code: 'invalid-input', field: 'assessedOn', problem: 'older-than-recorded' });
      change.record({ subjectKind: 'organization', subjectId: input.organizationId, organizationId: input.organizationId, change: 'assessment-recorded', detail: { sourceId: input.sourceId, kind, reference, assessedOn } });
    });
  }

  private change(request: ChangeRequest, key: OrganizationKey, work: (change: Change) => Promise<void>): Outcome {
    return governedChange(this.deps, request, 'organization-changed', async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', key.organizationId);
      await claimOrganization(change, key.organizationId, key.version);
      await work(change);
    });
  }
}
