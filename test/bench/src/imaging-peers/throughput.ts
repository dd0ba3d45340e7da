import http from 'node:http';

/** Somebody who fetches pixels: where from, and with which session. */
export interface Target { readonly origin: string; readonly cookie?: string }

const PARALLEL = 8;
const ACCEPT = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';

export interface Fetched { readonly megabytesPerSecond: number; readonly firstByteMs: number }

/** Fetches `count` of the paths in turn, eight at a time. Rejects at the first answer that is not 200. */
export async function fetchAll({ origin, cookie }: Target, paths: readonly string[], count: number): Promise<Fetched> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: PARALLEL });
  const firstBytesMs: number[] = [];
  let bytes = 0;
  let next = 0;
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: PARALLEL }, async () => {
    for (let i = next++; i < count; i = next++) {
      const one = await fetchOne(origin + paths[i % paths.length]!, agent, cookie);
      bytes += one.bytes;
      firstBytesMs.push(one.firstByteMs);
    }
  }));
  const seconds = (performance.now() - startedMs) / 1_000;
  agent.destroy();
  return { megabytesPerSecond: bytes / 1e6 / seconds, firstByteMs: median(firstBytesMs) };
}

async function fetchOne(url: string, agent: http.Agent, cookie: string | undefined): Promise<{ bytes: number; firstByteMs: number }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchOnce(url, agent, cookie);
    } catch (error) {
      // A server may close a kept connection in the moment it is used again; Orthanc keeps them for a second.
      if ((error as { code?: string }).code !== 'ECONNRESET' || attempt === 3) throw new Error(`${new URL(url).origin} did not answer.`, { cause: error });
    }
  }
}

function fetchOnce(url: string, agent: http.Agent, cookie: string | undefined): Promise<{ bytes: number; firstByteMs: number }> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    http.get(url, { agent, headers: { accept: ACCEPT, ...(cookie !== undefined && { cookie }) } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`The pixels were answered with ${response.statusCode}.`));
      let bytes = 0;
      let firstByteMs = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - startedMs;
        bytes += chunk.length;
      }).on('end', () => resolve({ bytes, firstByteMs })).on('error', reject);
    }).on('error', reject);
  });
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
