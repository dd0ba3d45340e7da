/** What became of a file that was fetched. */
export type Fetched = { readonly kind: 'done'; readonly blob: Blob } | { readonly kind: 'failed' } | { readonly kind: 'stopped' };

/** Fetches the file that a ticket stands for, telling how many bytes came. The token travels in the body and is used once. */
export async function fetchFile({ path, token }: { readonly path: string; readonly token: string }, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<Fetched> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }), signal });
    if (!response.ok || !response.body) return { kind: 'failed' };
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      bytes += value.byteLength;
      onBytes(bytes);
    }
    return { kind: 'done', blob: new Blob(chunks, { type: response.headers.get('content-type') ?? 'application/octet-stream' }) };
  } catch {
    return { kind: signal.aborted ? 'stopped' : 'failed' };
  }
}
