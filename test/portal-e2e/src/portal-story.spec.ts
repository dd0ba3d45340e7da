import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  openTimeline, pdfPages, readStories, retryUntilAllHaveAnswered, signInByHand, startPortal, untilAllAnswered, untilText, untilWindowShowsImage,
  type PageComplaints, type RunningPortal, type RunningStack, type Story, type TestBrowser,
} from '@longview/test-support';

jest.setTimeout(120_000);

type Page = ReturnType<TestBrowser['context']['pages']>[number];

let portal: RunningPortal;
let stack: RunningStack;
let browser: TestBrowser;
let page: Page;
let complaints: PageComplaints;
let stories: ReadonlyMap<string, Story>;

beforeAll(async () => {
  portal = await startPortal();
  ({ stack, browser, page, complaints } = portal);
  stories = await readStories(stack);
});
afterEach(() => stack?.fault(undefined));
afterAll(() => portal?.stop());

const story = (id: string): Story => stories.get(id)!;
const rowTexts = (): Promise<readonly string[]> => page.locator('[role="row"][data-index]').allInnerTexts();
const operations = (): readonly { documentId: string; variables: Record<string, unknown> }[] => asked;
const asked: { documentId: string; variables: Record<string, unknown> }[] = [];

describe('a family physician with ninety seconds', () => {
  it('signs in with a second factor', async () => {
    page.on('request', (request) => { if (request.url().includes('/graphql')) asked.push(request.postDataJSON()); });
    await signInByHand(page, stack, 'dr.leclair');
    await page.waitForURL(/\/find$/);
    await untilText(page.locator('header'), 'Dr. Anne Leclair');
  });

  it('is told about a mistyped number at the field, before anything is sent', async () => {
    await page.waitForSelector('#search-number');
    const before = operations().length;
    const { healthNumber } = story('broken-arm');
    await page.fill('#search-number', `${healthNumber.slice(0, 9)}${(Number(healthNumber[9]) + 1) % 10}`);
    await page.keyboard.press('Enter');
    await untilText(page.locator('main'), 'the check digit does not fit');
    expect(await page.getAttribute('#search-number', 'aria-invalid')).toBe('true');
    expect(operations().length).toBe(before);
  });

  it('pastes the number with blanks and version code and stands on the timeline of the broken arm', async () => {
    const { healthNumber, family, birthDate } = story('broken-arm');
    await openTimeline(page, stack, { healthNumber: `${healthNumber.slice(0, 4)} ${healthNumber.slice(4, 7)}-${healthNumber.slice(7)} ZZ` });
    await page.waitForSelector('[role="row"][data-index]');
    await untilText(page.locator('#patient-banner h1'), family.toUpperCase());
    expect(await page.title()).toContain(birthDate);
    expect(page.url()).not.toContain(healthNumber);
  });

  it('reads how many sources answered, which did not, and from where each exam comes', async () => {
    await untilAllAnswered(page);
    const strip = await page.innerText('section[aria-label="What this page covers"]');
    expect(strip).toMatch(/9 of 10 sources answered\s+\d\d:\d\d:\d\d/);
    expect(strip).toMatch(/Kenora\s+(Out of service since \d\d:\d\d|No answer in time)/);
    expect(strip).toContain('Not in your access: 1');
    expect(await page.locator('[role="row"][data-index]').filter({ hasText: 'XR wrist left' }).filter({ hasText: '2 agree' }).first().innerText()).toMatch(/London/);
  });

  it('opens the report of the outside x-ray: impression first, with its origin', async () => {
    await page.getByRole('button', { name: /^Report: XR wrist left/ }).first().click();
    const report = page.locator('aside article');
    await report.waitFor();
    const text = await report.innerText();
    expect(text.search(/impression/i)).toBeLessThan(text.search(/findings/i));
    expect(text).toMatch(/fracture/i);
    expect(text).toMatch(/Sent by .+, received \d\d:\d\d:\d\d/);
  });

  it('opens its images in a window of their own, bound to the patient, with report and earlier studies', async () => {
    const [images] = await Promise.all([browser.context.waitForEvent('page'), page.getByRole('button', { name: /^Images: XR wrist left/ }).first().click()]);
    await untilWindowShowsImage(images);
    await untilText(images.locator('section[aria-label="Patient"]'), story('broken-arm').birthDate);
    await untilText(images.locator('section[aria-label="Study"]'), /2026-\d\d-\d\d.*Not for primary diagnosis on this screen/s);
    await images.getByRole('button', { name: /^Priors/ }).click();
    await untilText(images.locator('aside'), /Same body part[\s\S]*wrist/i);
    expect(await images.getByText('Different patients in your windows').count()).toBe(0);
  });

  it('loads an earlier study in the same window when it is pressed', async () => {
    const images = browser.context.pages().at(-1)!;
    const before = await images.locator('iframe').getAttribute('src');
    await images.locator('aside ul button').first().click();
    await images.waitForFunction((src) => ![null, src].includes(document.querySelector('iframe')?.getAttribute('src') ?? null), before);
    await untilWindowShowsImage(images);
    await untilText(images.locator('section[aria-label="Study"]'), /2020-/);
  });

  it('sees the striped bar in both windows as soon as they show different people', async () => {
    const images = browser.context.pages().at(-1)!;
    await openTimeline(page, stack, story('no-known-allergies'));
    await Promise.all([page, images].map((one) => one.getByText('Different patients in your windows').waitFor()));
    await openTimeline(page, stack, story('broken-arm'));
    await Promise.all([page, images].map((one) => one.getByText('Different patients in your windows').waitFor({ state: 'detached' })));
  });

  it('locks, and nothing of the patient is left in any window; the same person returns to the same place', async () => {
    const images = browser.context.pages().at(-1)!;
    const { pathname } = new URL(page.url());
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Lock' }).click();
    for (const one of [page, images]) {
      await one.getByRole('heading', { name: 'Locked' }).waitFor();
      const everything = await one.evaluate(() => document.title + document.documentElement.outerHTML);
      expect(everything).not.toMatch(/tremblay|1987-04-12/i);
      expect(await one.locator('iframe').count()).toBe(0);
    }
    await images.close();
    await signInByHand(page, stack, 'dr.leclair');
    await page.waitForSelector('#patient-banner');
    expect(new URL(page.url()).pathname).toBe(pathname);
  });
});

describe('the timeline', () => {
  it('keeps every row where it is once it was touched, and brings late rows in when asked', async () => {
    await stack.fault({ sourceId: 'superior-north', fault: 'slow', delayMs: 1_500 });
    await openTimeline(page, stack, story('slow-source'));
    const row = page.locator('[role="row"][data-index]').first();
    await row.hover({ position: { x: 40, y: 12 } });
    await row.hover({ position: { x: 60, y: 14 } });
    // Without the date: the hospital’s own copy, when it arrives, may say it in its own zone.
    const positions = (): Promise<string> => page.locator('[role="row"][data-index]').evaluateAll((rows) => JSON.stringify(rows.map((one) => [one.textContent?.slice(10, 40), one.getBoundingClientRect().top])));
    const before = await positions();
    const more = page.getByRole('button', { name: /more arrived – show/ });
    await more.waitFor({ timeout: 15_000 });
    expect(await positions()).toBe(before);
    const count = async (): Promise<number> => Number(await page.locator('[role="table"]').getAttribute('aria-rowcount'));
    const rowsBefore = await count();
    await more.click();
    await page.waitForFunction((before) => Number(document.querySelector('[role="table"]')?.getAttribute('aria-rowcount')) > before, rowsBefore);
  });

  it('asks one source again, and only that one', async () => {
    await openTimeline(page, stack, story('failing-source'));
    await untilAllAnswered(page);
    expect((await rowTexts()).join()).not.toContain('Hand injury');
    await stack.fault({ sourceId: 'lake-of-the-woods', fault: 'none' });
    await retryUntilAllHaveAnswered(page);
    const last = operations().filter(({ variables }) => 'onlySourceIds' in variables).at(-1);
    expect(last?.variables['onlySourceIds']).toEqual(['lake-of-the-woods']);
    // The new lines come in at once, or wait to be asked for when something counted as the user's first touch.
    const visit = page.locator('[role="row"][data-index]', { hasText: 'Hand injury' });
    const more = page.getByRole('button', { name: /more arrived – show/ });
    await visit.or(more).first().waitFor();
    if (await more.isVisible()) await more.click();
    await visit.waitFor();
    await untilText(page.locator('#patient-banner'), 'Known allergies 1');
  });

  it('is worked by keyboard alone', async () => {
    await openTimeline(page, stack, story('broken-arm'));
    await page.waitForSelector('[role="row"][data-index]');
    await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); });
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Find in this record');
    await page.keyboard.type('wrist');
    await page.keyboard.press('Escape');
    const focused = (): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.getAttribute('data-index'));
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
    await page.keyboard.press('j');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '1');
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
    await page.keyboard.press('Enter');
    await page.locator('aside').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('aside').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
    await page.keyboard.press('?');
    await page.getByLabel('Single-character keys').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '1');
    await page.keyboard.press('k');
    expect(await focused()).toBe('1');
  });

  it('changes the language without losing the place', async () => {
    await page.goto(`${page.url().split('?')[0]}?kind=imaging`);
    await untilAllAnswered(page);
    await page.getByRole('button', { name: /^Report: XR wrist left/ }).first().click();
    await page.locator('aside article').waitFor();
    const before = page.url();
    await page.getByRole('button', { name: 'Français' }).click();
    expect(page.url()).toBe(before);
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    expect(await page.locator('aside article').count()).toBe(1);
    expect(await page.locator('button[lang="en"]').innerText()).toBe('English');
    await untilText(page.locator('main'), /9 sources sur 10 ont répondu/);
    await page.getByRole('button', { name: 'English' }).click();
  });

  it('says that filters hide what is there, and shows it again', async () => {
    await page.goto(`${page.url().split('?')[0]}?from=1950&to=1951`);
    await untilAllAnswered(page);
    await untilText(page.locator('main'), /Your filters hide \d+ items/);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await page.locator('[role="row"][data-index]').first().waitFor();
    expect(await page.innerText('main')).not.toMatch(/Your filters hide/);
  });
});

describe('what must not be said', () => {
  it('"nothing found" names only the sources that answered', async () => {
    await openTimeline(page, stack, story('nothing-anywhere'));
    await page.getByText('Nothing found in the 9 of 10 sources that answered').waitFor();
    await untilText(page.locator('#patient-banner'), 'Allergies unavailable');
  });

  it('"nothing found in all" comes only when every source answered', async () => {
    await stack.fault({ sourceId: 'lake-of-the-woods', fault: 'none' });
    await retryUntilAllHaveAnswered(page);
    await page.getByText(/Nothing found in all 10 sources \(\d\d:\d\d\)/).waitFor();
  });

  it('a restriction is named once for the record and never with its source', async () => {
    await openTimeline(page, stack, story('consent-blocked'));
    await untilAllAnswered(page);
    const words = "Some or all information is restricted at the patient's direction";
    expect((await page.innerText('main')).split(words)).toHaveLength(2);
    await page.getByRole('button', { name: 'All sources' }).click();
    const drawer = await page.innerText('dialog[open]');
    expect(drawer).toContain('DI Common Service');
    expect(drawer).not.toMatch(/restrict|consent|direct/i);
    await page.keyboard.press('Escape');
  });

  it('copies that disagree are shown side by side', async () => {
    await openTimeline(page, stack, story('newer-addendum'));
    await untilAllAnswered(page);
    await page.getByRole('button', { name: /^Sources disagree, compare/ }).first().click();
    await page.getByRole('button', { name: /^Read 2 texts/ }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.locator('article').nth(1).waitFor();
    expect(await dialog.innerText()).toMatch(/differs[\s\S]*addendum/i);
    await page.keyboard.press('Escape');
  });
});

describe('a print', () => {
  it('names patient, number of pages, author and the source that did not answer on every page, and is written down first', async () => {
    const patient = story('newer-addendum');
    await page.getByRole('link', { name: 'Print' }).click();
    await page.getByRole('button', { name: /^Prepare \d+ lines/ }).click();
    await page.locator('article[data-ready="true"]').waitFor();
    expect(operations().some(({ variables }) => Array.isArray(variables['itemIds']) && variables['itemIds'].length > 0)).toBe(true);
    const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, tagged: true }));
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((text, i) => {
      expect(text.replace(/\s+/g, ' ')).toMatch(new RegExp(`${patient.family.toUpperCase()}.*${patient.birthDate}`));
      expect(text.replace(/\s+/g, ' ')).toMatch(new RegExp(`Page ${i + 1} / ${pages.length}`));
      expect(text).toContain('Printed by Dr. Anne Leclair');
      expect(text).toMatch(/Incomplete: 9 of 10 sources answered/);
    });
    expect(pages.join(' ')).toMatch(/nodule/);
  });
});

it('let nothing leave this machine, broke no content policy and made no error on any page', () => {
  expect(browser.foreignRequests).toEqual([]);
  expect(complaints.all.filter((line) => !line.includes('status of 401'))).toEqual([]);
});
