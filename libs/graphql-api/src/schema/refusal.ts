import { Field, ObjectType, createUnionType } from '@nestjs/graphql';
import { RefusalCode, type RefusalReason } from './enums.js';

@ObjectType({ description: "A refusal is an answer, with a stable code and words from the portal's own catalogue." })
export class Refusal {
  readonly __typename: 'Refusal';
  @Field(() => RefusalCode) readonly code: RefusalReason;
  @Field(() => String, { nullable: true }) readonly field?: string;
  @Field(() => String, { nullable: true, description: "What is wrong with the field, as a stable word; the words are the portal's." }) readonly problem?: string;
}

@ObjectType()
export class Done {
  readonly __typename: 'Done';
  @Field(() => Boolean) readonly ok: boolean;
}

/**
 * @param field the input field that was refused, for `invalid-input` only.
 * @param problem what is wrong with it, where there is more than one thing that can be.
 */
export const refusal = (code: RefusalReason, field?: string, problem?: string): Refusal => ({ __typename: 'Refusal', code, ...(field && { field }), ...(problem && { problem }) });
export const DONE: Done = { __typename: 'Done', ok: true };

/** Every union tells its members apart by `__typename`, which the resolvers set. */
export const byTypename = (value: { __typename: string }): string => value.__typename;

export const DoneResult = createUnionType({ name: 'DoneResult', types: () => [Done, Refusal] as const, resolveType: byTypename });
