import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readLetter, type Letter } from './read-letter.js';

export interface MailCatcher {
  readonly port: number;
  /** Newest first. */
  letters(): readonly Letter[];
  clear(): void;
  stop(): Promise<void>;
}

const KEEP = 5_000;
const MAXIMUM_BYTES = 256 * 1024;

/** A mail server that delivers nothing: every letter of the demonstration ends here, on the loopback interface. */
export async function startMailCatcher(port = 0): Promise<MailCatcher> {
  let letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], size: MAXIMUM_BYTES, logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters = [readLetter(Buffer.concat(chunks), new Date()), ...letters].slice(0, KEEP);
        done();
      });
    },
  });
  // A sender that hangs up in the middle is its own affair.
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    letters: () => letters,
    clear: () => { letters = []; },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
