import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser, type BrowserOptions, type TestBrowser } from './browser.js';
import { collectComplaints, type PageComplaints } from './portal-page.js';
import { startStack, type RunningStack, type StackOptions } from './running-stack.js';

/** A whole Longview and a browser in front of it. */
export interface RunningPortal {
  readonly stack: RunningStack;
  readonly browser: TestBrowser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: PageComplaints;
  stop(): Promise<void>;
}

/** Starts both at once; when one cannot be started, the other is stopped before this fails. */
export async function startPortal(options: StackOptions & { readonly browser?: BrowserOptions } = {}): Promise<RunningPortal> {
  const [started, launched] = await Promise.allSettled([startStack(options), launchBrowser(options.browser)]);
  const stop = async (): Promise<void> => {
    if (launched.status === 'fulfilled') await launched.value.close();
    if (started.status === 'fulfilled') await started.value.stop();
  };
  if (started.status === 'rejected' || launched.status === 'rejected') {
    await stop();
    throw started.status === 'rejected' ? started.reason : (launched as PromiseRejectedResult).reason;
  }
  const { context } = launched.value;
  return { stack: started.value, browser: launched.value, context, page: context.pages()[0]!, complaints: collectComplaints(context), stop };
}
