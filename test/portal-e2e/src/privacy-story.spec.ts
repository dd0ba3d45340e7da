import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { launchBrowser, openTimeline, readLoggedReadings, readStories, signInByHand, startPortal, untilAllAnswered, untilText, violationsInLooks, type RunningPortal, type RunningStack, type Story, type TestBrowser } from '@longview/test-support';
import { step } from './story-step.js';

jest.setTimeout(120_000);

type Page = ReturnType<TestBrowser['context']['pages']>[number];

const MINUTE_MS = 60_000;
const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(Date.now());

let portal: RunningPortal;
let stack: RunningStack;
/** The reviewers', one after the other. */
let desk: Page;
let nursesBrowser: TestBrowser;
let hers: Page;
/** Lives where the nurse lives. */
let neighbour: Story;

beforeAll(async () => {
  [portal, nursesBrowser] = await Promise.all([startPortal(), launchBrowser()]);
  ({ stack, page: desk } = portal);
  hers = nursesBrowser.context.pages()[0]!;
  neighbour = (await readStories(stack)).get('same-record-number-london')!;
});
afterAll(async () => {
  await nursesBrowser?.close();
  await portal?.stop();
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true });
/** Everybody can read the page as it is now: narrow and in French, wide and in English. */
const expectAccessible = async (): Promise<void> => { expect(await violationsInLooks(desk, [[320, 'fr'], [1280, 'en']])).toEqual([]); };
const place = async (name: string): Promise<void> => { await desk.getByRole('navigation', { name: 'Privacy office' }).getByRole('link', { name, exact: true }).click(); };
/** Presses a button, fills what its dialog asks for, and waits until the dialog is gone. */
const inDialog = async (opener: string, fields: Readonly<Record<string, string>>, confirm: string): Promise<void> => {
  await desk.getByRole('button', { name: opener, exact: true }).click();
  const dialog = desk.locator('dialog[open]');
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(value);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

describe('a nurse who opens her neighbour’s record', () => {
  let caseAddress: string;

  step('says only that she treats the patient', async () => {
    await signInByHand(hers, stack, 'nurse.vuong');
    await openTimeline(hers, stack, neighbour);
    await hers.getByRole('button', { name: 'I am treating this patient now' }).click();
    await untilAllAnswered(hers);
  });

  step('is in the queue within a minute, with what speaks against it and what explains it side by side', async () => {
    await signInByHand(desk, stack, 'program.okafor');
    await desk.goto(`${stack.baseUrl}/privacy`);
    const line = desk.getByRole('group', { name: /^Thi Vuong, RN with .*Whiteduck/i });
    for (const deadlineMs = Date.now() + MINUTE_MS; (await line.count()) === 0 && Date.now() < deadlineMs;) {
      await desk.waitForTimeout(1_000);
      await desk.getByRole('button', { name: 'Look again' }).click();
      await desk.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
    }
    const words = await line.innerText();
    expect(words).toMatch(/Why flagged[\s\S]*Has the patient's postal code[\s\S]*What explains it[\s\S]*Said why: treating this patient now/);
    expect(desk.url()).not.toContain(neighbour.healthNumber);
    await expectAccessible();
  });

  step('is asked by one key, and the queue says that there is nothing left', async () => {
    // Who comes to the page has the first line under their keys.
    await desk.reload();
    await desk.locator('[role="group"][aria-label^="Thi Vuong"]:focus').waitFor();
    await desk.keyboard.press('2');
    const dialog = desk.locator('dialog[open]');
    await dialog.getByRole('button', { name: 'Send the question' }).click();
    await dialog.waitFor({ state: 'detached' });
    await desk.getByRole('link', { name: 'Open the case' }).waitFor();
    await desk.getByRole('button', { name: 'Look again' }).click();
    await heading(desk, 'Everything is decided').waitFor();
  });

  step('answers under her account', async () => {
    await hers.goto(`${stack.baseUrl}/account/questions`);
    await hers.getByLabel(/^Answer/).fill('She lives next door and I was worried about her.');
    await hers.getByRole('button', { name: 'Send the answer' }).click();
    await hers.getByText('You answered on', { exact: false }).waitFor();
    expect(await hers.innerText('main')).not.toMatch(/whiteduck/i);
  });

  step('has the case confirmed, with her answer and a proof of each line of the log', async () => {
    await place('Cases');
    await desk.getByRole('table').getByRole('link').first().click();
    await desk.getByText('She lives next door and I was worried about her.').waitFor();
    caseAddress = desk.url();
    const proofs = desk.getByRole('button', { name: /^Download the proof of event/ });
    for (const deadlineMs = Date.now() + MINUTE_MS; (await proofs.count()) === 0 && Date.now() < deadlineMs;) {
      await desk.waitForTimeout(1_000);
      await desk.reload();
      await heading(desk, 'History').waitFor();
    }
    const [proof] = await Promise.all([desk.waitForEvent('download'), proofs.first().click()]);
    expect(proof.suggestedFilename()).toMatch(/^proof-[\w-]+\.json$/);
    await inDialog('Confirmed', { Finding: 'Worry is no reason to open a record.' }, 'The breach is confirmed');
    await desk.getByRole('button', { name: 'Assess the breach' }).waitFor();
  });

  step('is a breach of which the Commissioner has to be told', async () => {
    await desk.getByRole('button', { name: 'Assess the breach' }).click();
    const form = desk.getByRole('form', { name: 'Assess the breach' });
    await form.getByRole('button', { name: 'Save the assessment' }).click();
    await untilText(form, 'Choose one.');
    await form.getByLabel(/^What happened/).selectOption({ label: 'Used without authority' });
    await form.getByLabel(/^How it was contained/).fill('She was told to stop, and did.');
    await form.getByLabel(/^How it is prevented/).fill('Everybody at the clinic was reminded.');
    const circumstances = form.getByRole('radiogroup');
    for (let i = 0; i < await circumstances.count(); i++) await circumstances.nth(i).getByRole('radio', { name: i === 0 ? 'Applies' : 'Does not apply', exact: true }).check();
    await form.getByLabel(/^Why/).first().fill('She knew that she was not treating her.');
    await form.getByRole('button', { name: 'Save the assessment' }).click();
    await desk.getByText('The Commissioner has to be told').waitFor();
    await expectAccessible();
    await inDialog('Record the notices', { 'Patients told on': today(), 'Commissioner told on': today() }, 'Record');
    await desk.getByText('A second person closes it', { exact: false }).waitFor();
  });

  step('is closed by a second person, who finds the breach package there, without the patient’s name', async () => {
    await portal.context.clearCookies();
    await desk.goto(`${stack.baseUrl}/sign-in`);
    await signInByHand(desk, stack, 'program.benoit');
    await desk.goto(caseAddress);
    await inDialog('Close the case', {}, 'Close the case');
    await desk.locator('main').getByText('Closed', { exact: true }).first().waitFor();
    await desk.getByRole('link', { name: 'Breach package' }).click();
    await desk.getByRole('button', { name: 'Make the package' }).click();
    const [archive] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: 'Download everything' }).click()]);
    expect(archive.suggestedFilename()).toMatch(/\.zip$/);
    await desk.getByText('Thi Vuong').first().waitFor();
    expect(await desk.getByText(/whiteduck/i).count()).toBe(0);
    await expectAccessible();
  });

  step('stands in the list that the patient is given', async () => {
    await place('Explore');
    await desk.getByLabel(/^Health number/).fill(neighbour.healthNumber);
    await desk.getByRole('button', { name: 'Find', exact: true }).click();
    await desk.getByText('Who looked at this record').waitFor();
    expect(desk.url()).not.toContain(neighbour.healthNumber);
    await untilText(desk.getByRole('table').first(), 'Thi Vuong');
    await expectAccessible();
    await desk.getByRole('link', { name: "The patient's own list" }).click();
    await desk.locator('article li').first().waitFor();
    await untilText(desk.locator('article'), 'Thi Vuong');
    await expectAccessible();
  });

  step('stands among the nurse’s own hours, days and peers', async () => {
    await desk.goto(`${stack.baseUrl}/privacy/users/nurse-vuong?organization=riverbend`);
    await desk.getByRole('button', { name: /^Show as table: Accesses by weekday and hour/ }).click();
    await expectAccessible();
  });
});

describe('who looks at accesses', () => {
  step('stands in the log with each of their own readings', async () => {
    const readings = await readLoggedReadings(stack);
    for (const userId of ['program-okafor', 'program-benoit']) expect(readings.filter((reading) => reading.userId === userId).length).toBeGreaterThan(3);
  });

  step('is shown nothing about themselves', async () => {
    await desk.goto(`${stack.baseUrl}/privacy/reports?user=program-benoit`);
    await desk.getByText('This is not yours to look at', { exact: false }).waitFor();
    await desk.goto(`${stack.baseUrl}/privacy/users/program-benoit`);
    await desk.getByText('This is not yours to look at', { exact: false }).waitFor();
  });
});

it('let nothing leave this machine and broke no content policy', () => {
  expect([...portal.browser.foreignRequests, ...nursesBrowser.foreignRequests]).toEqual([]);
  expect(portal.complaints.all.filter((line) => /Content Security Policy|script:/.test(line))).toEqual([]);
});
