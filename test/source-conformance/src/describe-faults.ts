import { afterEach, describe, expect, it } from '@jest/globals';
import type { ClinicalRecord } from '@longview/clinical-model';
import { SourceFault, stateOfFault, type RecordConnector, type SourceAnswer, type SourceFaultCode } from '@longview/sources-contract';
import { MAPLE } from './fictitious-people.js';
import { callFor, openRecords, sourceAt } from './harness.js';
import { startSmallServer, type Answerer, type Question, type Reply, type SmallServer } from './small-server.js';

/** One protocol's small server, as the faults need to know it. */
export interface FaultHarness {
  /** `records` of the source definition, without its address. */
  readonly endpoint: Readonly<Record<string, unknown>>;
  /** Path of the endpoint at its server. */
  readonly root: string;
  readonly contentType: string;
  readonly kinds: readonly string[];
  /** A server in good health. */
  createSite(): { answer(question: Question): Reply };
  /** An answer without end, whose every page leads to another. */
  endlessPage(question: Question, page: number): Reply;
}

export const DEADLINE_MS = 400;
const LIMITS = { deadlineMs: DEADLINE_MS, maxResponseBytes: 1_000_000, maxPages: 4, maxRecords: 1_000 };

/** A server that answers as it is told, and what asks it. */
export class FaultyPeer {
  private readonly opened: { stop(): Promise<void> }[] = [];

  constructor(private readonly harness: Pick<FaultHarness, 'endpoint' | 'root' | 'kinds'>) {}

  async start(answer: Answerer, endpoint: Readonly<Record<string, unknown>> = {}): Promise<{ connector: RecordConnector; server: SmallServer }> {
    const server = await this.listen(answer);
    const connector = openRecords(sourceAt({ kinds: this.harness.kinds, identifierSystem: 'urn:example:small-hospital:patients', limits: LIMITS, records: { ...this.harness.endpoint, ...endpoint, baseUrl: server.origin + this.harness.root } }));
    this.opened.push({ stop: () => connector.close() });
    return { connector, server };
  }

  async listen(answer: Answerer): Promise<SmallServer> {
    const server = await startSmallServer(answer);
    this.opened.push(server);
    return server;
  }

  async stop(): Promise<void> {
    for (const one of this.opened.splice(0)) await one.stop();
  }
}

export async function askForMaple(connector: RecordConnector): Promise<SourceAnswer<ClinicalRecord>> {
  const answer = await connector.findRecords({ patient: MAPLE, kinds: connector.definition.kinds }, callFor());
  if ('notIdentifiable' in answer) throw new Error('The source could not be asked.');
  return answer;
}

/** What goes wrong at any HTTP source, and what each connector makes of it. Registers its own `describe`. */
export function describeFaults(name: string, harness: FaultHarness): void {
  describe(`${name}, when the source`, () => {
    const peer = new FaultyPeer(harness);
    afterEach(() => peer.stop());
    const json = { 'content-type': harness.contentType };
    const healthy = (question: Question): Reply => harness.createSite().answer(question);

    const answers: { what: string; reply: (question: Question) => Reply; code: SourceFaultCode; retryAfterMs?: number }[] = [
      { what: 'does not accept our credentials', reply: () => ({ status: 401, headers: { 'www-authenticate': 'Bearer' } }), code: 'SOURCE_UNAUTHORIZED' },
      { what: 'refuses us', reply: () => ({ status: 403 }), code: 'SOURCE_FORBIDDEN' },
      { what: 'is asked too often', reply: () => ({ status: 429, headers: { 'retry-after': '7' } }), code: 'SOURCE_THROTTLED', retryAfterMs: 7_000 },
      { what: 'fails', reply: () => ({ status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Érable-Test 9876543217</h1>' }), code: 'SOURCE_SERVER_ERROR' },
      { what: 'is out of service', reply: () => ({ status: 503, headers: { 'retry-after': '30' } }), code: 'SOURCE_SERVER_ERROR', retryAfterMs: 30_000 },
      { what: 'gives up on what is behind it', reply: () => ({ status: 504 }), code: 'SOURCE_TIMEOUT' },
      { what: 'does not understand us', reply: () => ({ status: 422 }), code: 'SOURCE_REQUEST_REFUSED' },
      { what: 'sends half of its JSON', reply: (question) => ({ status: 200, headers: json, body: String(healthy(question).body).slice(0, -20) }), code: 'SOURCE_MALFORMED' },
      { what: 'sends JSON of another kind', reply: () => ({ status: 200, headers: json, body: '"Érable-Test"' }), code: 'SOURCE_MALFORMED' },
      { what: 'sends null', reply: () => ({ status: 200, headers: json, body: 'null' }), code: 'SOURCE_MALFORMED' },
      { what: 'sends nothing with status 200', reply: () => ({ status: 200, headers: json, body: '' }), code: 'SOURCE_MALFORMED' },
      { what: 'shows a sign-in page', reply: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<title>Sign in</title>' }), code: 'SOURCE_WRONG_CONTENT_TYPE' },
      { what: 'says no content type', reply: () => ({ status: 200, body: '{}' }), code: 'SOURCE_WRONG_CONTENT_TYPE' },
      { what: 'announces a huge body', reply: (question) => ({ ...healthy(question), body: Buffer.alloc(1_500_000, ' ') }), code: 'SOURCE_TOO_LARGE' },
    ];
    it.each(answers)('$what: it is a fault with its own code, and nothing of the answer in it', async ({ reply, code, retryAfterMs }) => {
      const { connector } = await peer.start(reply);
      const fault = await faultOf(askForMaple(connector));
      expect({ code: fault.code, retryAfterMs: fault.retryAfterMs }).toEqual({ code, retryAfterMs });
      expect(await faultOf(connector.findPatients({ by: 'identifier', identifier: MAPLE.identifiers[0]! }, callFor()))).toMatchObject({ code });
      expect(JSON.stringify([fault.message, fault.details, String((fault.cause as Error | undefined)?.message)])).not.toMatch(/9876543217|SH-1001|rable/);
      expect(['timeout', 'down', 'refused']).toContain(stateOfFault(fault.code));
    });

    it('never ends its body: it is cut off', async () => {
      const { connector } = await peer.start((_, response) => {
        response.writeHead(200, json);
        const timer = setInterval(() => response.write(' '.repeat(60_000)), 1);
        response.on('close', () => clearInterval(timer));
        return undefined;
      });
      expect(await faultOf(askForMaple(connector))).toMatchObject({ code: 'SOURCE_TOO_LARGE' });
    });

    it('says nothing at all: it is given up at the deadline', async () => {
      const { connector } = await peer.start(() => undefined);
      const startedMs = performance.now();
      expect(await faultOf(askForMaple(connector))).toMatchObject({ code: 'SOURCE_TIMEOUT' });
      expect(performance.now() - startedMs).toBeLessThan(DEADLINE_MS * 10);
    });

    it('falls silent in the middle: it is given up', async () => {
      const { connector } = await peer.start((_, response) => {
        response.writeHead(200, json);
        response.write('{');
        return undefined;
      });
      expect(await faultOf(askForMaple(connector))).toMatchObject({ code: 'SOURCE_TIMEOUT' });
    });

    it('redirects: nobody follows', async () => {
      const elsewhere = await peer.listen(() => ({ status: 200, headers: json, body: '{}' }));
      for (const status of [301, 302, 307, 308]) {
        const { connector } = await peer.start(() => ({ status, headers: { location: `${elsewhere.origin}/sign-in` } }));
        expect(await faultOf(askForMaple(connector))).toMatchObject({ code: 'SOURCE_REDIRECTED', details: expect.objectContaining({ status }) });
      }
      expect(elsewhere.questions).toEqual([]);
    });

    it('drops the connection before it answers: it is asked once more, and no more than that', async () => {
      const drop: Answerer = (_, response) => { response.destroy(); return undefined; };
      const { connector, server } = await peer.start(drop);
      expect(await faultOf(connector.checkHealth(callFor()))).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
      expect(server.questions.length).toBe(2);

      let isFirst = true;
      const recovering = await peer.start((question, response) => {
        if (!isFirst) return healthy(question);
        isFirst = false;
        return drop(question, response);
      });
      await expect(recovering.connector.checkHealth(callFor())).resolves.toBeUndefined();
    });

    it('drops the connection in the middle: half an answer is none', async () => {
      const { connector } = await peer.start((_, response) => {
        response.writeHead(200, { ...json, 'content-length': '5000' });
        response.write('[');
        setTimeout(() => response.destroy(), 20);
        return undefined;
      });
      expect(await faultOf(askForMaple(connector))).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    });

    it('has page after page without end: as many as allowed are read, and the rest is said to be there', async () => {
      let page = 0;
      const { connector, server } = await peer.start((question) => harness.endlessPage(question, page++));
      const { isTruncated } = await askForMaple(connector);
      expect(isTruncated).toBe(true);
      expect(server.questions.length).toBeLessThan(100);
    });

    it('is left before it answers: its connection is closed', async () => {
      const closed = Promise.withResolvers<boolean>();
      const leave = new AbortController();
      const { connector } = await peer.start((_, response) => {
        response.on('close', () => closed.resolve(true));
        leave.abort();
        return undefined;
      });
      const asked = connector.findRecords({ patient: MAPLE, kinds: connector.definition.kinds }, { signal: leave.signal, requestId: 'conformance' });
      expect(await faultOf(asked)).toMatchObject({ code: 'SOURCE_CANCELLED' });
      await expect(closed.promise).resolves.toBe(true);
    });

    it('gives its reason for stopping: the deadline of the search is the fault that is reported', async () => {
      const deadline = new AbortController();
      const { connector } = await peer.start(() => { deadline.abort(new SourceFault('SOURCE_TIMEOUT', { deadlineMs: 5 })); return undefined; });
      const asked = connector.findRecords({ patient: MAPLE, kinds: connector.definition.kinds }, { signal: deadline.signal, requestId: 'conformance' });
      expect(await faultOf(asked)).toMatchObject({ code: 'SOURCE_TIMEOUT', details: { deadlineMs: 5 } });
    });
  });
}

/** The fault that a question ended in; anything else fails the test. */
export async function faultOf(asked: Promise<unknown>): Promise<SourceFault> {
  const outcome = await asked.then(() => 'answered', (error: unknown) => error);
  expect(outcome).toBeInstanceOf(SourceFault);
  return outcome as SourceFault;
}
