import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse, stringify } from 'yaml';
import {
  accessibilityViolations, collectComplaints, launchBrowser, openTimeline, readStories, sidewaysScroll, signInByHand, startPortal, untilText,
  type RunningPortal, type Story, type TestBrowser,
} from '@longview/test-support';

jest.setTimeout(120_000);

type Page = ReturnType<TestBrowser['context']['pages']>[number];

/** Long enough to look at what was opened, short enough to wait for its end. */
const OVERRIDE_MS = 30_000;
const RESTRICTED = "Some or all information is restricted at the patient's direction";

let portal: RunningPortal;
/** The privacy contact sits at another workstation. */
let office: TestBrowser;
let desk: Page;
let clinician: Page;
let stories: ReadonlyMap<string, Story>;
let officeComplaints: ReturnType<typeof collectComplaints>;

beforeAll(async () => {
  portal = await startPortal({
    province: (text) => {
      const province = parse(text) as { sources: object[] };
      return stringify({ ...province, sources: province.sources.map((source) => ({ ...source, overrideDurationMs: OVERRIDE_MS })) });
    },
  });
  office = await launchBrowser();
  desk = office.context.pages()[0]!;
  clinician = portal.page;
  officeComplaints = collectComplaints(office.context);
  stories = await readStories(portal.stack);
});
afterEach(() => portal?.stack.fault(undefined));
afterAll(async () => {
  await office?.close();
  await portal?.stop();
});

const story = (id: string): Story => stories.get(id)!;
/** Every source has said what it says now: nothing more will come. */
const untilSettled = (): Promise<unknown> => clinician.locator('section[aria-label="What this page covers"] time').waitFor();
const fillFile = async ({ healthNumber, family, given, birthDate }: Story): Promise<void> => {
  for (const [field, value] of Object.entries({ identifierValue: healthNumber, family, given: given.join(' '), birthDate })) await desk.fill(`#consent-${field}`, value);
  await desk.getByRole('button', { name: 'Open the directives' }).click();
};
const expectAccessible = async (page: Page): Promise<void> => {
  expect(await accessibilityViolations(page)).toEqual([]);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sidewaysScroll(page)).toBe(0);
  }
};

describe('somebody whom nothing connects with a patient', () => {
  it('sees the banner and is asked why, in one press, before anything of the record', async () => {
    await signInByHand(clinician, portal.stack, 'dr.osei');
    await clinician.getByRole('button', { name: /Brigid/ }).first().click();
    await openTimeline(clinician, portal.stack, story('addendum-as-own-report'));
    await clinician.waitForSelector('#why');
    await untilText(clinician.locator('#patient-banner'), story('addendum-as-own-report').family.toUpperCase());
    expect(await clinician.locator('[role="row"]').count()).toBe(0);
    expect(await clinician.evaluate(() => document.activeElement?.id)).toBe('why');
    await expectAccessible(clinician);
    await clinician.getByRole('button', { name: 'Referral or second opinion' }).click();
    await clinician.waitForSelector('[role="row"][data-index]');
  });

  it('is not asked again for the same patient, nor where the hospital knows the patient', async () => {
    for (const id of ['addendum-as-own-report', 'broken-arm']) {
      await clinician.goto(`${portal.stack.baseUrl}/find`);
      await openTimeline(clinician, portal.stack, story(id));
      await clinician.waitForSelector('[role="row"][data-index]');
      expect(await clinician.locator('#why').count()).toBe(0);
    }
  });

  it('is told when the hospital’s own system did not answer', async () => {
    await portal.stack.fault({ sourceId: 'st-brigid', fault: 'hang' });
    await clinician.goto(`${portal.stack.baseUrl}/find`);
    await openTimeline(clinician, portal.stack, story('known-allergies'));
    await clinician.waitForSelector('#why');
    await untilText(clinician.locator('main'), "Your organization's own system did not answer in time");
  });
});

describe('a directive, from the desk to the screen of somebody who breaks the glass', () => {
  it('is entered at the desk, where each problem stands at its field', async () => {
    await signInByHand(desk, portal.stack, 'privacy.singh');
    await desk.goto(`${portal.stack.baseUrl}/consent`);
    await desk.waitForSelector('#consent-identifierValue');
    await desk.getByRole('button', { name: 'Open the directives' }).click();
    expect(await desk.getAttribute('#consent-family', 'aria-invalid')).toBe('true');
    await expectAccessible(desk);
    await fillFile(story('broken-arm'));
    await desk.getByRole('button', { name: 'Enter a directive' }).click();
    await desk.getByRole('radio', { name: 'Everything, from everybody' }).check();
    await desk.getByRole('radio', { name: 'The patient', exact: true }).check();
    await untilText(desk.locator('form'), 'Blocks the whole record, at every source, from everybody.');
    await desk.fill('#directive-startsAt', '03/04/2030');
    await desk.getByRole('button', { name: 'Enter the directive' }).click();
    expect(await desk.getAttribute('#directive-startsAt', 'aria-invalid')).toBe('true');
    await desk.fill('#directive-startsAt', '2030-12-02');
    await desk.fill('#directive-endsAt', '2030-12-01');
    await desk.getByRole('button', { name: 'Enter the directive' }).click();
    await desk.waitForSelector('#directive-endsAt[aria-invalid="true"]');
    await untilText(desk.locator('form'), 'The end is not after the start.');
    await expectAccessible(desk);
  });

  it('takes the rows off the page of somebody who is looking at them, within seconds', async () => {
    await clinician.context().clearCookies();
    await clinician.goto('about:blank');
    await signInByHand(clinician, portal.stack, 'dr.leclair');
    await openTimeline(clinician, portal.stack, story('broken-arm'));
    await clinician.waitForSelector('[role="row"][data-index]');
    await desk.fill('#directive-startsAt', '');
    await desk.fill('#directive-endsAt', '');
    await desk.getByRole('button', { name: 'Enter the directive' }).click();
    await desk.getByText('The directive is entered.').first().waitFor();
    await clinician.locator('[role="row"][data-index]').first().waitFor({ state: 'detached', timeout: 10_000 });
    await clinician.getByText(RESTRICTED).waitFor();
    await untilText(clinician.locator('#patient-banner'), 'Restricted');
  });

  it('is confirmed to the patient by a letter in their language', async () => {
    await desk.getByRole('link', { name: 'Letter to the patient' }).click();
    await desk.getByRole('radio', { name: 'Français' }).check();
    const letter = desk.locator('article[lang="fr"]');
    await untilText(letter, 'Votre directive en matière de consentement');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'The letter was sent today' }).click();
    await desk.getByRole('button', { name: /History \(version 2\)/ }).waitFor();
  });

  it('is overridden on one of three grounds, with one button and a countdown, and closes at zero by itself', async () => {
    await clinician.getByRole('button', { name: 'Override …' }).click();
    const dialog = clinician.locator('dialog[open]');
    await dialog.getByRole('button', { name: 'Open restricted information' }).click();
    await untilText(dialog, /Tell the patient[\s\S]*other restricted information[\s\S]*may refuse[\s\S]*Choose the ground\./);
    expect(await accessibilityViolations(clinician)).toEqual([]);
    expect(await dialog.locator('textarea').count()).toBe(0);
    await dialog.getByRole('radio', { name: /expressly consents/ }).check();
    await dialog.getByRole('radio', { name: 'A substitute decision-maker', exact: true }).check();
    await dialog.getByRole('button', { name: 'Open restricted information' }).click();
    await untilText(dialog, 'Write the name of the substitute.');
    await dialog.getByRole('radio', { name: /harm to another person/ }).check();
    await untilText(dialog, 'Commissioner');
    await dialog.getByRole('button', { name: 'Open restricted information' }).click();

    await clinician.locator('#patient-banner [role="timer"]').waitFor();
    await clinician.waitForSelector('[role="row"][data-index]');
    await expectAccessible(clinician);
    await clinician.locator('#patient-banner [role="timer"]').waitFor({ state: 'detached', timeout: OVERRIDE_MS + 10_000 });
    await clinician.getByText(RESTRICTED).waitFor();
    await untilSettled();
    expect(await clinician.locator('[role="row"][data-index]').count()).toBe(0);
  });

  it('is opened and closed again by hand', async () => {
    await clinician.getByRole('button', { name: 'Override …' }).click();
    await clinician.getByRole('radio', { name: /harm to the patient/ }).check();
    await clinician.getByRole('button', { name: 'Open restricted information' }).click();
    await clinician.waitForSelector('[role="row"][data-index]');
    await clinician.getByRole('button', { name: 'Close now' }).click();
    await clinician.locator('#patient-banner [role="timer"]').waitFor({ state: 'detached' });
    await untilSettled();
    expect(await clinician.locator('[role="row"][data-index]').count()).toBe(0);
  });

  it('leaves no complaint in either browser', () => {
    expect([...portal.complaints.all, ...officeComplaints.all]).toEqual([]);
    expect([...portal.browser.foreignRequests, ...office.foreignRequests]).toEqual([]);
  });
});
