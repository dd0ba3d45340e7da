/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { readEvents, type StreamEvent } from './event-stream.js';

const NEXT = 'event: next\ndata: {"data":{"name":"Côté"}}\n\n';

async function read(...pieces: readonly (string | Uint8Array)[]): Promise<readonly StreamEvent[]> {
  const encoder = new TextEncoder();
  const events: StreamEvent[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(sink) {
      for (const piece of pieces) sink.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      sink.close();
    },
  });
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

describe('an event stream', () => {
  it('gives its events in order, without comments', async () => {
    expect(await read(`:\n\n${NEXT}:\n\n${NEXT}event: complete\ndata:\n\n`)).toEqual([
      { event: 'next', data: ' {"data":{"name":"Côté"}}' }, { event: 'next', data: ' {"data":{"name":"Côté"}}' }, { event: 'complete', data: '' },
    ]);
  });
  it('reads the same however it is cut, within a character and between two line feeds too', async () => {
    const bytes = new TextEncoder().encode(`${NEXT}${NEXT}event: complete\ndata:\n\n`);
    const whole = await read(bytes);
    for (let at = 1; at < bytes.length; at++) expect(await read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
    expect(await read(...Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)))).toEqual(whole);
  });
  it('gives nothing of an event that broke off', async () => {
    expect(await read(NEXT, 'event: next\ndata: {"da')).toHaveLength(1);
  });
  it('cancels the answer when its reader leaves', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({ pull(sink) { sink.enqueue(new TextEncoder().encode(NEXT)); }, cancel() { isCancelled = true; } });
    for await (const { event } of readEvents(body)) if (event === 'next') break;
    expect(isCancelled).toBe(true);
  });
});
