import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, getOperationAST, parse, type GraphQLEnumType, type GraphQLObjectType } from 'graphql';
import { compileEventText } from './event-text.js';

const schema = buildSchema(`
  type Query { unused: Boolean }
  type Subscription { feed(of: ID): Event!  sparse: Row }
  union Event = Slice | Refusal
  type Refusal { code: Kind!  field: String }
  type Slice { rows: [Row!]!  removed: [ID!]!  isLast: Boolean!  names: [String] }
  type Row { id: ID!  title: String!  count: Int  share: Float  kind: Kind!  parent: Row  tags(first: Int): [String!] }
  enum Kind { IMAGING_STUDY REPORT }
`);
for (const value of (schema.getType('Kind') as GraphQLEnumType).getValues()) value.value = value.name.toLowerCase().replaceAll('_', '-');

const DOCUMENT = `
  subscription Feed($of: ID) { feed(of: $of) { __typename ... on Slice { ...SliceParts isLast } ... on Refusal { why: code field } } }
  fragment SliceParts on Slice { rows { ...RowParts parent { id } parent { title } } removed names }
  fragment RowParts on Row { id name: title count share kind }
`;
function compile(text: string) {
  const document = parse(text);
  return compileEventText(schema, document, getOperationAST(document)!);
}
/** The same by the reference implementation. */
function reference(text: string, root: object): unknown {
  const query = schema.getSubscriptionType()!;
  const executable = Object.assign(Object.create(Object.getPrototypeOf(schema) as object) as typeof schema, schema, { getQueryType: () => query, getRootType: () => query });
  return execute({ schema: executable, document: parse(text.replace('subscription', 'query')), rootValue: root });
}

const row = (fields: object): object => ({ id: 'r1', title: 'Chest', count: 3, share: 0.25, kind: 'imaging-study', parent: undefined, ...fields });
const slice = (...rows: object[]): object => ({ __typename: 'Slice', rows, removed: ['g1'], isLast: false, names: ['a', null] });
const odd = ['', '"', '\\', '\n\u0001', 'Zoë Côté', '\u2028', '😀', '\ud800', 'x'.repeat(60), `${'y'.repeat(60)}"\n`];

describe('an event as text', () => {
  const toText = compile(DOCUMENT)!;

  it('is what the reference implementation answers, whatever the words in it', () => {
    for (const text of odd) {
      const event = slice(row({ title: text, parent: row({ id: text, count: undefined }) }), row({ id: 'r2', kind: 'report', count: -1 }));
      const plain = JSON.parse(JSON.stringify(reference(DOCUMENT, { feed: event }))) as { data: unknown };
      expect(JSON.parse(toText(event)!)).toEqual(plain);
    }
  });

  it('tells the members of a union apart, with the names that were asked for', () => {
    expect(toText({ __typename: 'Refusal', code: 'report' })).toBe('{"data":{"feed":{"__typename":"Refusal","why":"REPORT","field":null}}}');
  });

  it('is left to the executor when the event is not what the schema says', () => {
    for (const event of [undefined, {}, { __typename: 'Elsewhere' }, slice(row({ title: undefined })), slice(row({ kind: 'ct' })), slice(row({ count: 1.5 })), slice(row({ count: 2 ** 31 })), slice(row({ share: Number.NaN })), { ...slice(), rows: undefined }, { ...slice(), removed: 'g1' }, { ...slice(), isLast: 'no' }, slice(row({ title: Promise.resolve('x') }))]) {
      expect(toText(event)).toBeUndefined();
    }
  });

  it('is nothing where nothing may be', () => {
    expect(compile('subscription { sparse { id } }')!(undefined)).toBe('{"data":{"sparse":null}}');
  });

  it('is not written for a document that needs an executor', () => {
    expect(compile('subscription Feed($no: Boolean!) { feed { ... on Slice @include(if: $no) { isLast } } }')).toBeUndefined();
    expect(compile('subscription { sparse { id @skip(if: true) } }')).toBeUndefined();
    expect(compile('subscription { sparse { tags(first: 2) } }')).toBeUndefined();
    const { title } = (schema.getType('Row') as GraphQLObjectType).getFields();
    title!.resolve = () => 'another';
    expect(compile('subscription { sparse { title } }')).toBeUndefined();
    delete title!.resolve;
  });
});
