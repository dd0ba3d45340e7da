import { Field, ID, ObjectType, createUnionType } from '@nestjs/graphql';
import type { AccessBasis, RelationshipKind as RelationshipKindName } from '@longview/clinical-model';
import { RelationshipKind, RelationshipState } from '../schema/enums.js';
import { LocalizedText } from '../schema/localized-text.js';
import { Refusal, byTypename } from '../schema/refusal.js';

@ObjectType({ description: 'Why this person may be with an opened patient.' })
export class Relationship {
  @Field(() => RelationshipState) readonly state: AccessBasis['relationship'];
  @Field(() => RelationshipKind, { nullable: true, description: 'For FOUND.' }) readonly kind?: RelationshipKindName;
  @Field(() => ID, { nullable: true, description: 'Code of the reason that was stated, now or earlier.' }) readonly reason?: string;
}

@ObjectType({ description: 'One reason of the province’s closed list.' })
export class AccessReason {
  @Field(() => ID) readonly code: string;
  @Field(() => LocalizedText) readonly label: LocalizedText;
}

@ObjectType()
export class RelationshipAnswer {
  readonly __typename: 'RelationshipAnswer';
  @Field(() => Relationship) readonly relationship: Relationship;
  @Field(() => [AccessReason], { description: 'What may be stated where nothing was found; empty otherwise.' }) readonly reasons: readonly AccessReason[];
  @Field(() => Boolean, { description: 'False: a source of the organization did not answer in time, so a visit there may not have been seen.' }) readonly isComplete: boolean;
}

export const RelationshipResult = createUnionType({ name: 'RelationshipResult', types: () => [RelationshipAnswer, Refusal] as const, resolveType: byTypename });

export function toRelationship(basis: AccessBasis): Relationship {
  switch (basis.relationship) {
    case 'missing': return { state: 'missing' };
    case 'found': return { state: 'found', kind: basis.kind, ...(basis.reason !== undefined && { reason: basis.reason }) };
    case 'stated': return { state: 'stated', reason: basis.reason };
  }
}
