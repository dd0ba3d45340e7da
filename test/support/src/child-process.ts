import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

export interface RunningChild {
  readonly pid: number;
  /** Everything it wrote so far. */
  readonly output: () => string;
  /** Resolves with the first line that `recognize` takes. Rejects with its output when it ends before, or not in time. */
  readonly untilLine: (recognize: (line: string) => boolean, timeoutMs?: number) => Promise<string>;
  /** Rejects with its output when it ends. */
  readonly untilEnd: () => Promise<never>;
  readonly stop: () => Promise<void>;
}

/** Starts a built part of the product as its own process, on the Node that runs the tests. */
export function startChild(script: string, args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): RunningChild {
  const child = spawn(process.execPath, [script, ...args], { cwd: workspaceRoot, env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener(line);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const output = (): string => lines.join('\n');
  const untilEnd = (): Promise<never> => ended.then(() => { throw new Error(`${script} ended. It wrote:\n${output()}`); });
  return { pid: child.pid!, output, untilEnd, untilLine: (recognize, timeoutMs = 60_000) => firstLine({ script, lines, listeners, ended, output }, recognize, timeoutMs), stop: () => stopChild(child, ended) };
}

interface Watched { readonly script: string; readonly lines: readonly string[]; readonly listeners: Set<(line: string) => void>; readonly ended: Promise<void>; readonly output: () => string }

async function firstLine({ script, lines, listeners, ended, output }: Watched, recognize: (line: string) => boolean, timeoutMs: number): Promise<string> {
  const known = lines.find(recognize);
  if (known !== undefined) return known;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listener = (line: string): void => { if (recognize(line)) resolve(line); };
  const timer = setTimeout(() => reject(new Error(`${script} is not ready after ${timeoutMs} ms. It wrote:\n${output()}`)), timeoutMs);
  listeners.add(listener);
  void ended.then(() => reject(new Error(`${script} ended. It wrote:\n${output()}`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    listeners.delete(listener);
  }
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(patience);
}
