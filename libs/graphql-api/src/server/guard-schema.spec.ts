import { describe, expect, it } from '@jest/globals';
import type { Sessions } from '@longview/authentication';
import { graphql, GraphQLBoolean, GraphQLEnumType, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, GraphQLUnionType, type GraphQLFieldConfig } from 'graphql';
import { guardSchema } from './guard-schema.js';

const touched: string[] = [];
const sessions = { recordActivity: async () => void touched.push('activity') } as unknown as Sessions;
const refusalType = new GraphQLObjectType({ name: 'Refusal', fields: { code: { type: new GraphQLEnumType({ name: 'Code', values: Object.fromEntries(['session-ended', 'session-locked', 'organization-not-chosen', 'agreement-required', 'audit-unavailable'].map((value) => [value.toUpperCase().replaceAll('-', '_'), { value }])) }) } } });
const doneType = new GraphQLObjectType({ name: 'Done', fields: { ok: { type: GraphQLBoolean, resolve: () => false } } });
const result = new GraphQLUnionType({ name: 'Result', types: [doneType, refusalType], resolveType: (value: { __typename: string }) => value.__typename });

type Field = GraphQLFieldConfig<unknown, unknown>;
const schemaOf = (fields: Record<string, Field>): GraphQLSchema => new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
const access = (level: string, countsAsActivity = true): Field['extensions'] => ({ access: { level, countsAsActivity } });
const ask = async (field: Field, caller: object, selection = '{ f { ... on Done { ok } ... on Refusal { code } } }') => graphql({ schema: guardSchema(schemaOf({ f: field }), sessions), source: selection, contextValue: { caller, request: {} } });
const done: Field = { type: new GraphQLNonNull(result), extensions: access('acting'), resolve: () => ({ __typename: 'Done', ok: true }) };
const acting = { state: 'live', actor: { organizationId: 'mountain-brow', hasAcceptedAgreement: true } };

describe('the guarded schema', () => {
  it('stops the start for a field that does not say who may ask for it', () => {
    expect(() => guardSchema(schemaOf({ secret: { type: GraphQLString } }), sessions)).toThrow('The field Query.secret does not say who may ask for it');
  });

  it('answers who may, and takes resolvers off everything below the root', async () => {
    expect((await ask(done, acting)).data).toEqual({ f: { ok: true } });
  });

  it.each([[{ state: 'ended' }, 'SESSION_ENDED'], [{ state: 'locked' }, 'SESSION_LOCKED'], [{ state: 'live', actor: {} }, 'ORGANIZATION_NOT_CHOSEN'],
    [{ state: 'live', actor: { organizationId: 'mountain-brow', hasAcceptedAgreement: false } }, 'AGREEMENT_REQUIRED']])('refuses %j as an answer: %s', async (caller, code) => {
    expect((await ask(done, caller)).data).toEqual({ f: { code } });
  });

  it('refuses with nothing where nothing is an answer, and with an error where only a value is', async () => {
    const text: Field = { type: GraphQLString, extensions: access('signed-in'), resolve: () => 'shown' };
    expect(await ask(text, { state: 'locked' }, '{ f }')).toMatchObject({ data: { f: null } });
    const { data, errors } = await ask({ ...text, type: new GraphQLNonNull(GraphQLString) }, { state: 'ended' }, '{ f }');
    expect([data, errors?.[0]?.extensions['code']]).toEqual([null, 'SESSION_ENDED']);
  });

  it('says that nothing was written down when nothing could be', async () => {
    const failing: Field = { ...done, resolve: () => { throw Object.assign(new Error('x'), { code: 'AUDIT_APPEND_FAILED' }); } };
    expect((await ask(failing, acting)).data).toEqual({ f: { code: 'AUDIT_UNAVAILABLE' } });
  });

  it('keeps a session awake by what its user does, not by what a page asks by itself', async () => {
    touched.length = 0;
    await ask(done, acting);
    await ask({ ...done, extensions: access('acting', false) }, acting);
    await ask(done, { state: 'locked' });
    expect(touched).toHaveLength(1);
  });
});
