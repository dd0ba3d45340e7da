import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';

interface Entry { readonly payload: AdapterPayload; readonly expiresAtMs: number }

const MAXIMUM_ENTRIES = 20_000;

/**
 * Keeps an OpenID provider's sessions, codes and used assertions in memory, for as long as the sandbox runs.
 * @param client the one client the provider serves. It stands here and not in the provider's settings, because those are
 *   taken over by structuredClone, whose objects the provider does not recognize where modules run in a realm of their own
 * @returns an adapter class with a store of its own, so that two providers in one process never meet
 */
export function createOidcMemory(client: ClientMetadata): new (model: string) => Adapter {
  const entries = new Map<string, Entry>([[`Client:${client.client_id}`, { payload: client as AdapterPayload, expiresAtMs: Infinity }]]);

  const live = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry && entry.expiresAtMs > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };

  return class OidcMemory implements Adapter {
    constructor(readonly model: string) {}

    async upsert(id: string, payload: AdapterPayload, expiresInS?: number): Promise<void> {
      entries.set(this.#key(id), { payload, expiresAtMs: expiresInS ? Date.now() + expiresInS * 1000 : Infinity });
      if (entries.size > MAXIMUM_ENTRIES) entries.delete([...entries.keys()].find((key) => !key.startsWith('Client:'))!);
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      return live(this.#key(id));
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return this.#first(({ payload }) => payload.uid === uid);
    }

    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return this.#first(({ payload }) => payload.userCode === userCode);
    }

    async consume(id: string): Promise<void> {
      const payload = live(this.#key(id));
      if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      entries.delete(this.#key(id));
    }

    /** A grant taken back takes with it the things of this kind that were issued under it; the log-in under way, which names it too, goes on. */
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of entries) if (key.startsWith(`${this.model}:`) && payload.grantId === grantId) entries.delete(key);
    }

    #key(id: string): string {
      return `${this.model}:${id}`;
    }

    #first(matches: (entry: Entry) => boolean): AdapterPayload | undefined {
      for (const [key, entry] of entries) if (key.startsWith(`${this.model}:`) && matches(entry)) return live(key);
      return undefined;
    }
  };
}
