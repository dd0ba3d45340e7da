import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

export interface SyslogTlsSettings {
  readonly host: string;
  readonly port: number;
  /** PEM; the machine's own trust when absent. */
  readonly certificateAuthority?: string;
  /** PEM, for a receiver that asks for a client certificate (ATNA: both sides authenticate). */
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly timeoutMs?: number;
  /** How long the connection must still stand after a write for it to count as received. */
  readonly settleMs?: number;
}

/** One connection to a syslog receiver over TLS (RFC 5425), opened when there is something to send and again after it broke. */
export class SyslogTlsSender {
  #socket: TLSSocket | undefined;

  constructor(private readonly settings: SyslogTlsSettings) {}

  /**
   * Resolves when everything was written and the connection still stood a moment later: syslog has no acknowledgement, and
   * what is written into a connection that the receiver has left is noticed by its reset. Rejects otherwise; then nothing is
   * known to have arrived.
   */
  async send(messages: readonly string[]): Promise<void> {
    const socket = (this.#socket ??= await this.#open());
    try {
      await withTimeout(new Promise<void>((resolve, reject) => socket.write(Buffer.concat(messages.map(octetCounted)), (error) => (error ? reject(error) : resolve()))), this.#timeoutMs);
      await standsFor(socket, this.settings.settleMs ?? 250);
    } catch (cause) {
      this.close();
      throw new SyslogUnavailable({ cause });
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  get #timeoutMs(): number {
    return this.settings.timeoutMs ?? 10_000;
  }

  async #open(): Promise<TLSSocket> {
    const { host, port, certificateAuthority, certificate, privateKey } = this.settings;
    const socket = connect({
      host, port, minVersion: 'TLSv1.2', ...(certificateAuthority && { ca: certificateAuthority }), ...(certificate && privateKey && { cert: certificate, key: privateKey }),
    });
    // Nothing is read, but the end of the stream is only seen by reading.
    socket.resume();
    try {
      await withTimeout(once(socket, 'secureConnect'), this.#timeoutMs);
    } catch (cause) {
      socket.destroy();
      throw new SyslogUnavailable({ cause });
    }
    socket.on('error', () => undefined);
    socket.once('close', () => { if (this.#socket === socket) this.#socket = undefined; });
    return socket;
  }
}

/** The receiver cannot be reached, is not who it must be, or went away. */
export class SyslogUnavailable extends Error {
  override readonly name = 'SyslogUnavailable';
  readonly code = 'AUDIT_FEED_UNAVAILABLE';
  constructor(options?: { readonly cause?: unknown }) {
    super('The audit record repository could not be sent events.', options);
  }
}

/** Rejects when the connection closes, or the receiver ends its side, within the time. */
function standsFor(socket: TLSSocket, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const isGone = (): boolean => socket.destroyed || socket.readableEnded;
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('close', settle);
      socket.off('end', settle);
      if (isGone()) reject(new Error('The receiver left.'));
      else resolve();
    };
    const timer = setTimeout(settle, ms);
    socket.once('close', settle);
    socket.once('end', settle);
    if (isGone()) settle();
  });
}

/** RFC 5425 §4.3: the length in octets, a space, the message. */
function octetCounted(message: string): Buffer {
  const bytes = Buffer.from(message, 'utf8');
  return Buffer.concat([Buffer.from(`${bytes.length} `, 'ascii'), bytes]);
}

function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timed out.')), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
