import { GraphQLError, Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** The deepest thing the portal asks for is seven levels deep. */
export const MAX_DEPTH = 10;
/** A field of the root may make us ask every source; all others are properties that are already there. */
const COST_OF_ROOT_FIELD = 100;
export const MAX_COST = 500;
export const MAX_TOKENS = 3_000;

interface Size { readonly depth: number; readonly cost: number }

/** @throws {GraphQLError} for an operation that is deeper or costs more than any page of ours needs. */
export function assertWithinLimits(document: DocumentNode): void {
  const { depth, cost } = sizeOf(document);
  if (depth > MAX_DEPTH) throw new GraphQLError('The operation is too deep.', { extensions: { code: 'OPERATION_TOO_DEEP', http: { status: 400 } } });
  if (cost > MAX_COST) throw new GraphQLError('The operation asks for too much.', { extensions: { code: 'OPERATION_TOO_COSTLY', http: { status: 400 } } });
}

/** Fragments are measured once each, so that fragments of fragments cannot make the measuring itself expensive. */
function sizeOf(document: DocumentNode): Size {
  const fragments = new Map(document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]));
  const measured = new Map<string, Size>();
  const sizeOfFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that contains itself is refused by validation; until then it counts as empty.
    measured.set(name, { depth: 0, cost: 0 });
    const fragment = fragments.get(name);
    const size = fragment ? sizeOfSet(fragment.selectionSet, 1) : { depth: 0, cost: 0 };
    measured.set(name, size);
    return size;
  };
  const sizeOfSet = (set: SelectionSetNode, costOfField: number): Size => {
    let depth = 0;
    let cost = 0;
    for (const selection of set.selections) {
      let size: Size;
      if (selection.kind === Kind.FRAGMENT_SPREAD) size = sizeOfFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) size = sizeOfSet(selection.selectionSet, costOfField);
      else {
        const below = selection.selectionSet ? sizeOfSet(selection.selectionSet, 1) : { depth: 0, cost: 0 };
        size = { depth: below.depth + 1, cost: below.cost + (selection.name.value === '__typename' ? 0 : costOfField) };
      }
      depth = Math.max(depth, size.depth);
      cost += size.cost;
    }
    return { depth, cost };
  };
  const sizes = document.definitions.map((one) => (one.kind === Kind.OPERATION_DEFINITION ? sizeOfSet(one.selectionSet, COST_OF_ROOT_FIELD) : { depth: 0, cost: 0 }));
  return { depth: Math.max(0, ...sizes.map(({ depth }) => depth)), cost: Math.max(0, ...sizes.map(({ cost }) => cost)) };
}
