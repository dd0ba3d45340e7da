import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { AccessReason } from '@longview/care-relationship';
import type { AccessBasis } from '@longview/clinical-model';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { PatientContexts, type ContextExplanation, type OpenedContext } from '../patients/patient-contexts.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import { toRefusal } from '../schema/to-refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { RelationshipResult, toRelationship, type RelationshipAnswer } from './relationship.models.js';

/** Why somebody is with an opened patient: looked for first, asked for where nothing says it. */
@Resolver()
export class RelationshipResolver {
  constructor(private readonly contexts: PatientContexts, @Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'relationships'>) {}

  @RequiresAccess('acting')
  @Mutation(() => RelationshipResult, { description: 'Looks for what explains that this person is with the patient, for a second or two; where nothing does, answers with the reasons that may be stated.' })
  async findRelationship(@Args('patientKey', { type: () => ID }) patientKey: string, @Context() context: ApiContext): Promise<RelationshipAnswer | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const { actor, identity, basis, facts } = opened;
    if (basis.relationship !== 'missing') return answerOf(basis);
    const { relationships } = this.options;
    const found = (await relationships.find(actor, identity)) ?? (await relationships.search(actor, identity, facts));
    if (!('kind' in found)) return this.explained(opened, found);
    if (found.kind !== 'nothing') return toRefusal(found);
    const reasons = relationships.choices(actor);
    return reasons.length > 0 ? answerOf(basis, reasons, found.isComplete) : refusal('not-allowed');
  }

  @RequiresAccess('acting')
  @Mutation(() => RelationshipResult, { description: 'States a reason of the list: written down before it opens anything.' })
  async stateReason(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('reason', { type: () => ID }) reason: string,
    @Context() context: ApiContext,
  ): Promise<RelationshipAnswer | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    if (opened.basis.relationship !== 'missing') return answerOf(opened.basis);
    const stated = await this.options.relationships.state(opened.actor, opened.identity, reason, context.facts);
    if (!('kind' in stated)) return this.explained(opened, stated);
    return stated.kind === 'unknown-reason' ? refusal('invalid-input', 'reason') : toRefusal(stated);
  }

  private async explained(opened: OpenedContext, explanation: ContextExplanation): Promise<RelationshipAnswer | Refusal> {
    return (await this.contexts.explain(opened, explanation)) ? answerOf(explanation.basis) : refusal('patient-not-open');
  }
}

const answerOf = (basis: AccessBasis, reasons: readonly AccessReason[] = [], isComplete = true): RelationshipAnswer =>
  ({ __typename: 'RelationshipAnswer', relationship: toRelationship(basis), isComplete, reasons: reasons.map(({ code, label }) => ({ code, label })) });
