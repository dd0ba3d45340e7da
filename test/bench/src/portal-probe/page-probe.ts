/** A frame that took long, as the browser itself accounts for it. */
export interface LongFrame { readonly durationMs: number; readonly scriptMs: number; readonly styleAndLayoutMs: number }

/** What is observed of a page from outside its code; times on the page's own clock. */
export interface PageProbe {
  /** When the end of the first event with items was there to be read. */
  readonly sliceMs?: number;
  /** When the frame that drew the first row was done. */
  readonly rowMs?: number;
  /** Since `startFrames`: from each frame to the next, tasks over 50 ms, and frames over 50 ms. */
  readonly framesMs: readonly number[];
  readonly longTasksMs: readonly number[];
  readonly longFrames: readonly LongFrame[];
}

type Recording = { -readonly [Fact in keyof PageProbe]: PageProbe[Fact] extends readonly (infer Entry)[] ? Entry[] : PageProbe[Fact] };
interface ProbedWindow { probe: Recording }

/** Runs in the page. */
export function readProbe(): PageProbe {
  return (window as unknown as ProbedWindow).probe;
}

/** Runs in the page before anything of it; stands alone. */
export function watchPage(): void {
  const probe: Recording = ((window as unknown as ProbedWindow).probe = { framesMs: [], longTasksMs: [], longFrames: [] });
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    if (!answer.body || !answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer;
    const decoder = new TextDecoder();
    let text = '';
    const body = answer.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        if (probe.sliceMs === undefined) {
          const events = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
          text = events.pop()!;
          if (events.some((event) => event.includes('"items":[{'))) probe.sliceMs = performance.mark('probe:slice').startTime;
        }
        out.enqueue(chunk);
      },
    }));
    return new Response(body, answer);
  };

  let isRowSeen = false;
  const rows = new MutationObserver(() => {
    if (isRowSeen || !document.querySelector('[role="row"][data-index]')) return;
    isRowSeen = true;
    rows.disconnect();
    // The frame's own work, painting too, comes between its callbacks and the next message.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { probe.rowMs = performance.mark('probe:row').startTime; };
      port2.postMessage(undefined);
    });
  });
  rows.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) probe.longTasksMs.push(duration); }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { styleAndLayoutStart: number; scripts: readonly PerformanceEntry[] })[]) {
      probe.longFrames.push({ durationMs: entry.duration, scriptMs: entry.scripts.reduce((sum, { duration }) => sum + duration, 0), styleAndLayoutMs: entry.startTime + entry.duration - entry.styleAndLayoutStart });
    }
  }).observe({ type: 'long-animation-frame' });
}

/** Runs in the page: forgets what was recorded and notes every frame from here on. */
export function startFrames(): void {
  const { probe } = window as unknown as ProbedWindow;
  Object.assign(probe, { framesMs: [], longTasksMs: [], longFrames: [] });
  const { framesMs } = probe;
  let lastMs: number | undefined;
  const frame = (nowMs: number): void => {
    if (probe.framesMs !== framesMs) return;
    if (lastMs !== undefined) framesMs.push(nowMs - lastMs);
    lastMs = nowMs;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
