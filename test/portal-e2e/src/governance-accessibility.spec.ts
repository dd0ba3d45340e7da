import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accessibilityViolations, openTimeline, readStories, sidewaysScroll, signInByHand, startPortal, violationsInLooks, type Look, type RunningPortal, type RunningStack, type Story, type TestBrowser } from '@longview/test-support';

jest.setTimeout(300_000);

type Page = ReturnType<TestBrowser['context']['pages']>[number];

let portal: RunningPortal;
let stack: RunningStack;
let page: Page;
let stories: ReadonlyMap<string, Story>;

beforeAll(async () => {
  portal = await startPortal();
  ({ stack, page } = portal);
  stories = await readStories(stack);
});
afterAll(() => portal?.stop());

const become = async (username: string, choices?: Parameters<typeof signInByHand>[3]): Promise<void> => {
  await portal.context.clearCookies();
  await page.goto(`${stack.baseUrl}/sign-in`);
  await page.setViewportSize({ width: 1280, height: 800 });
  await signInByHand(page, stack, username, choices);
};
/** Waits for the page's own heading: until then it may be another page's, or nothing. */
const visit = async (path: string, heading: string | RegExp): Promise<void> => {
  await page.goto(stack.baseUrl + path);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"], main[aria-busy="true"]') === null);
};

const EVERY_LOOK: readonly Look[] = [[1280, 'en'], [1280, 'fr'], [320, 'fr'], [320, 'en']];
/** For further states of a page that was looked at in every way. */
const TWO_LOOKS: readonly Look[] = [[320, 'fr'], [1280, 'en']];

/** Looks at what is on the page now. Ends wide and in English. */
async function expectAccessible(looks: readonly Look[] = EVERY_LOOK): Promise<void> {
  const found = await violationsInLooks(page, looks);
  // A page that shows a patient names the window after them.
  expect(await page.title()).toMatch(/ – Longview$| · \d{4}-\d{2}-\d{2}$/);
  expect(found).toEqual([]);
}
/** A dialog covers the switch of the language: it is looked at in English, in both widths. */
async function expectDialogAccessible(): Promise<void> {
  await page.locator('dialog[open]').waitFor();
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

describe('no accessibility rule is broken on pages about access, in both languages, at 1280 and 320 px', () => {
  it('on the user agreement, for somebody who signs in for the first time', async () => {
    await become('program.okafor', { acceptsAgreement: false });
    await page.getByRole('heading', { name: 'User agreement' }).waitFor();
    await page.getByRole('button', { name: 'I agree' }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'I agree' }).click();
    await page.getByRole('heading', { name: 'My work' }).waitFor();
  });

  it('on the start page, the organizations and one of them in all its parts, with its dialogs', async () => {
    await expectAccessible();
    await visit('/organizations', 'Organizations');
    await expectAccessible();
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await expectAccessible(TWO_LOOKS);
    await page.getByRole('button', { name: 'Add an organization' }).click();
    await expectDialogAccessible();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('link', { name: /^St\. Brigid/ }).click();
    for (const tab of ['Offices', 'Agreements', /^Sites/, 'Sources', 'History', 'Checklist']) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible(tab === 'Offices' ? EVERY_LOOK : TWO_LOOKS);
    }
    await page.getByRole('button', { name: 'Suspend' }).click();
    await expectDialogAccessible();
  });

  it('on the province, its charts and their tables', async () => {
    await visit('/province', 'Province');
    await page.getByRole('button', { name: /^Show as table/ }).first().waitFor();
    await expectAccessible();
    const pictures = page.getByRole('button', { name: /^Show as table/ });
    for (let left = await pictures.count(); left > 0; left--) await pictures.first().click();
    expect(await pictures.count()).toBe(0);
    await expectAccessible(TWO_LOOKS);
  });

  it('on attestation before there is a campaign, and on the campaign of the province', async () => {
    await visit('/attestation', 'Attestation');
    await expectAccessible();
    await page.getByRole('button', { name: 'Open a campaign' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.locator('button[type="submit"]').click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('main ul a').first().waitFor();
    await expectAccessible();
    // A job makes the sheets.
    for (const deadlineMs = Date.now() + 90_000; (await page.getByText('Under way', { exact: true }).count()) === 0 && Date.now() < deadlineMs;) {
      await page.waitForTimeout(500);
      await visit('/attestation', 'Attestation');
    }
    await page.locator('main ul a').first().click();
    await page.getByRole('table').first().waitFor();
    await expectAccessible();
  });

  it('on my account, the agreement again and the agreements of before', async () => {
    await visit('/account', 'My account');
    await expectAccessible();
    await visit('/account/agreement', 'User agreement');
    await expectAccessible(TWO_LOOKS);
    await visit('/account/agreements', /.+/);
    await expectAccessible();
    await visit('/account/questions', 'Questions about my accesses');
    await expectAccessible();
  });

  it('on the privacy office where nothing was flagged yet, and its dialogs', async () => {
    await become('program.okafor');
    await visit('/privacy', 'Nothing was flagged');
    await expectAccessible();
    await page.getByRole('button', { name: 'More filters' }).click();
    await expectAccessible(TWO_LOOKS);
    await page.getByRole('button', { name: 'Keys' }).click();
    await expectDialogAccessible();
    for (const [path, heading, dialogs] of [
      ['/privacy/sample', 'No access was drawn yet', ['Change how many']], ['/privacy/explore', 'Explore', []], ['/privacy/cases', 'Cases', ['Open a case']], ['/privacy/reports', 'Reports', []],
      ['/privacy/rules', 'All rules', ['Change the rule: Override', 'Retire the rule: Override']], ['/privacy/watch-list', 'Nobody is on the list', ['Add a patient']],
    ] as const) {
      await visit(path, heading);
      await expectAccessible(TWO_LOOKS);
      for (const name of dialogs) {
        await page.getByRole('button', { name, exact: true }).click();
        await expectDialogAccessible();
      }
    }
    await visit('/privacy/cases', 'Cases');
    await page.getByRole('tab', { name: 'Annual count' }).click();
    await page.getByRole('table').waitFor();
    await expectAccessible(TWO_LOOKS);
  });

  it('on the users, one of them with the dialogs, a request with mistakes, the import, HR and provisioning', async () => {
    await become('lra.morin');
    await visit('/users', 'Users');
    await page.getByRole('table').first().waitFor();
    await expectAccessible();
    await page.getByRole('link', { name: /Osei/ }).click();
    await page.getByRole('heading', { name: /Osei/ }).first().waitFor();
    await expectAccessible();
    for (const name of ['Verify again', 'Verify the identity', 'Link an identity', 'Suspend']) {
      const button = page.getByRole('button', { name, exact: true });
      if ((await button.count()) === 0) continue;
      await button.click();
      await expectDialogAccessible();
    }
    await visit('/users/request', 'Request a user');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('alert').first().waitFor();
    await expectAccessible(TWO_LOOKS);
    for (const [path, heading] of [['/users/import', 'Import a file of users'], ['/users/hr', /HR/], ['/users/provisioning', 'Provisioning']] as const) {
      await visit(path, heading);
      await expectAccessible();
    }
  });

  it('on the attestation sheet of a registration authority, with somebody opened', async () => {
    await visit('/attestation', 'Attestation');
    await page.locator('main ul a').first().click();
    await page.getByRole('tab').first().waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expectAccessible(TWO_LOOKS);
    }
  });

  it('on the offices, and on a page that is not part of the role', async () => {
    await become('lsa.beaulieu');
    await visit('/offices', 'Offices');
    await expectAccessible();
    await page.getByRole('button', { name: /^Propose somebody as Privacy Contact/ }).click();
    await expectDialogAccessible();
    await visit('/organizations', 'This page is not part of your role');
    await expectAccessible();
  });

  it('on the consent desk: finding, mistakes, a patient without directives, the form, the notices', async () => {
    await become('privacy.singh');
    await visit('/consent', /.+/);
    await page.locator('#consent-identifierValue').waitFor();
    await expectAccessible();
    await page.locator('main form button[type="submit"]').click();
    await page.getByRole('alert').first().waitFor();
    await expectAccessible(TWO_LOOKS);
    const { healthNumber, family, given, birthDate } = stories.get('broken-arm')!;
    for (const [field, value] of Object.entries({ identifierValue: healthNumber, family, given: [given].flat()[0]!, birthDate })) await page.locator(`#consent-${field}`).fill(value);
    await page.locator('main form button[type="submit"]').click();
    await page.getByRole('heading', { name: new RegExp(family, 'i') }).first().waitFor();
    await expectAccessible();
    await visit('/consent/notices', /.+/);
    await expectAccessible();
  });

  it('on the question why, and where nobody may act', async () => {
    await become('nurse.vuong');
    await page.waitForSelector('#search-number');
    await openTimeline(page, stack, stories.get('broken-arm')!);
    await page.getByRole('heading', { name: 'Why are you with this patient?' }).waitFor();
    await expectAccessible();
    await become('dr.abernathy', { acceptsAgreement: false });
    await page.getByRole('heading', { name: 'You cannot open records at the moment' }).waitFor();
    await expectAccessible();
  });
});

it('let nothing leave this machine and broke no content policy', () => {
  expect(portal.browser.foreignRequests).toEqual([]);
  expect(portal.complaints.all.filter((line) => /Content Security Policy|script:/.test(line))).toEqual([]);
});
