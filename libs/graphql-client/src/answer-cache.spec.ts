/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';
import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { AnswerCache } from './answer-cache.js';
import { ProvinceDocument, SourcesDocument, UserDocument } from './generated/index.js';

const PROVINCE = { province: { __typename: 'Province', name: { en: 'A', fr: 'B' } } } as never;

function clientOf(answers: readonly unknown[]) {
  let asked = 0;
  const link = new ApolloLink(() => new Observable((sink) => {
    sink.next({ data: answers[Math.min(asked++, answers.length - 1)] as never });
    sink.complete();
  }));
  const cache = new AnswerCache();
  return { client: new ApolloClient({ link, cache }), cache, asked: () => asked };
}

describe('the memory of answers', () => {
  it('asks once for what was answered before', async () => {
    const { client, asked } = clientOf([PROVINCE]);
    const first = await client.query({ query: ProvinceDocument });
    const again = await client.query({ query: ProvinceDocument });
    expect(again.data).toBe(first.data);
    expect(asked()).toBe(1);
  });

  it('keeps the answers to different questions, and to different variables, apart', async () => {
    const { client, asked } = clientOf([{ user: { __typename: 'User', id: '1', name: 'a' } }, { user: { __typename: 'User', id: '1', name: 'b' } }]);
    const [one, other] = [await client.query({ query: UserDocument, variables: { membershipId: '1' } }), await client.query({ query: UserDocument, variables: { membershipId: '2' } })];
    expect([one.data, other.data]).toEqual([{ user: expect.objectContaining({ name: 'a' }) }, { user: expect.objectContaining({ name: 'b' }) }]);
    expect((await client.query({ query: UserDocument, variables: { membershipId: '1' } })).data).toEqual(one.data);
    expect(asked()).toBe(2);
  });

  it('tells those who watch a question of its new answer once, and of no other', async () => {
    const { client } = clientOf([PROVINCE, { province: { __typename: 'Province', name: { en: 'C', fr: 'D' } } }]);
    const seen: unknown[] = [];
    const watching = client.watchQuery({ query: ProvinceDocument }).subscribe(({ data }) => { if (data) seen.push((data as { province: { name: { en: string } } }).province.name.en); });
    await client.query({ query: ProvinceDocument });
    await client.query({ query: ProvinceDocument, fetchPolicy: 'network-only' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(seen).toEqual(['A', 'C']);
    watching.unsubscribe();
  });

  it('keeps an answer that says the same, and wakes nobody', () => {
    const cache = new AnswerCache();
    const callback = jest.fn();
    cache.writeQuery({ query: SourcesDocument, data: { __typename: 'Query', sources: [] } });
    const held = cache.readQuery({ query: SourcesDocument });
    cache.watch({ query: SourcesDocument, optimistic: false, callback });
    cache.writeQuery({ query: SourcesDocument, data: { __typename: 'Query', sources: [] } });
    expect(callback).not.toHaveBeenCalled();
    expect(cache.readQuery({ query: SourcesDocument })).toBe(held);
  });

  it('holds nothing of anybody once it was cleared', async () => {
    const { client, cache } = clientOf([PROVINCE]);
    await client.query({ query: ProvinceDocument });
    await client.clearStore();
    expect(cache.extract()).toEqual({});
    expect(cache.readQuery({ query: ProvinceDocument })).toBeNull();
  });
});
