import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program of somebody else that runs for the time of a test. */
export interface ChildServer {
  /** Everything it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts a program and resolves when `isReady` says so; it is asked again and again until then.
 * Rejects, with the end of what the program printed, when it ends or is not ready in time.
 */
export async function startChildServer(
  command: string, args: readonly string[],
  { isReady, timeoutMs = 120_000, ...options }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly timeoutMs?: number; isReady(output: string): boolean | Promise<boolean> },
): Promise<ChildServer> {
  let output = '';
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
  let fault: Error | undefined;
  child.once('error', (error) => { fault = error; });
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady(output))) {
    if (fault || child.exitCode !== null || Date.now() > deadline) {
      await stopChild(child);
      throw new Error(`${command} did not become ready: ${output.slice(-2_000)}`, { cause: fault });
    }
    await sleep(200);
  }
  return { output: () => output, stop: () => stopChild(child) };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(insist);
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
