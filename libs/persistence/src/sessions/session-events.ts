import { EventEmitter } from 'node:events';
import pg from 'pg';

const CHANNEL = 'longview_session_event';
const RECONNECT_MS = [100, 250, 500, 1_000, 2_000];
/** A connection that died without a word is noticed by asking. */
const HEARTBEAT_MS = 10_000;

/** What every instance must know within seconds: about a session, or about one patient's consent. Names no patient. */
export type SessionEvent =
  | {
    readonly kind: 'ended' | 'locked' | 'unlocked' | 'patient-closed' | 'grant-ended';
    readonly sessionId: string;
    /** The opened patient or the grant, by opaque id. */
    readonly subjectId?: string;
  }
  /** `patientKeys`: keyed hashes of one patient's identifiers, as in the access log. */
  | { readonly kind: 'consent-changed'; readonly patientKeys: readonly string[]; readonly sessionId?: undefined; readonly subjectId?: undefined };

/** SQL that tells every instance, with the event as its only parameter; in a transaction, at its commit. */
export const NOTIFY_SESSION_EVENT = `select pg_notify('${CHANNEL}', $1)`;

/** The same for many events at once, an array of them as its only parameter. */
export const NOTIFY_SESSION_EVENTS = `select pg_notify('${CHANNEL}', event) from unnest($1::text[]) as event`;

export function encodeSessionEvent(event: SessionEvent): string {
  return JSON.stringify(event);
}

interface Signals {
  event: [SessionEvent];
  /** The connection was lost and is back: events in between were missed, so look at the stored state again. */
  resumed: [];
}

/**
 * Carries session events between instances over LISTEN/NOTIFY. Delivery is at most once: after a lost connection,
 * `resumed` is emitted and listeners MUST check what they hold against the database.
 */
export class SessionEvents extends EventEmitter<Signals> {
  readonly #url: string;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #attempt = 0;
  #isStopped = false;

  constructor(url: string) {
    super();
    this.#url = url;
    this.setMaxListeners(0);
  }

  /** True while events arrive. While false, an instance should not rely on being told. */
  get isListening(): boolean {
    return this.#client !== undefined;
  }

  /** Resolves when events arrive. Rejects when the database cannot be reached now; later losses are repaired by itself. */
  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'longview-session-events', connectionTimeoutMillis: 5_000, query_timeout: 5_000, keepAlive: true });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => this.#received(payload));
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    this.#client = client;
    this.#attempt = 0;
    this.#schedule(() => this.#checkAlive(client), HEARTBEAT_MS);
  }

  /** Tells every listening instance, this one included. */
  async publish(event: SessionEvent): Promise<void> {
    if (!this.#client) throw new Error('Session events are not connected.');
    await this.#client.query(NOTIFY_SESSION_EVENT, [encodeSessionEvent(event)]);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  #received(payload: string | undefined): void {
    this.emit('event', JSON.parse(payload ?? '') as SessionEvent);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || this.#isStopped) return;
    this.#client = undefined;
    client.end().catch(() => {});
    this.#reconnect();
  }

  #reconnect(): void {
    const waitMs = RECONNECT_MS[Math.min(this.#attempt++, RECONNECT_MS.length - 1)]!;
    this.#schedule(async () => {
      try {
        await this.start();
        this.emit('resumed');
      } catch {
        // Still away: the next attempt follows, and `isListening` says so meanwhile.
        this.#reconnect();
      }
    }, waitMs);
  }

  async #checkAlive(client: pg.Client): Promise<void> {
    try {
      await client.query('select 1');
      this.#schedule(() => this.#checkAlive(client), HEARTBEAT_MS);
    } catch {
      this.#lost(client);
    }
  }

  #schedule(action: () => Promise<void>, afterMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(() => void action(), afterMs).unref();
  }
}
