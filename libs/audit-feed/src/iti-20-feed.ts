import { toBalpAuditEvent, toDicomAuditMessage, type AuditEvent, type LogFollower, type ReadEvent } from '@longview/audit';

export interface SyslogSender {
  /** Rejects when it is not known whether the messages arrived. */
  send(messages: readonly string[]): Promise<void>;
  close(): void;
}

export interface Iti20FeedOptions {
  /** How far this feed has come. */
  readonly follower: LogFollower<never>;
  readonly sender: SyslogSender;
  /** Address of this installation. */
  readonly systemUrl: string;
  /** Told of each failure; the feed goes on trying. */
  readonly onFailure: (error: unknown) => void;
  readonly intervalMs?: number;
}

const BATCH = 1_000;
/** PRI: facility 10 (security), severity 5 (notice) or, for what was refused or failed, 4 (warning). */
const NOTICE = 85;
const WARNING = 84;
/** While a receiver is away it is asked ever more rarely, up to this. */
const MOST_PAUSE_MS = 60_000;

/** IHE ITI-20 Record Audit Event: sends the access log to an audit record repository, as long as the process lives. */
export class Iti20Feed {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = true;
  #failures = 0;

  constructor(private readonly options: Iti20FeedOptions) {}

  start(): void {
    this.#isStopped = false;
    this.#running = this.#run();
  }

  /** Resolves when the batch under way is through. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    this.options.sender.close();
  }

  async #run(): Promise<void> {
    const { follower, intervalMs = 1_000 } = this.options;
    let count: number | undefined;
    try {
      count = await follower.follow(BATCH, async (events, advance) => {
        await this.#send(events);
        await advance();
      });
      this.#failures = 0;
    } catch (error) {
      this.#failures++;
      this.options.onFailure(error);
    }
    if (this.#isStopped) return;
    const pauseMs = count === BATCH ? 0 : Math.min(MOST_PAUSE_MS, intervalMs * 2 ** Math.min(this.#failures, 10));
    this.#timer = setTimeout(() => { this.#running = this.#run(); }, pauseMs).unref();
  }

  async #send(events: readonly ReadEvent[]): Promise<void> {
    // An event that can no longer be read is for verification to report; it must not stop those behind it.
    await this.options.sender.send(events.flatMap(({ event }) => (event ? [syslogMessage(event, this.options.systemUrl)] : [])));
  }
}

/** RFC 5424 §6, with the MSGID that ITI-20 asks for, no structured data, and the message of DICOM PS3.15 A.5 without a byte order mark. */
export function syslogMessage(event: AuditEvent, systemUrl: string): string {
  const { hostname } = new URL(systemUrl);
  const message = toDicomAuditMessage(toBalpAuditEvent(event, { systemUrl, name: 'Longview' }), hostname);
  return `<${event.outcome === 'success' ? NOTICE : WARNING}>1 ${new Date(event.occurredAtMs).toISOString()} ${hostname} longview - IHE+RFC-3881 - ${message}`;
}
