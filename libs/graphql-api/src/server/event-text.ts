import { getNamedType, GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType, Kind, typeFromAST, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLEnumType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLScalarType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** Writes one value as JSON behind the others, or throws because it is not what the schema says. */
type Writer = (value: unknown, text: string[]) => void;

/** One for all: nobody reads it, since the executor then says in its own words what is wrong. */
const UNFIT = new Error('The event is not what the schema says.');

/** The document uses what is not written here (directives, arguments below the root). */
class NotWritten extends Error {}

/**
 * Compiles what a subscription selects into a function from an event to its text `{"data":{…}}`: a row is written once, without the
 * objects between. The values below the root are plain properties already (`guardSchema` leaves them no resolvers).
 * @returns `undefined` for a document that needs an executor; the function gives `undefined` for an event that does.
 */
export function compileEventText(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): ((event: unknown) => string | undefined) | undefined {
  try {
    const root = schema.getSubscriptionType()!;
    const writers = new Writers(schema, new Map(document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one])));
    const [[name, [node]]] = [...writers.fieldsOf(root, [operation.selectionSet])] as [[string, FieldNode[]]];
    const write = writers.writerOf(root.getFields()[node!.name.value]!.type, [node!]);
    const start = `{"data":{${JSON.stringify(name)}:`;
    return (event) => {
      // Joined once: a text that grows piece by piece is a tree, which costs twice as much to build and read.
      const text = [start];
      try {
        write(event, text);
        text.push('}}');
        return text.join('');
      } catch {
        return undefined;
      }
    };
  } catch (error) {
    if (error instanceof NotWritten) return undefined;
    throw error;
  }
}

class Writers {
  constructor(private readonly schema: GraphQLSchema, private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  writerOf(type: GraphQLOutputType, nodes: readonly FieldNode[]): Writer {
    if (!isNonNullType(type)) {
      const write = this.presentWriterOf(type, nodes);
      return (value, text) => (value === undefined || value === null ? void text.push('null') : write(value, text));
    }
    // What is missing is no text, number, list or object, and thereby unfit.
    return this.presentWriterOf(type.ofType, nodes);
  }

  private presentWriterOf(type: GraphQLOutputType, nodes: readonly FieldNode[]): Writer {
    if (isListType(type)) return listWriter(this.writerOf(type.ofType, nodes));
    const named = getNamedType(type);
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    if (isObjectType(named)) return this.objectWriter(named, sets);
    if (isAbstractType(named)) {
      const writers = new Map(this.schema.getPossibleTypes(named).map((member) => [member.name, this.objectWriter(member, sets)]));
      return (value, text) => (writers.get((value as { readonly __typename: string }).__typename) ?? unfit)(value, text);
    }
    return isEnumType(named) ? enumWriter(named) : scalarWriter(named as GraphQLScalarType);
  }

  private objectWriter(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Writer {
    const typeFields = type.getFields();
    const members = [...this.fieldsOf(type, sets)].map(([name, nodes], index) => {
      const key = nodes[0]!.name.value;
      const label = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
      if (key === '__typename') return { label: `${label}${JSON.stringify(type.name)}`, key, write: NOTHING_MORE };
      const field = typeFields[key]!;
      if (field.resolve || field.args.length > 0) throw new NotWritten();
      return { label, key, write: this.writerOf(field.type, nodes) };
    });
    if (members.length === 0) return (_value, text) => void text.push('{}');
    return (value, text) => {
      if (typeof value !== 'object' || value === null) return unfit();
      for (const { label, key, write } of members) {
        text.push(label);
        write((value as Readonly<Record<string, unknown>>)[key], text);
      }
      text.push('}');
    };
  }

  /** The fields selected of one type under the names that they have in the answer, in the order in which they are asked for. */
  fieldsOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if ((selection.directives?.length ?? 0) > 0) throw new NotWritten();
        if (selection.kind === Kind.FIELD) {
          const name = selection.alias?.value ?? selection.name.value;
          fields.set(name, [...(fields.get(name) ?? []), selection]);
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value)!;
        const condition = fragment.typeCondition && typeFromAST(this.schema, fragment.typeCondition);
        if (!condition || condition === type || (isAbstractType(condition) && this.schema.isSubType(condition, type))) collect(fragment.selectionSet);
      }
    };
    for (const set of sets) collect(set);
    return fields;
  }
}

const NOTHING_MORE: Writer = () => undefined;

function unfit(): never {
  throw UNFIT;
}

function listWriter(write: Writer): Writer {
  return (value, text) => {
    if (!Array.isArray(value)) return unfit();
    text.push('[');
    for (let i = 0; i < value.length; i++) {
      if (i > 0) text.push(',');
      write(value[i], text);
    }
    text.push(']');
  };
}

function enumWriter(type: GraphQLEnumType): Writer {
  const words = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, JSON.stringify(name)]));
  return (value, text) => void text.push(words.get(value) ?? unfit());
}

function scalarWriter(type: GraphQLScalarType): Writer {
  const toText = scalarText(type);
  return (value, text) => void text.push(toText(value));
}

function scalarText(type: GraphQLScalarType): (value: unknown) => string {
  switch (type) {
    case GraphQLString: case GraphQLID: return (value) => (typeof value === 'string' ? quoted(value) : unfit());
    case GraphQLBoolean: return (value) => (typeof value === 'boolean' ? String(value) : unfit());
    case GraphQLInt: return (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : unfit());
    case GraphQLFloat: return (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : unfit());
    default: return (value) => JSON.stringify(type.serialize(value)) ?? unfit();
  }
}

/** Longer texts are looked through faster by the platform. */
const SHORT = 40;

/** Most texts of a row are short, and need nothing but their quotation marks. */
function quoted(text: string): string {
  if (text.length > SHORT) return JSON.stringify(text);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || unit > 0xd7ff) return JSON.stringify(text);
  }
  return `"${text}"`;
}
