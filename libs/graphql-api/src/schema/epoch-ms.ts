import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function asInteger(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new GraphQLError('EpochMs is a whole number of milliseconds.');
  return value;
}

/** A number on the wire: JSON has no date, and a clinical time is text as the source wrote it. */
export const EpochMs = new GraphQLScalarType<number, number>({
  name: 'EpochMs',
  description: 'Milliseconds since the epoch, UTC.',
  serialize: asInteger,
  parseValue: asInteger,
  parseLiteral: (node) => asInteger(node.kind === Kind.INT ? Number(node.value) : undefined),
});
