import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

/** Whether an Accept header leaves multipart/related open: PS3.18 8.7.4 answers so unless a single part was asked for. */
export function wantsMultipart(accept: string): boolean {
  return !/^\s*application\/octet-stream/.test(accept);
}

/**
 * Answers multipart/related (PS3.18 8.6.1.2.1), one part after the other, at the reader's pace. Parts may be made while
 * they are asked for; between two the event loop is free.
 */
export async function answerMultipart(response: ServerResponse, type: string, transferSyntax: string, parts: Iterable<Uint8Array>): Promise<void> {
  const boundary = randomUUID();
  response.writeHead(200, { 'content-type': `multipart/related; type="${type}"; boundary=${boundary}` });
  for (const part of parts) {
    if (response.destroyed) return;
    response.write(`--${boundary}\r\ncontent-type: ${type}; transfer-syntax=${transferSyntax}\r\ncontent-length: ${part.byteLength}\r\n\r\n`);
    response.write(part);
    if (!response.write('\r\n')) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    await setImmediate();
  }
  response.end(`--${boundary}--\r\n`);
}

export function answerSingle(response: ServerResponse, type: string, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': type, 'content-length': body.byteLength }).end(body);
}
