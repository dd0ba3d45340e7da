import { describe, expect, it } from '@jest/globals';
import { SourceFault, type RecordConnector, type SourceCall } from '@longview/sources-contract';
import { fakeConnector } from './fake-connector.spec-support.js';
import { SourceGate } from './source-gate.js';

const never = new AbortController().signal;
const gateFor = (limits: Parameters<typeof fakeConnector>[1]): SourceGate => new SourceGate(fakeConnector('s', limits), () => Date.now());
const hang = (_: RecordConnector, { signal }: SourceCall): Promise<never> => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: SourceFault) => error.code);

describe('the way to one source', () => {
  it('gives up at the deadline even when the connector does not', async () => {
    const gate = gateFor({ limits: { deadlineMs: 20 } });
    expect(await codeOf(gate.ask(never, 'r', () => new Promise(() => {})))).toBe('SOURCE_TIMEOUT');
  });

  it('stops the connector when the asker leaves, and does not hold it against the source', async () => {
    const gate = gateFor({});
    const leave = new AbortController();
    let stopped = false;
    const work = codeOf(gate.ask(leave.signal, 'r', (connector, call) => { call.signal.addEventListener('abort', () => { stopped = true; }, { once: true }); return hang(connector, call); }));
    await new Promise(setImmediate);
    leave.abort();
    expect(await work).toBe('SOURCE_CANCELLED');
    expect(stopped).toBe(true);
    expect(gate.breaker.failingSinceMs).toBeUndefined();
  });

  it('lets only so many ask at once and gives the place on', async () => {
    const gate = gateFor({ limits: { concurrency: 2 } });
    let active = 0;
    let most = 0;
    const question = async (): Promise<number> => {
      most = Math.max(most, ++active);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return active--;
    };
    await Promise.all(Array.from({ length: 9 }, () => gate.ask(never, 'r', question)));
    expect(most).toBe(2);
  });

  it('turns callers away when too many wait, and frees the place of one who left', async () => {
    const gate = gateFor({ limits: { concurrency: 1, deadlineMs: 60_000 } });
    const leave = new AbortController();
    const waiting = Array.from({ length: 65 }, () => codeOf(gate.ask(leave.signal, 'r', hang)));
    expect(await codeOf(gate.ask(never, 'r', hang))).toBe('SOURCE_BUSY');
    leave.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['SOURCE_CANCELLED']));
    expect(await gate.ask(never, 'r', async () => 'free')).toBe('free');
  });

  it('turns anything a connector throws into a fault of the closed set', async () => {
    expect(await codeOf(gateFor({}).ask(never, 'r', async () => { throw new TypeError('x'); }))).toBe('SOURCE_MALFORMED');
  });
});
