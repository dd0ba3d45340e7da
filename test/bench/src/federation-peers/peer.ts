import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';

/** As operations run the gateway; floor and peers get the same. */
export const YOUNG_GENERATION = '--max-semi-space-size=64';

/** A measured process beside ours: sources, the floor, or a peer. */
export class Peer {
  /** Sent to a peer that speaks GraphQL; a plain GET otherwise. */
  query: string | undefined;
  private readonly pool: Pool | undefined;

  constructor(private readonly child: ChildProcess, readonly ready: { readonly ports?: readonly number[]; readonly urls?: readonly string[]; readonly port?: number }) {
    this.pool = ready.port === undefined ? undefined : new Pool(`http://127.0.0.1:${ready.port}`, { connections: 4, headersTimeout: 60_000 });
  }

  /** One question to its end. */
  async get(): Promise<void> {
    const { statusCode, body } = await this.pool!.request(this.query === undefined
      ? { method: 'GET', path: '/' }
      : { method: 'POST', path: '/', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: this.query }) });
    const text = await body.text();
    if (statusCode !== 200 || text.startsWith('{"errors"')) throw new Error(`The peer answered ${statusCode}.`);
  }

  async tell(message: object): Promise<void> {
    this.child.send(message);
    await once(this.child, 'message');
  }

  get pid(): number {
    return this.child.pid!;
  }

  stop(): void {
    void this.pool?.destroy();
    this.child.kill();
  }
}

/**
 * User and system time that the living threads of a process have taken, by the scheduler's own count: it has no steps, and
 * asking for it costs the process nothing.
 */
export function cpuMsOf(pid: number): number {
  const taskMs = (task: string): number => {
    try {
      return Number(fs.readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return 0; // The thread ended between the listing and the look.
    }
  };
  return fs.readdirSync(`/proc/${pid}/task`).reduce((sumMs, task) => sumMs + taskMs(task), 0);
}

/** Starts one of the scripts beside this file and waits for its first word. */
export async function startPeer(script: string, args: readonly string[]): Promise<Peer> {
  const child = fork(fileURLToPath(new URL(`./${script}.js`, import.meta.url)), args, { execArgv: [YOUNG_GENERATION] });
  const [ready] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => { throw new Error(`${script} ended with ${String(code)}.`); })])) as [Peer['ready']];
  return new Peer(child, ready);
}
