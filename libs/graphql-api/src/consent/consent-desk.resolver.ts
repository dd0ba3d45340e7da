import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { SubjectIdentity } from '@longview/clinical-model';
import type { ChangeRefusal } from '@longview/participants';
import type { DirectiveScope, Letter, StoredDirective } from '@longview/patient-consent';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import {
  ConsentFileResult, ConsentLetterResult, ConsentNoticesResult, ConsentPatientInput, ConsentPeopleResult, DirectiveHistoryResult, DirectiveInput, DirectiveResult,
  type ConsentDirective, type ConsentFile, type ConsentLetter, type ConsentNoticePage, type ConsentPeople, type DirectiveHistory,
} from './consent-desk.models.js';
import { readConsentPatient } from './read-consent-patient.js';
import { toDirectives } from './to-directive.js';

/** The consent desk of a custodian's privacy contact. The service decides who may; a refusal looks like anything that is not there. */
@Resolver()
export class ConsentDeskResolver {
  private readonly systems: ReadonlySet<string>;

  constructor(@Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'consent' | 'sealer' | 'clock' | 'province'>) {
    const { sources, identifierDomains } = options.province;
    this.systems = new Set([...sources.map(({ identifierSystem }) => identifierSystem), ...identifierDomains.map(({ system }) => system)].filter((system) => system !== undefined));
  }

  @RequiresAccess('acting')
  @Mutation(() => ConsentFileResult, { description: "Opens one patient's directives at the desk; written down before it answers." })
  async openConsentFile(@Args('patient', { type: () => ConsentPatientInput }) input: ConsentPatientInput, @Context() context: ApiContext): Promise<ConsentFile | Refusal> {
    const patient = readConsentPatient(input, this.systems, new Date(this.options.clock.nowMs()).toISOString().slice(0, 10));
    if ('invalid' in patient) return refusal('invalid-input', patient.invalid);
    return this.fileOf(context, patient, this.options.sealer.seal(JSON.stringify(patient), purposeOf(context)));
  }

  @RequiresAccess('acting')
  @Mutation(() => ConsentFileResult, { description: 'The same file again, after a change or a reload.' })
  async consentFile(@Args('fileKey', { type: () => ID }) fileKey: string, @Context() context: ApiContext): Promise<ConsentFile | Refusal> {
    const patient = this.patientOf(fileKey, context);
    return patient ? this.fileOf(context, patient, fileKey) : refusal('patient-not-open');
  }

  @RequiresAccess('acting')
  @Mutation(() => DirectiveResult)
  async enterDirective(@Args('fileKey', { type: () => ID }) fileKey: string, @Args('input', { type: () => DirectiveInput }) input: DirectiveInput, @Context() context: ApiContext): Promise<ConsentDirective | Refusal> {
    const patient = this.patientOf(fileKey, context);
    if (!patient) return refusal('patient-not-open');
    const { startsAt = null, endsAt = null, requestedBy, exceptOrganizationIds, exceptUserIds } = input;
    return this.answer(await this.options.consent.desk.enter(changeRequestOf(context), patient, {
      scope: scopeOf(input), exceptions: { organizationIds: exceptOrganizationIds ?? [], userIds: exceptUserIds ?? [] }, requestedBy,
      startsAtMs: startsAt ?? this.options.clock.nowMs(), ...(endsAt !== null && { endsAtMs: endsAt }),
    }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DirectiveResult, { description: 'Another period or other exceptions; for another restriction, withdraw it and enter a new one.' })
  async changeDirective(
    @Args('directiveId', { type: () => ID }) directiveId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('startsAt', { type: () => EpochMs }) startsAtMs: number,
    @Args('endsAt', { type: () => EpochMs, nullable: true }) endsAtMs: number | null | undefined,
    @Args('exceptOrganizationIds', { type: () => [ID] }) organizationIds: readonly string[],
    @Args('exceptUserIds', { type: () => [ID] }) userIds: readonly string[],
    @Context() context: ApiContext,
  ): Promise<ConsentDirective | Refusal> {
    return this.answer(await this.options.consent.desk.change(changeRequestOf(context), { directiveId, version }, { startsAtMs, exceptions: { organizationIds, userIds }, ...(typeof endsAtMs === 'number' && { endsAtMs }) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DirectiveResult, { description: 'It ends now and stays in the history.' })
  async withdrawDirective(@Args('directiveId', { type: () => ID }) directiveId: string, @Args('version', { type: () => Int }) version: number, @Context() context: ApiContext): Promise<ConsentDirective | Refusal> {
    return this.answer(await this.options.consent.desk.withdraw(changeRequestOf(context), { directiveId, version }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DirectiveResult, { description: 'The letter about this version went to the patient on this day.' })
  async confirmDirective(
    @Args('directiveId', { type: () => ID }) directiveId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('on', { type: () => String, description: 'YYYY-MM-DD' }) on: string,
    @Context() context: ApiContext,
  ): Promise<ConsentDirective | Refusal> {
    return this.answer(await this.options.consent.desk.confirm(changeRequestOf(context), { directiveId, version }, on));
  }

  @RequiresAccess('acting')
  @Query(() => DirectiveHistoryResult)
  async directiveHistory(@Args('directiveId', { type: () => ID }) directiveId: string, @Context() context: ApiContext): Promise<DirectiveHistory | Refusal> {
    const changes = await this.options.consent.desk.historyOf(changeRequestOf(context), directiveId);
    if ('kind' in changes) return toChangeRefusal(changes);
    return { __typename: 'DirectiveHistory', changes: changes.map(({ occurredAtMs, startsAtMs, endsAtMs, ...change }) => ({ ...change, occurredAt: occurredAtMs, startsAt: startsAtMs, ...(endsAtMs !== undefined && { endsAt: endsAtMs }) })) };
  }

  @RequiresAccess('acting')
  @Query(() => ConsentLetterResult, { description: 'Confirms to the patient how the directive stands.' })
  async directiveLetter(@Args('directiveId', { type: () => ID }) directiveId: string, @Context() context: ApiContext): Promise<ConsentLetter | Refusal> {
    return toLetter(await this.options.consent.desk.letterOf(changeRequestOf(context), directiveId));
  }

  @RequiresAccess('acting')
  @Query(() => ConsentNoticesResult, { description: 'Notices that overrides by people of this organization make necessary, newest first. At most 100 a page.' })
  async consentNotices(
    @Args('isDone', { type: () => Boolean }) isDone: boolean,
    @Args('offset', { type: () => Int }) offset: number,
    @Args('limit', { type: () => Int }) limit: number,
    @Context() context: ApiContext,
  ): Promise<ConsentNoticePage | Refusal> {
    const page = await this.options.consent.notices.list(changeRequestOf(context), { isDone, offset, limit });
    if ('kind' in page) return toChangeRefusal(page);
    return {
      __typename: 'ConsentNoticePage', total: page.total,
      notices: page.notices.map(({ id, kind, createdAtMs, doneOn, patientName, byName, ground, overrideStartedAtMs, overrideEndedAtMs }) => ({
        __typename: 'ConsentNotice', noticeId: id, kind, createdAt: createdAtMs, patientName, byName, ground, overrideStartedAt: overrideStartedAtMs,
        ...(doneOn !== undefined && { doneOn }), ...(overrideEndedAtMs !== undefined && { overrideEndedAt: overrideEndedAtMs }),
      })),
    };
  }

  @RequiresAccess('acting')
  @Query(() => ConsentLetterResult)
  async consentNoticeLetter(@Args('noticeId', { type: () => ID }) noticeId: string, @Context() context: ApiContext): Promise<ConsentLetter | Refusal> {
    return toLetter(await this.options.consent.notices.letterOf(changeRequestOf(context), noticeId));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'The notice was sent or, the custodian’s own, taken note of, today.' })
  async noteConsentNoticeDone(@Args('noticeId', { type: () => ID }) noticeId: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    const noted = await this.options.consent.notices.noteDone(changeRequestOf(context), noticeId);
    return noted.kind === 'noted' ? DONE : toChangeRefusal(noted);
  }

  @RequiresAccess('acting')
  @Query(() => ConsentPeopleResult, { description: 'People whom a directive may name, by words of their name; for the consent desk.' })
  async consentPeople(@Args('text', { type: () => String }) text: string, @Context() context: ApiContext): Promise<ConsentPeople | Refusal> {
    const people = await this.options.consent.desk.findPeople(changeRequestOf(context), text);
    if ('kind' in people) return toChangeRefusal(people);
    return { __typename: 'ConsentPeople', people: people.map(({ userId, displayName, organizations }) => ({ userId, displayName, organizationNames: organizations.map(({ name }) => name) })) };
  }

  private async fileOf(context: ApiContext, patient: SubjectIdentity, fileKey: string): Promise<ConsentFile | Refusal> {
    const directives = await this.options.consent.desk.directivesOf(changeRequestOf(context), patient);
    if ('kind' in directives) return toChangeRefusal(directives);
    const { names: [name], birthDate = '' } = patient;
    return { __typename: 'ConsentFile', fileKey, patientName: [...(name?.given ?? []), name?.family ?? ''].join(' '), birthDate, directives: await this.shown(directives) };
  }

  /** The patient behind a file key of this session; `undefined` for any other word. */
  private patientOf(fileKey: string, context: ApiContext): SubjectIdentity | undefined {
    const opened = this.options.sealer.open(fileKey, purposeOf(context));
    return opened === undefined ? undefined : (JSON.parse(opened) as SubjectIdentity);
  }

  private async answer(outcome: StoredDirective | ChangeRefusal): Promise<ConsentDirective | Refusal> {
    return 'kind' in outcome ? toChangeRefusal(outcome) : (await this.shown([outcome]))[0]!;
  }

  private shown(directives: readonly StoredDirective[]): Promise<readonly ConsentDirective[]> {
    return toDirectives(directives, this.options.consent.parties, this.options.clock.nowMs());
  }
}

/** In this session and for this organization only. */
function purposeOf(context: ApiContext): string {
  const { sessionId, organizationId } = actorOf(context);
  return `consent file of session ${sessionId} for ${organizationId}`;
}

function scopeOf({ scope, custodianId = '', userId = '' }: DirectiveInput): DirectiveScope {
  switch (scope) {
    case 'everything': return { kind: scope };
    case 'person': return { kind: scope, userId: userId ?? '' };
    default: return { kind: scope, custodianId: custodianId ?? '' };
  }
}

function toLetter(letter: Letter | ChangeRefusal): ConsentLetter | Refusal {
  return 'kind' in letter ? toChangeRefusal(letter) : { __typename: 'ConsentLetter', ...letter };
}
