import { Field, ObjectType, createUnionType } from '@nestjs/graphql';
import { RefusalCode, type RefusalReason } from './enums.js';

@ObjectType({ description: "A refusal is an answer, with a stable code and words from the portal's own catalogue." })
export class Refusal {
  readonly __typename: 'Refusal';
  @Field(() => RefusalCode) readonly code: RefusalReason;
  @Field(() => String, { nullable: true }) readonly field?: string;
}

@ObjectType()
export class Done {
  readonly __typename: 'Done';
  @Field(() => Boolean) readonly ok: boolean;
}

/** @param field the input field that was refused, for `invalid-input` only. */
export const refusal = (code: RefusalReason, field?: string): Refusal => ({ __typename: 'Refusal', code, ...(field && { field }) });
export const DONE: Done = { __typename: 'Done', ok: true };

/** Every union tells its members apart by `__typename`, which the resolvers set. */
export const byTypename = (value: { __typename: string }): string => value.__typename;

export const DoneResult = createUnionType({ name: 'DoneResult', types: () => [Done, Refusal] as const, resolveType: byTypename });
