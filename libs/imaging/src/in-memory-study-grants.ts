import { isLive, type StudyGrant } from './study-grant.js';
import { matchesSelection, type GrantSelection, type StudyGrantStore } from './study-grant-store.js';

/** For unit tests: one process, nothing durable. */
export class InMemoryStudyGrants implements StudyGrantStore {
  readonly all = new Map<string, StudyGrant>();

  async insert(grant: StudyGrant): Promise<void> {
    if (this.all.has(grant.id)) throw new Error('A grant of this id exists.');
    this.all.set(grant.id, grant);
  }

  async findLive(sessionId: string, nowMs: number): Promise<readonly StudyGrant[]> {
    return [...this.all.values()].filter((grant) => grant.sessionId === sessionId && isLive(grant, nowMs));
  }

  async find(id: string, sessionId: string): Promise<StudyGrant | undefined> {
    const grant = this.all.get(id);
    return grant?.sessionId === sessionId ? grant : undefined;
  }

  async noteImagesShown(id: string, atMs: number): Promise<void> {
    const grant = this.all.get(id);
    if (grant) this.all.set(id, { imagesShownAtMs: atMs, ...grant });
  }

  async end(which: GrantSelection, atMs: number): Promise<readonly StudyGrant[]> {
    const ended = [...this.all.values()].filter((grant) => isLive(grant, atMs) && matchesSelection(grant, which)).map((grant) => ({ ...grant, endedAtMs: atMs }));
    for (const grant of ended) this.all.set(grant.id, grant);
    return ended;
  }
}
