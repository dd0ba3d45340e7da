import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { applyImport, compareWithHrList, previewImport, userTemplate, type CsvFault, type ImportPreview as ImportPreviewFacts, type UserRegistry } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { Language } from '../schema/enums.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from './change-request.js';
import { toUserChange } from './to-user.js';
import { FileFault, HrComparison, HrComparisonResult, ImportPreview, ImportPreviewResult, ImportResult, UserImportInput } from './user-files.models.js';
import type { UsersChanged, WrongInput } from './users.models.js';

const toPreview = ({ rows, digest }: ImportPreviewFacts): ImportPreview => ({ __typename: 'ImportPreview', rows, digest });
const toFault = ({ problem, ...where }: CsvFault): FileFault => ({ __typename: 'FileFault', fault: problem, ...where });

/** Files of users: registering many at once, and the HR list beside those who are here. */
@Resolver()
export class UserFilesResolver {
  private readonly registry: UserRegistry;

  constructor(@Inject(GRAPHQL_API) { userRegistry }: GraphqlApiOptions) {
    this.registry = userRegistry;
  }

  @RequiresAccess('acting')
  @Query(() => String, { nullable: true, description: 'A CSV file to fill in.' })
  async userImportTemplate(@Args('language', { type: () => Language }) language: 'en' | 'fr', @Context() context: ApiContext): Promise<string | null> {
    const found = await this.registry.organization(changeRequestOf(context));
    return 'kind' in found ? null : userTemplate(language, [...found.organization.sourceIds]);
  }

  @RequiresAccess('acting')
  @Mutation(() => ImportPreviewResult, { description: 'Says of every row what it would do. Changes nothing.' })
  async previewUserImport(@Args('input', { type: () => UserImportInput }) input: UserImportInput, @Context() context: ApiContext): Promise<ImportPreview | FileFault | Refusal> {
    const outcome = await previewImport(this.registry, changeRequestOf(context), input);
    switch (outcome.kind) {
      case 'preview': return toPreview(outcome);
      case 'file-fault': return toFault(outcome.fault);
      case 'refused': return toChangeRefusal(outcome);
    }
  }

  @RequiresAccess('acting')
  @Mutation(() => ImportResult, { description: 'Requests everybody who is new in the file, or nobody: a preview again when anything changed or is wrong.' })
  async applyUserImport(@Args('input', { type: () => UserImportInput }) { content, reason }: UserImportInput, @Args('digest', { type: () => String }) digest: string, @Context() context: ApiContext): Promise<UsersChanged | ImportPreview | FileFault | WrongInput | Refusal> {
    const outcome = await applyImport(this.registry, changeRequestOf(context), { content, reason, digest });
    if (outcome.kind === 'preview') return toPreview(outcome);
    return outcome.kind === 'file-fault' ? toFault(outcome.fault) : toUserChange(outcome);
  }

  @RequiresAccess('acting')
  @Mutation(() => HrComparisonResult, { description: 'Keeps the date and who was in the list, for the next attestation; nothing else of the list.' })
  async compareHrList(@Args('content', { type: () => String }) content: string, @Context() context: ApiContext): Promise<HrComparison | FileFault | WrongInput | Refusal> {
    const outcome = await compareWithHrList(this.registry, changeRequestOf(context), content);
    switch (outcome.kind) {
      case 'file-fault': return toFault(outcome.fault);
      case 'wrong': return { __typename: 'WrongInput', problems: outcome.problems };
      case 'refused': return toChangeRefusal(outcome);
      case 'comparison': return {
        __typename: 'HrComparison', comparedAt: outcome.comparedAtMs,
        inBoth: outcome.inBoth.map(({ user: { membershipId, familyName, givenName }, differences }) => ({ membershipId, familyName, givenName, differences })),
        onlyHere: outcome.onlyHere.map(({ membershipId, version, familyName, givenName, jobTitle, status }) => ({ membershipId, version, familyName, givenName, jobTitle, status })),
        onlyInHr: outcome.onlyInHr.map(({ line, cells: { familyName, givenName, jobTitle } }) => ({ line, familyName, givenName, jobTitle })),
      };
    }
  }
}
