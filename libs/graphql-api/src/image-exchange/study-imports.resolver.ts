import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ActingRequest, StudyImports } from '@longview/image-exchange';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { PatientContexts } from '../patients/patient-contexts.js';
import { toPatient } from '../schema/patient.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import { ImportStudyInput, StudyImportKeyInput, StudyImportsInput } from './image-exchange.inputs.js';
import { StudyImportResult, StudyImportReviewResult, StudyImportsResult, type AskHolder, type StudyImport, type StudyImportPage, type StudyImportReview, type StudyNotFound, type StudySourceSilent } from './image-exchange.models.js';
import { toExchangeRefusal, toMissed, toStudyImport } from './to-image-exchange.js';

type ImportAnswer = StudyImport | AskHolder | StudyNotFound | StudySourceSilent | Refusal;

/** Who asks, about nobody's opened record. */
export const exchangeRequestOf = (context: ApiContext): ActingRequest => ({ actor: actorOf(context), facts: context.facts });

/** Bringing studies into the archive of the organization one acts for. */
@Resolver()
export class StudyImportsResolver {
  private readonly imports: StudyImports;

  constructor(private readonly contexts: PatientContexts, @Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {
    this.imports = options.imageExchange.imports;
  }

  @RequiresAccess('acting')
  @Mutation(() => StudyImportResult, { description: 'Begins at once where it is certain whose the study is; otherwise it waits for somebody to confirm.' })
  async importStudy(@Args('input', { type: () => ImportStudyInput }) { patientKey, studyInstanceUid, sourceId, localNumber, accession }: ImportStudyInput, @Context() context: ApiContext): Promise<ImportAnswer> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const { actor, facts, identity: patient } = opened;
    const outcome = await this.imports.request({ actor, facts }, { patient, studyInstanceUid, sourceId, ...(localNumber && { localNumber }), ...(accession && { accession }) });
    if (outcome.kind === 'import') return toStudyImport(outcome.row);
    return toMissed(outcome, { studyInstanceUid, holderId: this.options.contributedSources.find((source) => source.sourceId === sourceId)?.custodianId ?? '' });
  }

  @RequiresAccess('acting')
  @Query(() => StudyImportsResult, { description: 'Of the organization one acts for, newest first.' })
  async studyImports(@Args('input', { type: () => StudyImportsInput }) { states, offset, limit }: StudyImportsInput, @Context() context: ApiContext): Promise<StudyImportPage | Refusal> {
    const page = await this.imports.list(exchangeRequestOf(context), states ?? undefined, { offset, limit });
    return 'kind' in page ? toExchangeRefusal(page) : { __typename: 'StudyImportPage', total: page.total, imports: page.rows.map(toStudyImport) };
  }

  @RequiresAccess('acting')
  @Query(() => StudyImportReviewResult, { description: 'Whose it is, on both sides.' })
  async studyImport(@Args('importId', { type: () => ID }) importId: string, @Context() context: ApiContext): Promise<StudyImportReview | Refusal> {
    const review = await this.imports.review(exchangeRequestOf(context), importId);
    if ('kind' in review) return toExchangeRefusal(review);
    const { row, local, localNumber, source, sourceNumber } = review;
    return { __typename: 'StudyImportReview', import: toStudyImport(row), local: toPatient(local), source: toPatient(source), sourceNumber: sourceNumber.value, sourceIssuer: sourceNumber.issuer, ...(localNumber !== undefined && { localNumber }) };
  }

  @RequiresAccess('acting')
  @Mutation(() => StudyImportResult, { description: 'Somebody has looked at both sides and says that they are one person.' })
  async confirmStudyImport(@Args('key', { type: () => StudyImportKeyInput }) { importId, version }: StudyImportKeyInput, @Args('localNumber', { type: () => String, nullable: true }) localNumber: string | null, @Context() context: ApiContext): Promise<ImportAnswer> {
    return this.answer(this.imports.confirm(exchangeRequestOf(context), importId, version, localNumber ?? undefined));
  }

  @RequiresAccess('acting')
  @Mutation(() => StudyImportResult)
  async cancelStudyImport(@Args('key', { type: () => StudyImportKeyInput }) { importId, version }: StudyImportKeyInput, @Context() context: ApiContext): Promise<ImportAnswer> {
    return this.answer(this.imports.cancel(exchangeRequestOf(context), importId, version));
  }

  @RequiresAccess('acting')
  @Mutation(() => StudyImportResult, { description: 'Goes on with one that stopped, once the cause was put right.' })
  async resumeStudyImport(@Args('key', { type: () => StudyImportKeyInput }) { importId, version }: StudyImportKeyInput, @Context() context: ApiContext): Promise<ImportAnswer> {
    return this.answer(this.imports.resume(exchangeRequestOf(context), importId, version));
  }

  private async answer(work: ReturnType<StudyImports['confirm']>): Promise<ImportAnswer> {
    const outcome = await work;
    return outcome.kind === 'import' ? toStudyImport(outcome.row) : toMissed(outcome, { studyInstanceUid: '', holderId: '' });
  }
}
