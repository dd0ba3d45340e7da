import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  launchStudy, openFramed, readStories, shareSession, startPortal, untilImage,
  type GatewayClient, type RunningPortal, type RunningStack, type Story, type TestBrowser, type WindowPatient,
} from '@longview/test-support';

jest.setTimeout(180_000);

let portal: RunningPortal;
let stack: RunningStack;
let browser: TestBrowser;
let client: GatewayClient;
let stories: ReadonlyMap<string, Story>;

beforeAll(async () => {
  portal = await startPortal();
  ({ stack, browser } = portal);
  stories = await readStories(stack);
  client = await stack.signIn('dr.leclair');
  await shareSession(browser.context, client);
});
afterEach(async () => {
  for (const page of browser?.context.pages().slice(1) ?? []) await page.close();
});
afterAll(() => portal?.stop());

const patientOf = ({ family, given, birthDate, healthNumber }: Story): WindowPatient => ({ names: [{ family, given }], birthDate, identifiers: [healthNumber] });
const story = (id: string): Story => stories.get(id)!;

describe('the viewer', () => {
  it('shows the wrist that was x-rayed in another city, names its patient from the images and agrees with the window', async () => {
    const patient = story('broken-arm');
    const { viewerUrl } = await launchStudy(client, patient, patient.facts['studyUid']!);
    const { frame, messages } = await openFramed(browser.context, stack.baseUrl, viewerUrl, patientOf(patient));
    await untilImage(frame);
    const strip = await frame.innerText('.longview-strip');
    expect(strip).toContain(patient.birthDate);
    expect(strip).toContain('Not for primary diagnosis on this screen');
    expect((await messages()).map(({ type, verdict }) => [type, verdict])).toEqual(expect.arrayContaining([['longview.viewer.ready', undefined], ['longview.viewer.identity', 'same'], ['longview.viewer.first-image', undefined]]));
  });

  it('shows the earlier wrist, a computed radiograph, in French', async () => {
    const patient = story('broken-arm');
    const { viewerUrl, study } = await launchStudy(client, patient, patient.facts['priorStudyUid']!);
    expect(study.modalities).toEqual(['CR']);
    const { frame } = await openFramed(browser.context, stack.baseUrl, `${viewerUrl}&lang=fr`, patientOf(patient), 'fr');
    await untilImage(frame);
    expect(await frame.innerText('.longview-strip')).toContain('Ne pas utiliser cet écran pour un diagnostic primaire');
    expect(await frame.getAttribute('html', 'lang')).toBe('fr');
    expect(await frame.innerText('#root')).toContain('Études');
  });

  it('shows a CT slice by slice', async () => {
    const patient = story('newer-addendum');
    const { viewerUrl } = await launchStudy(client, patient, patient.facts['studyUid']!);
    const { frame, page } = await openFramed(browser.context, stack.baseUrl, viewerUrl, patientOf(patient));
    const first = await untilImage(frame);
    await frame.hover('canvas.cornerstone-canvas');
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, 120);
    await untilImage(frame, first);
  });

  it('plays the frames of an ultrasound clip', async () => {
    const patient = story('images-only-clinic');
    const { viewerUrl } = await launchStudy(client, patient, patient.facts['studyUid']!);
    const { frame, page } = await openFramed(browser.context, stack.baseUrl, viewerUrl, patientOf(patient));
    await untilImage(frame);
    // The clip is the second series, after the stills.
    await frame.dblclick('[data-cy="study-browser-thumbnail"] >> nth=1');
    await frame.waitForSelector('text=/\\(?1\\/24\\)?/', { timeout: 30_000 });
    const first = await untilImage(frame);
    await frame.hover('canvas.cornerstone-canvas');
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, 120);
    await untilImage(frame, first);
  });

  it('stops when the window is another patient’s, in both languages, and keeps nothing of the images', async () => {
    const patient = story('twin-noah');
    const { viewerUrl } = await launchStudy(client, patient, patient.facts['studyUid']!);
    for (const [language, words] of [['en', 'these images name another patient'], ['fr', 'ces images nomment un autre patient']] as const) {
      const { frame, messages } = await openFramed(browser.context, stack.baseUrl, `${viewerUrl}&lang=${language}`, patientOf(story('twin-nathan')), language);
      await frame.waitForURL(/\/viewer\/ended\?reason=wrong-patient/, { timeout: 60_000 });
      expect(await frame.innerText('main')).toContain(words);
      expect(await frame.locator('canvas').count()).toBe(0);
      expect(await messages()).toEqual(expect.arrayContaining([{ type: 'longview.viewer.identity', verdict: 'different' }, { type: 'longview.viewer.ended', reason: 'wrong-patient' }]));
    }
  });

  it('drops the images within seconds after the launch has ended, also when it asks for nothing more', async () => {
    const patient = story('broken-arm');
    const { viewerUrl, launchId } = await launchStudy(client, patient, patient.facts['studyUid']!);
    const { frame } = await openFramed(browser.context, stack.baseUrl, viewerUrl, patientOf(patient));
    await untilImage(frame);
    // Earlier tests opened the same study: access ends with the last of its launches.
    await client.run('EndLaunch', { launchId });
    await client.signOut();
    await frame.waitForURL(/\/viewer\/ended\?reason=access-ended/, { timeout: 10_000 });
    expect(await frame.innerText('main')).toContain('Access to these images has ended');
    client = await stack.signIn('dr.leclair');
    await shareSession(browser.context, client);
  });

  it('says so in words when a study was not opened from a timeline', async () => {
    const { frame } = await openFramed(browser.context, stack.baseUrl, '/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3.4', patientOf(story('broken-arm')));
    await frame.waitForURL(/\/viewer\/ended\?reason=not-available/, { timeout: 60_000 });
    expect(await frame.innerText('main')).toContain('These images cannot be shown');
  });
});

describe('what lies around the viewer', () => {
  it.each(['/viewer/local', '/viewer/viewer/dicomweb?StudyInstanceUIDs=1.2.3', '/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3&configUrl=http://elsewhere/', '/viewer/longview/dicomweb?StudyInstanceUIDs=1.2.3&token=x', '/viewer/index.html', '/viewer/viewer-manifest.json'])('is not there: %s', async (target) => {
    expect((await client.fetch(stack.baseUrl + target)).status).toBe(404);
  });

  it('is not there: a study of the same patient that was not opened', async () => {
    const patient = story('broken-arm');
    const fresh = await stack.signIn('dr.leclair');
    await launchStudy(fresh, patient, patient.facts['studyUid']!);
    const statusOf = async (target: string) => (await fresh.fetch(stack.baseUrl + target)).status;
    expect(await statusOf(`/dicom-web/studies/${patient.facts['studyUid']}/metadata`)).toBe(200);
    expect(await statusOf(`/dicom-web/studies/${patient.facts['priorStudyUid']}/metadata`)).toBe(404);
    expect(await statusOf(`/dicom-web/studies?StudyInstanceUID=${patient.facts['priorStudyUid']}`)).toBe(404);
  });

  it('asked no foreign host for anything, in all of the above', () => expect(browser.foreignRequests).toEqual([]));
});
