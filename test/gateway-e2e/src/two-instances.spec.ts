import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf, type Slice, type Story } from './chart-reader.js';

type Launch = { readonly launchStudy: { readonly __typename: string; readonly launchId: string; readonly viewerUrl: string; readonly study: { readonly sourceId: string }; readonly priors: readonly { readonly isSameBodySite: boolean }[]; readonly report: object | null } };

/** Long enough for a notification that was lost, shorter than anybody would wait. */
const WITHIN_MS = 5_000;

describe('two gateways on one database', () => {
  let stack: RunningStack;
  let otherUrl: string;
  let story: Story;
  let studyUid: string;

  beforeAll(async () => {
    stack = await startStack();
    otherUrl = await stack.startAnother();
    story = await storyOf(stack, 'broken-arm');
    studyUid = story.facts!['studyUid']!;
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
  });
  afterAll(() => stack?.stop());

  const launch = async (client: GatewayClient): Promise<{ patientKey: string; launch: Launch['launchStudy'] }> => {
    const patientKey = await open(client, story.healthNumber);
    const { items } = await readTimeline(client, { patientKey });
    const study = items.find((item) => item.kind === 'IMAGING_STUDY' && item.studyInstanceUid === studyUid)!;
    const { launchStudy } = await client.run<Launch>('LaunchStudy', { patientKey, studyInstanceUid: studyUid, sourceIds: study.copies.map(({ sourceId }) => sourceId) });
    return { patientKey, launch: launchStudy };
  };
  const metadata = (client: GatewayClient): Promise<Response> => client.fetch(`${client.baseUrl}/dicom-web/studies/${studyUid}/metadata`);

  it('open and launch at one, read and look at the other', async () => {
    const client = await stack.signIn('dr.leclair');
    const other = client.at(otherUrl);
    const { patientKey, launch: { launchId, priors, report, viewerUrl } } = await launch(client);
    expect(viewerUrl).toBe(`/viewer/longview/dicomweb?StudyInstanceUIDs=${studyUid}`);
    expect(priors[0]).toMatchObject({ isSameBodySite: true });
    expect(report).not.toBeNull();
    expect((await readTimeline(other, { patientKey })).items.length).toBeGreaterThan(5);
    expect(await other.run('StudyLaunch', { launchId })).toMatchObject({ studyLaunch: { __typename: 'StudyLaunch', launchId, patientKey } });
    for (const one of [client, other]) expect((await metadata(one)).status).toBe(200);
  });

  it('launches at the one that never showed the timeline', async () => {
    const client = await stack.signIn('dr.leclair');
    const patientKey = await open(client, story.healthNumber);
    const { launchStudy } = await client.at(otherUrl).run<Launch>('LaunchStudy', { patientKey, studyInstanceUid: studyUid, sourceIds: ['thames-valley', 'di-common-service'] });
    expect(launchStudy.__typename).toBe('StudyLaunch');
  });

  it('end streams, images and sessions at both within seconds of a sign-out at one', async () => {
    const client = await stack.signIn('dr.leclair');
    const other = client.at(otherUrl);
    const { patientKey } = await launch(client);
    expect((await metadata(other)).status).toBe(200);
    await stack.fault({ sourceId: 'st-brigid', fault: 'hang' });

    const events: string[] = [];
    const slices: Slice[] = [];
    const streams = [
      (async () => { for await (const { sessionEvents } of other.stream<{ sessionEvents: { kind: string } }>('SessionEvents')) events.push(sessionEvents.kind); })(),
      (async () => { for await (const { timeline } of other.stream<{ timeline: Slice }>('Timeline', { patientKey })) slices.push(timeline); })(),
    ];
    while (slices.length === 0 || events.length === 0) await delay(20);

    await client.signOut();
    const deadline = delay(WITHIN_MS, 'too late', { ref: false });
    expect(await Promise.race([Promise.all(streams).then(() => 'ended'), deadline])).toBe('ended');
    expect(events).toEqual(['ALIVE', 'ENDED']);
    expect(slices.at(-1)).toMatchObject({ __typename: 'Refusal', code: 'SESSION_ENDED' });
    for (const one of [client, other]) expect((await metadata(one)).status).toBe(401);
    await stack.fault(undefined);
  });

  it('end the images of a window that was closed', async () => {
    const client = await stack.signIn('dr.leclair');
    const other = client.at(otherUrl);
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    const { launch: { launchId } } = await launch(client);
    expect((await metadata(other)).status).toBe(200);
    await client.run('EndLaunch', { launchId });
    const deadlineMs = Date.now() + WITHIN_MS;
    let status = 200;
    while (status === 200 && Date.now() < deadlineMs) {
      await delay(50);
      ({ status } = await metadata(other));
    }
    expect(status).toBe(404);
  });
});
