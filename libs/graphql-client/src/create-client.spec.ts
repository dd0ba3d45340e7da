/** @jest-environment node */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createClient, sessionLossIn } from './create-client.js';
import { KeepSessionAliveDocument, MeDocument } from './generated/index.js';

const answers = (status: number, body: unknown) => jest.fn(async (_url: unknown, _init?: RequestInit) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));
const originalFetch = globalThis.fetch;
afterEach(() => { globalThis.fetch = originalFetch; });

describe('the GraphQL client', () => {
  it('sends the hash of a trusted document and never its text', async () => {
    const fetch = answers(200, { data: { me: null } });
    globalThis.fetch = fetch as typeof globalThis.fetch;
    await createClient({ onSessionLost: () => undefined }).query({ query: MeDocument });
    const body = JSON.parse(String(fetch.mock.calls[0]![1]!.body));
    expect(body.documentId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(body.query).toBe('');
  });

  it('reports a refusal that ends the session and still hands the answer on', async () => {
    const lost: string[] = [];
    globalThis.fetch = answers(200, { data: { keepSessionAlive: { __typename: 'Refusal', code: 'SESSION_LOCKED', field: null } } }) as typeof globalThis.fetch;
    const { data } = await createClient({ onSessionLost: (loss) => lost.push(loss) }).mutate({ mutation: KeepSessionAliveDocument });
    expect(lost).toEqual(['locked']);
    expect(data?.keepSessionAlive.__typename).toBe('Refusal');
  });

  it('reports the session as ended when the gateway answers 401', async () => {
    const lost: string[] = [];
    globalThis.fetch = answers(401, {}) as typeof globalThis.fetch;
    await expect(createClient({ onSessionLost: (loss) => lost.push(loss) }).query({ query: MeDocument })).rejects.toThrow();
    expect(lost).toEqual(['ended']);
  });
});

describe('looking for the loss of a session in an answer', () => {
  it('finds nothing in an ordinary answer or in another refusal', () => {
    expect(sessionLossIn({ report: { __typename: 'Report' } })).toBeUndefined();
    expect(sessionLossIn({ report: { __typename: 'Refusal', code: 'NOT_ALLOWED' } })).toBeUndefined();
    expect(sessionLossIn(null)).toBeUndefined();
  });
  it('tells a session that must first agree or choose an organization', () => {
    for (const code of ['AGREEMENT_REQUIRED', 'ORGANIZATION_NOT_CHOSEN']) expect(sessionLossIn({ a: { __typename: 'Refusal', code } })).toBe('unsettled');
  });
  it('tells ended from locked', () => {
    expect(sessionLossIn({ a: { __typename: 'Refusal', code: 'SESSION_ENDED' } })).toBe('ended');
    expect(sessionLossIn({ a: { __typename: 'Refusal', code: 'SESSION_LOCKED' } })).toBe('locked');
  });
});
