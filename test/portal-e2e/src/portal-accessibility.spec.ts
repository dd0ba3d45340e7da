import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  accessibilityViolations, openTimeline, readStories, retryUntilAllHaveAnswered, sidewaysScroll, signInByHand, startPortal, untilAllAnswered,
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

/** Looks at what is on the page now in both languages and both widths; `at` is the page when it is not the first window. */
async function expectAccessible(at: Page = page): Promise<void> {
  const found: string[] = [];
  for (const width of [1280, 320]) {
    await at.setViewportSize({ width, height: 800 });
    for (let i = 0; i < 2; i++) {
      const language = await at.getAttribute('html', 'lang');
      found.push(...(await accessibilityViolations(at)).map((line) => `${width} px ${language}: ${line}`));
      const sideways = await sidewaysScroll(at);
      if (sideways > 0) found.push(`${width} px ${language}: scrolls ${sideways} px sideways`);
      const toggle = at.locator(`button[lang="${language === 'en' ? 'fr' : 'en'}"]`);
      if (await toggle.count()) await toggle.click();
    }
  }
  expect(found).toEqual([]);
}

describe('no accessibility rule is broken, in both languages, at 1280 and 320 px', () => {
  it('on the sign-in page, also with a problem', async () => {
    await page.goto(`${stack.baseUrl}/sign-in?problem=unknown-user`);
    await page.waitForSelector('a[href*="/auth/login"]');
    await expectAccessible();
  });

  it('on the choice of organization', async () => {
    await page.goto(`${stack.baseUrl}/sign-in`);
    await signInByHand(page, stack, 'dr.osei');
    await page.getByRole('heading', { name: 'For which organization are you working now?' }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: /^St. Brigid/ }).click();
    await page.waitForSelector('#search-number');
  });

  it('on the find page: empty, with a mistake, with candidates, with nobody', async () => {
    await expectAccessible();
    await page.fill('#search-number', '123');
    await page.keyboard.press('Enter');
    await expectAccessible();
    await page.locator('input[value="name"]').check({ force: true });
    await page.fill('#search-family', 'Okafor');
    await page.fill('#search-birthDate', story('twin-noah').birthDate);
    await page.keyboard.press('Enter');
    await page.locator('section table').waitFor();
    expect(await page.innerText('section table')).toMatch(/OKAFOR, Noah[\s\S]*OKAFOR, Nathan|OKAFOR, Nathan[\s\S]*OKAFOR, Noah/);
    await expectAccessible();
    await page.fill('#search-family', 'Nobody-of-this-name');
    await page.keyboard.press('Enter');
    await page.getByText(/Nobody found in/).waitFor();
    await expectAccessible();
  });

  it('on a timeline that is still filling', async () => {
    await stack.fault({ sourceId: 'superior-north', fault: 'hang' });
    await openTimeline(page, stack, story('broken-arm'));
    await page.waitForSelector('[role="row"][data-index]');
    await expectAccessible();
  });

  it('on a timeline with a source down, with an open report, the list of sources and the keyboard help', async () => {
    await openTimeline(page, stack, story('broken-arm'));
    await untilAllAnswered(page);
    await expectAccessible();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: /^Report: XR wrist left/ }).first().click();
    await page.locator('aside article').waitFor();
    await expectAccessible();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const name of ['All sources', 'Keyboard']) {
      await page.getByRole('button', { name }).first().click();
      await page.locator('dialog[open]').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Plain pages' }).click();
    await expectAccessible();
  });

  it('on a timeline that every source answered', async () => {
    await stack.fault({ sourceId: 'lake-of-the-woods', fault: 'none' });
    await openTimeline(page, stack, story('three-thousand-items'));
    await retryUntilAllHaveAnswered(page);
    await expectAccessible();
  });

  it('on a timeline with nothing, with something restricted, of somebody who died, with copies that disagree', async () => {
    for (const id of ['nothing-anywhere', 'consent-blocked', 'deceased', 'newer-addendum']) {
      await openTimeline(page, stack, story(id));
      // Nobody's patient at this hospital: the question why comes first.
      const reason = page.getByRole('button', { name: 'I am treating this patient now' });
      await reason.or(page.locator('section[aria-label="What this page covers"]')).first().waitFor();
      if (await reason.isVisible()) await reason.click();
      await untilAllAnswered(page);
      await expectAccessible();
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: /^Sources disagree, compare/ }).first().click();
    await page.locator('dialog[open]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('on the print page, before and after', async () => {
    await page.getByRole('link', { name: 'Print' }).click();
    await page.getByRole('button', { name: /^Prepare/ }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: /^Prepare/ }).click();
    await page.locator('article[data-ready="true"]').waitFor();
    await expectAccessible();
  });

  it('on the image window and its stop page', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goBack();
    await untilAllAnswered(page);
    const [images] = await Promise.all([browser.context.waitForEvent('page'), page.getByRole('button', { name: /^Images: CT chest/ }).first().click()]);
    await images.waitForSelector('iframe');
    await expectAccessible(images);
    await images.goto(`${stack.baseUrl}/view/unknown-launch`);
    await images.getByRole('heading').waitFor();
    await expectAccessible(images);
    await images.close();
  });

  it('on an address of a patient that is not open, on an unknown page and on the lock screen', async () => {
    await page.goto(`${stack.baseUrl}/p/unknown/timeline`);
    await page.getByRole('heading', { name: /not open in your session/ }).waitFor();
    await expectAccessible();
    await page.goto(`${stack.baseUrl}/no-such-page`);
    await page.getByRole('heading', { name: /no such page/ }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await expectAccessible();
  });
});

it('let nothing leave this machine and broke no content policy', () => {
  expect(browser.foreignRequests).toEqual([]);
  expect(complaints.all.filter((line) => /Content Security Policy|script:/.test(line))).toEqual([]);
});
