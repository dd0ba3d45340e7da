/** One event of a stream. */
export interface StreamEvent { readonly event: string; readonly data: string }

/**
 * The events of a stream, each as soon as its last byte is there. Reads what the gateway writes of the format (WHATWG HTML,
 * server-sent events): lines that end in a line feed, one line of data an event, comments. Looks at every character once,
 * however many pieces a long event comes in.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let begun = '';
  let endsInLineFeed = false;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const text = decoder.decode(value, { stream: true });
      if (text === '') continue;
      let from = 0;
      // The end of an event may lie across two pieces.
      if (endsInLineFeed && text.startsWith('\n')) {
        yield* eventIn(begun);
        begun = '';
        from = 1;
      }
      for (let end = text.indexOf('\n\n', from); end >= 0; end = text.indexOf('\n\n', from)) {
        yield* eventIn(begun + text.slice(from, end));
        begun = '';
        from = end + 2;
      }
      begun += text.slice(from);
      endsInLineFeed = begun !== '' && text.endsWith('\n');
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Comments, which keep the connection open, are no events. */
function* eventIn(text: string): Generator<StreamEvent> {
  let [event, data] = ['', ''];
  for (const line of text.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    else if (line.startsWith('data:')) data = line.slice(5);
  }
  if (event) yield { event, data };
}
