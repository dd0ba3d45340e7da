import type { TestBrowser } from '@longview/test-support';

type Page = Awaited<ReturnType<TestBrowser['context']['newPage']>>;
interface TraceEvent { readonly name: string; readonly pid: number; readonly tid: number; readonly ts: number; readonly dur?: number; readonly tdur?: number; readonly args: { readonly name?: string } }

/** One task of the page's main thread, on the trace's clock; in `cpuMs` waiting for a core is not counted. */
export interface MainThreadTask { readonly startMs: number; readonly endMs: number; readonly cpuMs: number }

export interface MainThread {
  readonly tasks: readonly MainThreadTask[];
  /** What the thread computed between two marks of the page, the task of the first mark as a whole. */
  readonly cpuMsBetween: (firstMark: string, lastMark: string) => number;
}

/** Lets Chromium account for the page's main thread while `act` runs. Its thread clock is the page's own work, whoever else uses the cores. */
export async function traceMainThread(page: Page, act: () => Promise<unknown>): Promise<MainThread> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const isComplete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing', '__metadata'] } });
  // Tells this page's thread from those of other pages.
  const ownMark = `probe:traced-${Date.now()}`;
  await page.evaluate((name) => { performance.mark(name); }, ownMark);
  await act();
  await devtools.send('Tracing.end');
  await isComplete;
  await devtools.detach();
  const own = events.find(({ name }) => name === ownMark);
  if (!own) throw new Error('The trace does not show the page.');
  const ofPage = events.filter(({ pid }) => pid === own.pid);
  const threadId = ofPage.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')?.tid ?? own.tid;
  const tasks = ofPage.filter(({ name, tid }) => name === 'RunTask' && tid === threadId ).map(({ ts, dur = 0, tdur = 0 }) => ({ startMs: ts / 1_000, endMs: (ts + dur) / 1_000, cpuMs: tdur / 1_000 }));
  const markMs = (mark: string): number => {
    const event = ofPage.find(({ name }) => name === mark);
    if (!event) throw new Error(`The page did not come to ${mark}.`);
    return event.ts / 1_000;
  };
  return {
    tasks,
    cpuMsBetween: (firstMark, lastMark) => {
      const [fromMs, untilMs] = [markMs(firstMark), markMs(lastMark)];
      return tasks.reduce((sum, { startMs, endMs, cpuMs }) => (endMs >= fromMs && startMs <= untilMs ? sum + cpuMs : sum), 0);
    },
  };
}
