import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Bundle, DiagnosticReport } from 'fhir/r4.js';
import { SandboxUnderTest } from '../testing/site-client.js';
import type { Fault } from './faults.js';

let under: SandboxUnderTest;
let query: string;
beforeAll(async () => {
  under = await SandboxUnderTest.open();
  query = `DiagnosticReport?patient=${await under.patientId('st-brigid', 'broken-arm')}`;
});
beforeEach(() => fetch(`${under.sandbox.adminUrl}/faults`, { method: 'DELETE' }).then(() => undefined));
afterAll(() => under.close());

async function answerWith(fault: Fault): Promise<{ status: number; headers: Headers; text: string; bundle: () => Bundle }> {
  await under.setFault('st-brigid', fault);
  const answer = await under.get('st-brigid', query);
  return { ...answer, bundle: () => JSON.parse(answer.text) as Bundle };
}

describe('faults that stand from the start', () => {
  it('make one source slow and one fail, at once and with Retry-After', async () => {
    expect(await (await fetch(`${under.sandbox.adminUrl}/faults`)).json()).toEqual({ 'superior-north': { fault: 'slow', delayMs: 2_500, door: 'fhir' }, 'lake-of-the-woods': { fault: 'down' } });
    const down = await under.get('lake-of-the-woods', 'Patient');
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '30']);
    const started = performance.now();
    await under.get('superior-north', 'Patient?_count=1');
    expect(performance.now() - started).toBeGreaterThan(2_400);
  });
});

describe('faults set at run time', () => {
  it('go away again', async () => {
    expect((await answerWith({ fault: 'down' })).status).toBe(503);
    expect((await answerWith({ fault: 'none' })).status).toBe(200);
  });

  it.each([['unauthorized', 401], ['forbidden', 403], ['throttled', 429], ['error', 500], ['redirect', 302]] as const)('%s answers %i', async (fault, status) => {
    expect((await answerWith({ fault })).status).toBe(status);
  });

  it('send a sign-in page in place of data', async () => {
    const answer = await answerWith({ fault: 'wrong-content-type' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('cut the answer short, or break its JSON', async () => {
    expect((await answerWith({ fault: 'truncated' })).bundle).toThrow(SyntaxError);
    expect((await answerWith({ fault: 'malformed' })).bundle).toThrow(SyntaxError);
  });

  it('never come to a last page', async () => {
    const first = (await answerWith({ fault: 'endless-paging' })).bundle();
    const next = first.link!.find(({ relation }) => relation === 'next')!.url;
    const second = await under.search('st-brigid', next);
    expect(second.link!.find(({ relation }) => relation === 'next')!.url).toBe(next);
  });

  it('lead to another host', async () => {
    expect((await answerWith({ fault: 'foreign-link' })).bundle().link!.find(({ relation }) => relation === 'next')!.url).toMatch(/^http:\/\/elsewhere\.invalid\//);
  });

  it('slip in a record of somebody else', async () => {
    const subjects = (await answerWith({ fault: 'foreign-record' })).bundle().entry!.map(({ resource }) => (resource as DiagnosticReport).subject!.reference);
    expect(new Set(subjects).size).toBe(2);
  });

  it('hold everything back for consent, or answer in part', async () => {
    expect(JSON.parse((await answerWith({ fault: 'consent-blocked' })).text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'suppressed' }] });
    const partial = (await answerWith({ fault: 'partial' })).bundle();
    expect(partial.entry!.map(({ search }) => search!.mode)).toEqual(['match', 'match', 'outcome']);
  });

  it('break the connection, or never answer', async () => {
    await expect(answerWith({ fault: 'unreachable' })).rejects.toThrow('fetch failed');
    await under.setFault('st-brigid', { fault: 'hang' });
    await expect(under.get('st-brigid', query, { signal: AbortSignal.timeout(150) })).rejects.toThrow(/timeout/);
  });

  it('send more than anybody reads, and stop when nobody does', async () => {
    await under.setFault('st-brigid', { fault: 'oversized' });
    const response = await fetch(`${under.site('st-brigid').fhirUrl}/${query}`);
    const reader = response.body!.getReader();
    let bytes = 0;
    while (bytes < 4_000_000) bytes += (await reader.read()).value?.length ?? 4_000_000;
    await reader.cancel();
    expect(bytes).toBeLessThan(8_000_000);
  });

  it('strike one resource type or one door only', async () => {
    expect((await answerWith({ fault: 'error', resourceType: 'Observation' })).status).toBe(200);
    expect((await under.get('st-brigid', 'Observation?patient=p1')).status).toBe(500);
    await under.setFault('st-brigid', { fault: 'error', door: 'dicomweb' });
    expect((await under.get('st-brigid', query)).status).toBe(200);
    expect((await under.get('st-brigid', '/dicom-web/studies?limit=1')).status).toBe(500);
  });

  it('are refused when nobody knows them', async () => {
    for (const body of ['{"sourceId":"nowhere","fault":"down"}', '{"sourceId":"st-brigid","fault":"cosmic-rays"}', 'nonsense', '[]']) {
      expect((await fetch(`${under.sandbox.adminUrl}/faults`, { method: 'POST', body })).status).toBe(400);
    }
  });
});
