import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ChangeRefusal } from '@longview/participants';
import type { PrivacyCase as CaseFacts, PrivacyCases } from '@longview/privacy-office';
import { RequiresAccess } from '../access/requires-access.js';
import { readConsentPatient } from '../consent/read-consent-patient.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { given } from '../users/to-user.js';
import {
  AskUserInput, BreachInput, OpenPrivacyCaseInput, OwnPrivacyQuestion, PrivacyCaseListInput, PrivacyCaseResult, PrivacyCasesResult, PrivacyReviewersResult, SeenPrivacyCaseInput,
  type PrivacyCase, type PrivacyCasePage, type PrivacyReviewers,
} from './privacy-cases.models.js';
import { toCaseLine, toOwnQuestion, toPrivacyCase } from './to-privacy-case.js';

type CaseAnswer = Promise<PrivacyCase | Refusal>;

/** Cases of the privacy office, and the questions that it asks people about their own accesses. Who may do what is the service's to say. */
@Resolver()
export class PrivacyCasesResolver {
  private readonly cases: PrivacyCases;
  private readonly systems: ReadonlySet<string>;

  constructor(@Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'privacyCases' | 'clock' | 'province'>) {
    this.cases = options.privacyCases;
    const { sources, identifierDomains } = options.province;
    this.systems = new Set([...sources.map(({ identifierSystem }) => identifierSystem), ...identifierDomains.map(({ system }) => system)].filter((system) => system !== undefined));
  }

  @RequiresAccess('acting')
  @Query(() => PrivacyCasesResult, { description: 'Overdue ones first, then by the day they are due. Nobody finds a case about themselves.' })
  async privacyCases(@Args('input', { type: () => PrivacyCaseListInput }) input: PrivacyCaseListInput, @Context() context: ApiContext): Promise<PrivacyCasePage | Refusal> {
    const page = await this.cases.list(changeRequestOf(context), given(input));
    return 'kind' in page ? toChangeRefusal(page) : { __typename: 'PrivacyCasePage', ...page, cases: page.cases.map(toCaseLine) };
  }

  @RequiresAccess('acting')
  @Query(() => PrivacyCaseResult, { description: 'That somebody looked is written down, of each patient in it, before it is answered.' })
  privacyCase(@Args('caseId', { type: () => ID }) caseId: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.read(changeRequestOf(context), caseId));
  }

  @RequiresAccess('acting')
  @Query(() => PrivacyReviewersResult, { description: 'Who may own the case.' })
  async privacyReviewers(@Args('caseId', { type: () => ID }) caseId: string, @Context() context: ApiContext): Promise<PrivacyReviewers | Refusal> {
    const people = await this.cases.reviewers(changeRequestOf(context), caseId);
    return 'kind' in people ? toChangeRefusal(people) : { __typename: 'PrivacyReviewers', people };
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult)
  openPrivacyCase(@Args('input', { type: () => OpenPrivacyCaseInput }) { origin, summary, subjectId, patient, eventIds }: OpenPrivacyCaseInput, @Context() context: ApiContext): CaseAnswer {
    if (origin === 'flag') return Promise.resolve(refusal('invalid-input', 'origin'));
    const complainant = patient && readConsentPatient(patient, this.systems, new Date(this.options.clock.nowMs()).toISOString().slice(0, 10));
    if (complainant && 'invalid' in complainant) return Promise.resolve(refusal('invalid-input', complainant.invalid));
    return this.answer(this.cases.open(changeRequestOf(context), { origin, summary, ...(complainant && { patient: complainant }), ...(typeof subjectId === 'string' && { subjectId }), ...(Array.isArray(eventIds) && { eventIds }) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'From NEW to IN_REVIEW; whoever takes it owns it.' })
  takePrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.take(changeRequestOf(context), seen));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult)
  assignPrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('ownerId', { type: () => ID }) ownerId: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.assign(changeRequestOf(context), seen, ownerId));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult)
  setPrivacyCaseDue(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('dueOn', { type: () => String }) dueOn: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.setDue(changeRequestOf(context), seen, dueOn));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'Notes are added and never changed.' })
  notePrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('text', { type: () => String }) text: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.note(changeRequestOf(context), seen, text));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: "Adds sealed events of the log, with their proofs, of the organization's side." })
  attachToPrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('eventIds', { type: () => [ID] }) eventIds: readonly string[], @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.attach(changeRequestOf(context), seen, eventIds));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'They find it on their own page and are told by mail that there is a question. Who asked, and why, they are not told.' })
  askUser(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('input', { type: () => AskUserInput }) input: AskUserInput, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.ask(changeRequestOf(context), seen, input));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'The access was right.' })
  explainPrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('finding', { type: () => String }) finding: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.explain(changeRequestOf(context), seen, finding));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'The access was a breach. The person is attested anew.' })
  confirmPrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('finding', { type: () => String }) finding: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.confirm(changeRequestOf(context), seen, finding));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'The seven circumstances and the facts; may be corrected until the case is closed.' })
  assessBreach(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('input', { type: () => BreachInput }) input: BreachInput, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.assess(changeRequestOf(context), seen, input));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: "Everybody was told whom the law names; the Commissioner's day is needed when a circumstance applies." })
  reportPrivacyCase(
    @Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput,
    @Args('patientsNotifiedOn', { type: () => String }) patientsNotifiedOn: string,
    @Args('commissionerNotifiedOn', { type: () => String, nullable: true }) commissionerNotifiedOn: string | null | undefined,
    @Context() context: ApiContext,
  ): CaseAnswer {
    return this.answer(this.cases.report(changeRequestOf(context), seen, { patientsNotifiedOn, ...(typeof commissionerNotifiedOn === 'string' && { commissionerNotifiedOn }) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'What was confirmed is closed by a second person.' })
  closePrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.close(changeRequestOf(context), seen));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyCaseResult, { description: 'Back to review, with everything that was.' })
  reopenPrivacyCase(@Args('seen', { type: () => SeenPrivacyCaseInput }) seen: SeenPrivacyCaseInput, @Args('reason', { type: () => String }) reason: string, @Context() context: ApiContext): CaseAnswer {
    return this.answer(this.cases.reopen(changeRequestOf(context), seen, reason));
  }

  @RequiresAccess('acting')
  @Query(() => [OwnPrivacyQuestion], { description: 'Questions of privacy offices to whoever asks, those that wait first.' })
  async myPrivacyQuestions(@Context() context: ApiContext): Promise<readonly OwnPrivacyQuestion[]> {
    return (await this.cases.ownQuestions(changeRequestOf(context))).map(toOwnQuestion);
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'An answer is given once and stays.' })
  async answerPrivacyQuestion(@Args('questionId', { type: () => ID }) questionId: string, @Args('answer', { type: () => String }) answer: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    const outcome = await this.cases.answer(changeRequestOf(context), questionId, answer);
    return outcome.kind === 'changed' ? DONE : toChangeRefusal(outcome);
  }

  private async answer(outcome: Promise<CaseFacts | ChangeRefusal>): CaseAnswer {
    const found = await outcome;
    return 'kind' in found ? toChangeRefusal(found) : toPrivacyCase(found);
  }
}
