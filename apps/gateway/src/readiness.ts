import type { Composition } from './composition/compose.js';

export interface ReadinessReport {
  readonly isReady: boolean;
  readonly database: 'ok' | 'down';
  readonly portal: 'ok' | 'missing';
  readonly viewer: 'ok' | 'missing';
  /** What each source said when it was first looked at. A source that is down keeps nobody from searching the others. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Tells whether people can search now, and names what they are waiting for. */
export class Readiness {
  constructor(private readonly composition: Pick<Composition, 'isDatabaseReachable' | 'sources'>, private readonly files: { readonly portal: boolean; readonly viewer: boolean }) {}

  async report(): Promise<ReadinessReport> {
    const { isDatabaseReachable, sources } = this.composition;
    const database = (await isDatabaseReachable()) ? 'ok' : 'down';
    const { portal, viewer } = this.files;
    const areSourcesLookedAt = [...sources.health.values()].every((state) => state !== 'pending');
    return {
      isReady: database === 'ok' && portal && viewer && areSourcesLookedAt,
      database, portal: portal ? 'ok' : 'missing', viewer: viewer ? 'ok' : 'missing', sources: Object.fromEntries(sources.health),
    };
  }
}
