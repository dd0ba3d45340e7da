import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { RunningStack } from './running-stack.js';
import type { Story } from './viewer-page.js';

/** What a browser complained about: errors in the console, faults of scripts, violations of the content policy. */
export interface PageComplaints { readonly all: readonly string[] }

/** Listens to every page that the context has or will have. */
export function collectComplaints(context: BrowserContext): PageComplaints {
  const all: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => { if (message.type() === 'error') all.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => all.push(`script: ${error.message}`));
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return { all };
}

/** The button of the user agreement, in either language. */
const AGREE = /^(I agree|J.accepte)$/;

export interface SignInChoices {
  /** False leaves the user agreement, where it is asked for, on the screen. */
  readonly acceptsAgreement?: boolean;
}

/** Signs in as a person does: provider, name, password, second factor, user agreement; skips what is not asked again. Ends on the portal. */
export async function signInByHand(page: Page, { baseUrl, accounts }: Pick<RunningStack, 'baseUrl' | 'accounts'>, username: string, { acceptsAgreement = true }: SignInChoices = {}): Promise<void> {
  const account = accounts.find((one) => one.username === username);
  if (!account) throw new Error(`The sandbox has no account ${username}.`);
  if (!page.url().startsWith(baseUrl)) await page.goto(`${baseUrl}/`);
  await page.click('a[href*="/auth/login"]');
  for (;;) {
    await page.waitForSelector('#username, #code, main#content:not(:has(a[href*="/auth/login"]))');
    if (page.url().startsWith(baseUrl)) return acceptsAgreement ? acceptAgreementByHand(page) : undefined;
    if (await page.locator('#username').count()) {
      await page.fill('#username', account.username);
      await page.fill('#password', account.password);
    } else {
      await page.fill('#code', account.oneTimeCode ?? '');
    }
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
    await page.waitForLoadState();
  }
}

/** Accepts the user agreement where it stands before everything else. Ends on the page behind it. */
export async function acceptAgreementByHand(page: Page): Promise<void> {
  await page.waitForSelector('main#content:not([aria-busy="true"]) :is(h1, h2, input, button)');
  const agree = page.getByRole('button', { name: AGREE });
  if ((await agree.count()) === 0) return;
  await agree.click();
  await agree.waitFor({ state: 'detached' });
}

/** From the find page to the timeline, by the number as somebody pasted it. */
export async function openTimeline(page: Page, { baseUrl }: RunningStack, { healthNumber }: Pick<Story, 'healthNumber'>): Promise<void> {
  if ((await page.locator('#search-number').count()) === 0) await page.goto(`${baseUrl}/find`);
  await page.fill('#search-number', healthNumber);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/p\/[^/]+\/timeline/);
  await page.waitForSelector('#patient-banner');
}

/** Until no source is being asked any more. */
export async function untilAllAnswered(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('longview:all-answered').length > 0 && document.querySelector('[role="table"][aria-busy="true"]') === null);
}

/**
 * Presses "Retry" until the strip says that as many sources answered as were asked. Patient on purpose: a source's breaker
 * lets nobody through for a while after it kept failing, however often somebody presses.
 */
export async function retryUntilAllHaveAnswered(page: Page): Promise<void> {
  const strip = page.locator('section[aria-label="What this page covers"]');
  const retry = strip.getByRole('button', { name: /^Retry/ });
  for (const deadlineMs = Date.now() + 60_000; Date.now() < deadlineMs;) {
    await untilAllAnswered(page);
    if (/(\d+) of \1 sources answered/.test(await strip.innerText())) return;
    await retry.first().click({ timeout: 1_000 }).catch(() => undefined);
    await page.waitForTimeout(500);
  }
  throw new Error(`A source still did not answer: ${await strip.innerText()}`);
}

/** The text of a place, once it says so: what a page asks for by itself comes after its heading. Fails with what stood there instead. */
export async function untilText(place: Locator, wanted: string | RegExp, timeoutMs = 20_000): Promise<string> {
  for (const deadlineMs = Date.now() + timeoutMs; ; await delay(100)) {
    const text = await place.first().innerText();
    if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text;
    if (Date.now() > deadlineMs) throw new Error(`Not ${String(wanted)} but: ${text}`);
  }
}
