import { ApolloCache, type Cache, type DocumentNode, type OperationVariables, type Reference, type Transaction, type Unmasked } from '@apollo/client';

type Watch = Cache.WatchOptions;
type OnWatchUpdated = Cache.BatchOptions<AnswerCache>['onWatchUpdated'];

/**
 * Keeps answers as they came, each under its question. Two answers are never put together: what one page learned of
 * somebody reaches another page only when that page asks.
 */
export class AnswerCache extends ApolloCache {
  override readonly assumeImmutableResults = true;
  private readonly watches = new Set<Watch>();
  private readonly changed = new Set<string>();
  private readonly names = new WeakMap<DocumentNode, number>();
  private answers = new Map<string, Cache.DiffResult<unknown>>();
  private documents = 0;
  private depth = 0;

  override read<TData>(question: Cache.ReadOptions<TData>): Unmasked<TData> | null {
    return this.diff<TData>(question).result as Unmasked<TData> | null;
  }

  override write<TData>({ query, variables, result, broadcast }: Cache.WriteOptions<TData>): Reference | undefined {
    const key = this.keyOf(query, variables);
    // An answer that says the same stays the same object: nobody who looks at it need look again.
    if (JSON.stringify(this.answers.get(key)?.result) !== JSON.stringify(result)) {
      this.answers.set(key, { result, complete: true });
      this.changed.add(key);
      if (broadcast !== false) this.tell();
    }
    return undefined;
  }

  override diff<TData>({ query, variables }: Cache.DiffOptions<TData>): Cache.DiffResult<TData> {
    return (this.answers.get(this.keyOf(query, variables)) ?? UNANSWERED) as Cache.DiffResult<TData>;
  }

  override watch<TData, TVariables extends OperationVariables>(watch: Cache.WatchOptions<TData, TVariables>): () => void {
    const kept = watch as unknown as Watch;
    this.watches.add(kept);
    if (kept.immediate) this.tellOne(kept);
    return () => { this.watches.delete(kept); };
  }

  override batch<U>({ update, onWatchUpdated }: Cache.BatchOptions<this, U>): U {
    this.depth++;
    try {
      return update(this);
    } finally {
      this.depth--;
      this.tell(onWatchUpdated as OnWatchUpdated);
    }
  }

  override performTransaction(transaction: Transaction): void {
    this.batch({ update: transaction });
  }

  override reset({ discardWatches = false }: Cache.ResetOptions = {}): Promise<void> {
    for (const key of this.answers.keys()) this.changed.add(key);
    this.answers = new Map();
    if (discardWatches) this.watches.clear();
    this.tell();
    return Promise.resolve();
  }

  /** Answers have no parts that could be taken out of them. */
  override evict(): boolean {
    return false;
  }

  override fragmentMatches(): boolean {
    return false;
  }

  override extract(): unknown {
    return Object.fromEntries(this.answers);
  }

  /** Nothing outlives the page. */
  override restore(): this {
    return this;
  }

  override removeOptimistic(): void {
    // Nothing is shown before the gateway said so.
  }

  private keyOf(query: DocumentNode, variables: object | undefined): string {
    let name = this.names.get(query);
    if (name === undefined) this.names.set(query, name = this.documents++);
    return `${name} ${JSON.stringify(variables ?? {})}`;
  }

  private tell(onWatchUpdated?: OnWatchUpdated): void {
    if (this.depth > 0 || this.changed.size === 0) return;
    const changed = new Set(this.changed);
    this.changed.clear();
    for (const watch of [...this.watches]) if (changed.has(this.keyOf(watch.query, watch.variables))) this.tellOne(watch, onWatchUpdated);
  }

  private tellOne(watch: Watch, onWatchUpdated?: OnWatchUpdated): void {
    const diff = this.diff(watch);
    const { lastDiff } = watch;
    if (onWatchUpdated?.call(this, watch, diff, lastDiff) === false) return;
    watch.lastDiff = diff;
    watch.callback(diff, lastDiff);
  }
}

const UNANSWERED: Cache.DiffResult<unknown> = { result: null, complete: false };
