import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { NO_BASIS } from '@longview/clinical-model';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { PatientContexts } from '../patients/patient-contexts.js';
import { toRelationship } from '../relationship/relationship.models.js';
import { toCompleteness } from '../schema/completeness.js';
import { toRefusal } from '../schema/to-refusal.js';
import { toPatient } from '../schema/patient.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import { mayOpenDirectly } from './may-open-directly.js';
import { OpenPatientResult, OpenedPatient, PatientSearchInput, PatientSearchResult, type PatientSearchAnswer } from './patient-search.models.js';
import { readSearchInput } from './read-search-input.js';

/** Finding and opening a patient. */
@Resolver()
export class PatientSearchResolver {
  private readonly authorityIds: ReadonlySet<string>;
  private readonly systems: ReadonlySet<string>;

  constructor(private readonly contexts: PatientContexts, @Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {
    const { sources, identifierDomains } = options.province;
    this.authorityIds = new Set(sources.filter(({ isIdentityAuthority }) => isIdentityAuthority).map(({ id }) => id));
    this.systems = new Set([...sources.map(({ identifierSystem }) => identifierSystem), ...identifierDomains.map(({ system }) => system)].filter((system) => system !== undefined));
  }

  @RequiresAccess('acting')
  @Mutation(() => PatientSearchResult, { description: 'A search is written down before it is answered.' })
  async findPatients(@Args('input', { type: () => PatientSearchInput }) input: PatientSearchInput, @Context() context: ApiContext): Promise<PatientSearchAnswer | Refusal> {
    const query = readSearchInput(input, this.systems, new Date(this.options.clock.nowMs()).toISOString().slice(0, 10));
    if ('invalid' in query) {
      this.options.log.info({ requestId: context.facts.requestId, field: query.invalid }, 'a search was refused at its input');
      return refusal('invalid-input', query.invalid);
    }
    const actor = actorOf(context);
    const found = await this.options.disclosure.disclosePatients(actor, query, context.facts);
    if (found.kind !== 'patients') return toRefusal(found);
    const keys = await this.contexts.keepCandidates(actor, found.candidates.map(({ identity }) => identity));
    return {
      __typename: 'PatientSearchAnswer',
      candidates: found.candidates.map(({ shownIdentity, members, hasSimilarName }, index) => ({
        candidateKey: keys[index]!, patient: toPatient(shownIdentity), hasSimilarName,
        sourceIds: [...new Set(members.map(({ provenance }) => provenance.sourceId))],
      })),
      completeness: toCompleteness(found.completeness),
      mayOpenDirectly: mayOpenDirectly(query, found, this.authorityIds),
    };
  }

  @RequiresAccess('acting')
  @Mutation(() => OpenPatientResult)
  async openPatient(@Args('candidateKey', { type: () => ID }) candidateKey: string, @Context() context: ApiContext): Promise<OpenedPatient | Refusal> {
    const actor = actorOf(context);
    const identity = await this.contexts.findCandidate(actor, candidateKey);
    if (!identity) return refusal('patient-not-open');
    const explanation = (await this.options.relationships.find(actor, identity)) ?? { basis: NO_BASIS, purposeOfUse: actor.purposeOfUse };
    const patientKey = await this.contexts.keepOpened(actor, identity, explanation);
    await this.options.directory.notePatientOpened(actor.userId, actor.organizationId);
    return { __typename: 'OpenedPatient', patientKey, patient: toPatient(await this.options.disclosure.shownIdentity(actor, identity)), relationship: toRelationship(explanation.basis) };
  }

  @RequiresAccess('acting')
  @Query(() => OpenedPatient, { nullable: true, description: "An opened patient's banner, after a reload. Null when the key is not this session's." })
  async openedPatient(@Args('patientKey', { type: () => ID }) patientKey: string, @Context() context: ApiContext): Promise<OpenedPatient | null> {
    const opened = await this.contexts.findOpened(context, patientKey);
    return opened ? { __typename: 'OpenedPatient', patientKey, patient: toPatient(await this.options.disclosure.shownIdentity(opened.actor, opened.identity)), relationship: toRelationship(opened.basis) } : null;
  }
}
