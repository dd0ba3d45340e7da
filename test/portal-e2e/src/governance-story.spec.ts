import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { everyMorning } from '@longview/attestation';
import { campaignParts, launchBrowser, openTimeline, readStories, signInByHand, startPortal, untilAllAnswered, untilText, type RunningPortal, type RunningStack, type Story, type TestBrowser } from '@longview/test-support';
import { step } from './story-step.js';

jest.setTimeout(180_000);

type Page = ReturnType<TestBrowser['context']['pages']>[number];

const ORGANIZATION = 'Birchwood Care Centre';
const DAY_MS = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const TODAY = dayOf(Date.now() - 5 * 3_600_000);
const NEXT_YEAR = dayOf(Date.now() + 365 * DAY_MS);

let portal: RunningPortal;
let stack: RunningStack;
/** Who works on access, one after the other at one desk; the nurse has her own. */
let desk: Page;
let hers: Page;
let nursesBrowser: TestBrowser;
let stories: ReadonlyMap<string, Story>;

beforeAll(async () => {
  portal = await startPortal();
  ({ stack, page: desk } = portal);
  nursesBrowser = await launchBrowser();
  hers = nursesBrowser.context.pages()[0]!;
  stories = await readStories(stack);
});
afterAll(async () => {
  await nursesBrowser?.close();
  await portal?.stop();
});

/** Somebody else sits down at the desk: another cookie jar, another sign-in. */
const sitDown = async (username: string): Promise<void> => {
  await portal.context.clearCookies();
  await desk.goto(`${stack.baseUrl}/sign-in`);
  await signInByHand(desk, stack, username);
};
const go = async (name: string): Promise<void> => { await desk.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click(); };
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true });

/** Fills the fields of a form by their labels; of several with the same label, `label#2` is the second. */
const fill = async (form: ReturnType<Page['locator']>, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) {
    const [label, nth = '1'] = name.split('#');
    const field = form.getByLabel(new RegExp(`^${label}( \\*| \\(optional\\))*$`)).nth(Number(nth) - 1);
    if (await field.evaluate((element) => element.tagName === 'SELECT')) await field.selectOption({ label: value });
    else await field.fill(value);
  }
};
/** Presses a button, fills the dialog that it opens, and waits until the dialog has done what it is for. */
const inDialog = async (opener: string | RegExp, fields: Readonly<Record<string, string>>, confirm: string, more: (dialog: ReturnType<Page['locator']>) => Promise<void> = async () => undefined): Promise<void> => {
  await desk.getByRole('button', { name: opener, exact: true }).first().click();
  const dialog = desk.locator('dialog[open]');
  await fill(dialog, fields);
  await more(dialog);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};
const tab = async (name: string): Promise<void> => { await desk.getByRole('tab', { name, exact: true }).click(); };

describe('an organization joins', () => {
  step('begins with a checklist that the program office keeps', async () => {
    await sitDown('program.okafor');
    await heading(desk, 'My work').waitFor();
    await go('Organizations');
    await inDialog('Add an organization', { 'Name in English': ORGANIZATION, 'Name in French': 'Centre de soins Birchwood', Sector: 'Long-term care', 'E-mail of the privacy office': 'privacy@birchwood.example' }, 'Begin the checklist');
    await heading(desk, ORGANIZATION).waitFor();
    await untilText(desk.locator('main'), /Participation agreement under way[\s\S]*Program office review not yet/);
  });

  step('has an agreement, sources, and people who will hold its offices', async () => {
    await tab('Agreements');
    await inDialog('Add an agreement', { Kind: 'Participation', Version: '2026-1', 'Signed by': 'Ian Fraser', 'Signed on': TODAY, 'In force from': TODAY, 'Last day': NEXT_YEAR }, 'Add an agreement');
    await tab('Sources');
    await inDialog('Change sources', { Reason: 'As agreed' }, 'Change sources', async (dialog) => {
      for (const source of [/^Thames Valley/, /^St\. Brigid/, /^DI Common Service/]) await dialog.getByLabel(source).check();
    });
    await tab('Offices');
    const documents = { 'Document with a picture': 'Passport', 'Valid until#1': NEXT_YEAR, 'Another document': 'Birth certificate' };
    await inDialog('Register a first person', { 'Family name': 'Fraser', 'Given name': 'Ian', 'E-mail': 'ian.fraser@birchwood.example', ...documents, 'Log-in identity': 'sandbox-lsa.fraser' }, 'Register');
    await inDialog('Register a first person', { 'Family name': 'Tran', 'Given name': 'Mai', 'E-mail': 'mai.tran@birchwood.example', ...documents, 'Log-in identity': 'sandbox-lra.tran' }, 'Register');
    for (const [office, who] of [['Legal Signing Authority (LSA)', 'Ian Fraser'], ['Local Registration Authority (LRA)', 'Mai Tran'], ['Privacy Contact', 'Ian Fraser'], ['Information Security Contact', 'Ian Fraser']] as const) {
      await inDialog(`Propose somebody as ${office}`, {}, 'Propose', (dialog) => dialog.getByRole('radio', { name: new RegExp(who) }).check());
    }
  });

  step('goes through its steps in their order', async () => {
    await tab('Checklist');
    await inDialog('Done', { 'Who signed': 'Ian Fraser' }, 'Done');
    await inDialog('Done', {}, 'Done');
    await inDialog('Done', { 'Who attested': 'Ian Fraser' }, 'Done');
    await inDialog('Decide', { Decision: 'Yes, it may take part', 'Who decided': 'Linda Okafor-Smith' }, 'Decide');
    await inDialog('Done', { 'Who passed the training': 'Mai Tran' }, 'Done');
    await desk.getByText(/Provisioning under way/).waitFor();
  });

  step('takes part when a second person of the program office has confirmed its offices and ticked the last step', async () => {
    const address = desk.url();
    await sitDown('program.benoit');
    await desk.goto(address);
    await tab('Offices');
    for (let left = 4; left > 0; left--) {
      await desk.waitForFunction((count) => [...document.querySelectorAll('main button')].filter((button) => /^Confirm .+ as /.test(button.getAttribute('aria-label') ?? '')).length === count, left);
      await inDialog(/^Confirm .+ as /, {}, 'Confirm');
    }
    await tab('Checklist');
    await inDialog('Done', {}, 'Done');
    await desk.getByText(/^Takes part since/).waitFor();
  });
});

describe('its LRA registers a nurse', () => {
  step('whom the signing authority asks for', async () => {
    await sitDown('lsa.fraser');
    await go('Users');
    await desk.getByRole('link', { name: 'Request a user' }).click();
    await heading(desk, 'Request a user').waitFor();
    const form = desk.locator('main form');
    await fill(form, { 'Family name': 'Dubois', 'Given name': 'Claire', 'E-mail address': 'claire.dubois@birchwood.example', 'Job title': 'Registered nurse', 'Regulatory college': 'Nurses (CNO)', 'Licence number': '1234567', Reason: 'Evening rounds' });
    await form.getByLabel('Nurse', { exact: true }).check();
    for (const source of [/^Thames Valley/, /^St\. Brigid/, /^DI Common Service/]) await form.getByLabel(source).check();
    await form.getByRole('button', { name: 'Send the request' }).click();
    await heading(desk, /Dubois/).first().waitFor();
    await untilText(desk.locator('main'), 'Requested');
  });

  step('reviews, approves, sees her documents, links her log-in and opens her access', async () => {
    await sitDown('lra.tran');
    await heading(desk, 'My work').waitFor();
    await desk.getByText('1 registration waits').waitFor();
    await go('Users');
    await desk.getByRole('link', { name: /Dubois/ }).click();
    await desk.getByRole('button', { name: 'Mark as reviewed' }).click();
    await desk.getByRole('button', { name: 'Approve', exact: true }).click();
    await inDialog('Verify the identity', { 'Kind of document#1': 'Passport', 'Last valid day#1': NEXT_YEAR, 'Kind of document#2': 'Birth certificate' }, 'Save');
    await inDialog('Link an identity', { 'User name at the provider': 'sandbox-nurse.dubois' }, 'Save');
    await desk.getByRole('button', { name: 'Open the access' }).click();
    await desk.locator('main').getByText('Active', { exact: true }).first().waitFor();
  });
});

describe('she works', () => {
  step('reads and accepts the user agreement before anything else', async () => {
    await hers.goto(`${stack.baseUrl}/sign-in`);
    await signInByHand(hers, stack, 'nurse.dubois', { acceptsAgreement: false });
    await heading(hers, 'User agreement').waitFor();
    await hers.goto(`${stack.baseUrl}/find`);
    await heading(hers, 'User agreement').waitFor();
    expect(await hers.locator('#search-number').count()).toBe(0);
    await hers.getByRole('button', { name: 'I agree' }).click();
    await hers.waitForSelector('#search-number');
  });

  step('sees a patient after saying why', async () => {
    await openTimeline(hers, stack, stories.get('broken-arm')!);
    await heading(hers, 'Why are you with this patient?').waitFor();
    expect(await hers.locator('[role="row"][data-index]').count()).toBe(0);
    await hers.getByRole('button', { name: 'I am treating this patient now' }).click();
    await untilAllAnswered(hers);
    expect((await hers.locator('[role="row"][data-index]').allInnerTexts()).join()).toContain('XR wrist left');
  });
});

describe('nobody attests her', () => {
  let dueOn: string;

  step('although the program office opened a campaign', async () => {
    await sitDown('program.okafor');
    await go('Attestation');
    await desk.getByRole('button', { name: 'Open a campaign' }).click();
    const dialog = desk.locator('dialog[open]');
    dueOn = await dialog.locator('#plan-dueOn').inputValue();
    await dialog.locator('button[type="submit"]').click();
    await dialog.waitFor({ state: 'detached' });
    // The sheets are made by a job; whoever looks sees how far it is.
    for (const deadlineMs = Date.now() + 90_000; (await desk.getByText('Under way', { exact: true }).count()) === 0 && Date.now() < deadlineMs;) {
      await desk.waitForTimeout(500);
      await desk.reload();
      await heading(desk, 'Attestation').waitFor();
    }
    await desk.getByText('Under way', { exact: true }).waitFor();
  });

  step('and the signing authority attested the registration authority', async () => {
    await sitDown('lsa.fraser');
    for (const sheet of [/Users$/, /Office holders$/]) {
      await go('Attestation');
      await desk.getByRole('link').filter({ has: desk.locator('strong', { hasText: sheet }) }).click();
      await desk.getByRole('button', { name: 'Keep Mai Tran' }).click();
      // Who is new is kept with a reason.
      const reason = desk.getByRole('button', { name: 'Just registered and verified' });
      const kept = desk.getByText('Mai Tran is kept.').first();
      await reason.or(kept).first().waitFor();
      if (await reason.isVisible()) await reason.click();
      await kept.waitFor();
    }
  });

  step('and at the deadline she is suspended, and told why and whom to ask', async () => {
    const { deps, close } = await campaignParts({ runtimeUrl: stack.database.runtimeUrl, nowMs: Date.parse(`${dueOn}T10:20:00Z`) + DAY_MS });
    await everyMorning(deps, AbortSignal.timeout(60_000)).finally(close);
    await hers.reload();
    await heading(hers, 'You cannot open records at the moment').waitFor();
    const words = await untilText(hers.locator('main'), 'nobody attested it by the deadline');
    expect(words).toContain('Ask Mai Tran, Local Registration Authority');
    expect(await hers.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/tremblay|1987-04-12/i);
  });

  step('until the LRA reinstates her', async () => {
    await sitDown('lra.tran');
    await go('Users');
    await desk.getByRole('link', { name: /Dubois/ }).click();
    await inDialog('Reinstate', { Reason: 'Attested' }, 'Reinstate');
    await hers.getByRole('button', { name: 'Look again' }).click();
    await openTimeline(hers, stack, stories.get('broken-arm')!);
    await untilAllAnswered(hers);
    expect((await hers.locator('[role="row"][data-index]').allInnerTexts()).join()).toContain('XR wrist left');
  });
});

it('let nothing leave this machine and broke no content policy', () => {
  expect([...portal.browser.foreignRequests, ...nursesBrowser.foreignRequests]).toEqual([]);
  expect(portal.complaints.all.filter((line) => /Content Security Policy|script:/.test(line))).toEqual([]);
});
