import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ChangeRefusal } from '@longview/participants';
import { annualCountCsv, type LetterId, type LetterProblem, type PrivacyCases, type ReadLetter } from '@longview/privacy-office';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { Language } from '../schema/enums.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { PrivacyLetterTemplateId } from './privacy-cases.enums.js';
import {
  AnnualBreachCountResult, BreachPackageResult, PrivacyLetterFormResult, PrivacyLetterInput, PrivacyLetterResult,
  type AnnualBreachCount, type BreachPackage, type PrivacyLetter, type PrivacyLetterForm, type PrivacyLetterProblems,
} from './privacy-letters.models.js';

type LetterAnswer = Promise<PrivacyLetter | PrivacyLetterProblems | Refusal>;

/** What leaves the privacy office: letters, the package of a breach, the annual count. */
@Resolver()
export class PrivacyLettersResolver {
  private readonly cases: PrivacyCases;

  constructor(@Inject(GRAPHQL_API) { privacyCases }: Pick<GraphqlApiOptions, 'privacyCases'>) {
    this.cases = privacyCases;
  }

  @RequiresAccess('acting')
  @Query(() => PrivacyLetterFormResult)
  async privacyLetterForm(
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('templateId', { type: () => PrivacyLetterTemplateId }) templateId: LetterId,
    @Args('language', { type: () => Language }) language: 'en' | 'fr',
    @Args('patientKey', { type: () => ID, nullable: true }) patientKey: string | null | undefined,
    @Context() context: ApiContext,
  ): Promise<PrivacyLetterForm | Refusal> {
    const form = await this.cases.letterForm(changeRequestOf(context), { caseId, templateId, language, ...(typeof patientKey === 'string' && { patientKey }) });
    return 'kind' in form ? toChangeRefusal(form) : { __typename: 'PrivacyLetterForm', ...form };
  }

  @RequiresAccess('acting')
  @Query(() => PrivacyLetterResult, { description: 'An issued letter, word for word.' })
  privacyLetter(@Args('letterId', { type: () => ID }) letterId: string, @Context() context: ApiContext): LetterAnswer {
    return this.answer(this.cases.letter(changeRequestOf(context), letterId));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyLetterResult, { description: 'The letter as it would be, or what it lacks. Nothing is kept.' })
  previewPrivacyLetter(@Args('input', { type: () => PrivacyLetterInput }) input: PrivacyLetterInput, @Context() context: ApiContext): LetterAnswer {
    return this.answer(this.cases.previewLetter(changeRequestOf(context), toLetterInput(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => PrivacyLetterResult, { description: 'Keeps the letter, which is never changed again.' })
  issuePrivacyLetter(@Args('input', { type: () => PrivacyLetterInput }) input: PrivacyLetterInput, @Context() context: ApiContext): LetterAnswer {
    return this.answer(this.cases.issueLetter(changeRequestOf(context), toLetterInput(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => BreachPackageResult, { description: 'Of a confirmed breach that was assessed. That it was taken is written down before.' })
  async takeBreachPackage(@Args('caseId', { type: () => ID }) caseId: string, @Args('language', { type: () => Language }) language: 'en' | 'fr', @Context() context: ApiContext): Promise<BreachPackage | Refusal> {
    const taken = await this.cases.breachPackage(changeRequestOf(context), caseId, language);
    if ('kind' in taken) return toChangeRefusal(taken);
    const { takenAtMs, zip, ...rest } = taken;
    return { __typename: 'BreachPackage', ...rest, zip: zip.toString('base64'), takenAt: takenAtMs };
  }

  @RequiresAccess('acting')
  @Query(() => AnnualBreachCountResult, { description: 'Of the own organization; the program office gets each of them and the province.' })
  async annualBreachCount(@Args('year', { type: () => Int }) year: number, @Context() context: ApiContext): Promise<AnnualBreachCount | Refusal> {
    const count = await this.cases.annualCount(changeRequestOf(context), year);
    return 'kind' in count ? toChangeRefusal(count) : { __typename: 'AnnualBreachCount', ...count, csv: annualCountCsv(count) };
  }

  private async answer(outcome: Promise<ReadLetter | { readonly problems: readonly LetterProblem[] } | ChangeRefusal>): LetterAnswer {
    const found = await outcome;
    if ('kind' in found) return toChangeRefusal(found);
    if ('problems' in found) return { __typename: 'PrivacyLetterProblems', problems: found.problems };
    const { issuedAtMs, ...letter } = found;
    return { __typename: 'PrivacyLetter', ...letter, ...(issuedAtMs !== undefined && { issuedAt: issuedAtMs }) };
  }
}

const toLetterInput = ({ caseId, templateId, language, patientKey, facts }: PrivacyLetterInput) =>
  ({ caseId, templateId, language, facts: new Map(facts.map(({ name, value }) => [name, value])), ...(typeof patientKey === 'string' && { patientKey }) });
