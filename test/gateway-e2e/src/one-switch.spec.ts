import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf, type Slice, type Story } from './chart-reader.js';

/** What the product promises for every instance. */
const WITHIN_MS = 5_000;

interface DicomElement { readonly Value?: readonly string[] }
type Instance = Readonly<Record<string, DicomElement>>;
interface MyStanding { readonly myStanding: readonly { readonly organizationId: string; readonly isOpen: boolean; readonly status: string; readonly organizationStatus: string; readonly reason: string; readonly contact: { readonly registrationAuthorities: readonly string[] } }[] }

/** What a person has open on two instances at once, and when each part of it ended. */
interface OpenWork {
  /** Milliseconds since the switch until the timeline's stream, a transfer under way and the viewer's own question ended. */
  readonly ended: (sinceMs: number) => Promise<{ readonly timelineMs: number; readonly transferMs: number; readonly viewerMs: number; readonly lastSlice: Slice }>;
}

describe('the one switch, with two gateways on one database', () => {
  let stack: RunningStack;
  let otherUrl: string;
  let story: Story;
  let studyUid: string;
  const measured: string[] = [];

  beforeAll(async () => {
    // As for a provider that tells of one session only when it ends them all.
    stack = await startStack({ province: (text) => text.replace(/^( +)requiredAcr:/m, '$1logoutEndsEverySession: true\n$1requiredAcr:') });
    otherUrl = await stack.startAnother();
    story = await storyOf(stack, 'broken-arm');
    studyUid = story.facts!['studyUid']!;
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
  });
  afterAll(async () => {
    await stack?.stop();
    console.log(measured.join('\n'));
  });

  /** A timeline that waits for a source on the first instance; on the second a viewer that waits for the next picture. */
  async function work(client: GatewayClient): Promise<OpenWork> {
    await stack.fault(undefined);
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    const other = client.at(otherUrl);
    const patientKey = await open(client, story.healthNumber);
    const { items } = await readTimeline(client, { patientKey });
    const study = items.find((item) => item.kind === 'IMAGING_STUDY' && item.studyInstanceUid === studyUid)!;
    const { launchStudy } = await client.run<{ launchStudy: { readonly __typename: string } }>('LaunchStudy', { patientKey, studyInstanceUid: studyUid, sourceIds: study.copies.map(({ sourceId }) => sourceId) });
    expect(launchStudy.__typename).toBe('StudyLaunch');
    const at = (path: string): string => `${otherUrl}/dicom-web/studies/${studyUid}${path}`;
    const [instance] = (await (await other.fetch(at('/metadata'))).json()) as readonly Instance[];
    const frame = at(`/series/${instance!['0020000E']!.Value![0]}/instances/${instance!['00080018']!.Value![0]}/frames/1`);
    const whole = await other.fetch(frame);
    expect([whole.status, (await whole.arrayBuffer()).byteLength > 1_000]).toEqual([200, true]);

    for (const { sourceId } of study.copies) await stack.fault({ sourceId, fault: 'hang', door: 'dicomweb' });
    await stack.fault({ sourceId: 'grand-river-falls', fault: 'hang', door: 'fhir' });
    const slices: Slice[] = [];
    const timeline = (async () => {
      for await (const slice of client.stream<{ timeline: Slice }>('Timeline', { patientKey })) slices.push(slice.timeline);
      return Date.now();
    })();
    while (slices.length === 0) await delay(20);
    const transfer = other.fetch(frame).then((answer) => answer.arrayBuffer()).then(() => Date.now(), () => Date.now());
    const viewer = (async () => {
      for (;;) {
        const { status } = await other.fetch(at('/access'));
        if (status !== 204) return Date.now();
        await delay(50);
      }
    })();
    // All of it is under way: none of it ends by itself.
    const isOver = await Promise.race([Promise.race([timeline, transfer, viewer]).then(() => true), delay(300, false)]);
    expect(isOver).toBe(false);
    return {
      async ended(sinceMs) {
        const [timelineAt, transferAt, viewerAt] = await Promise.all([timeline, transfer, viewer]);
        return { timelineMs: timelineAt - sinceMs, transferMs: transferAt - sinceMs, viewerMs: viewerAt - sinceMs, lastSlice: slices.at(-1)! };
      },
    };
  }

  async function expectStopped({ ended }: OpenWork, what: string, turn: () => Promise<unknown>): Promise<void> {
    const sinceMs = Date.now();
    await turn();
    const end = await Promise.race([ended(sinceMs), delay(3 * WITHIN_MS, undefined, { ref: false })]);
    expect(end).toBeDefined();
    const { timelineMs, transferMs, viewerMs, lastSlice } = end!;
    measured.push(`${what}: timeline ended after ${timelineMs} ms, a transfer under way after ${transferMs} ms, the viewer was refused after ${viewerMs} ms`);
    expect(lastSlice).toMatchObject({ __typename: 'Refusal', code: 'SESSION_ENDED' });
    expect(Math.max(timelineMs, transferMs, viewerMs)).toBeLessThan(WITHIN_MS);
  }

  it('a log-out at the other instance stops timeline and viewer', async () => {
    const client = await stack.signIn('dr.leclair');
    const other = client.at(otherUrl);
    await expectStopped(await work(client), 'log-out', () => other.signOut());
  });

  it('a suspension by the registration authority stops the user, who learns why and whom to ask', async () => {
    const client = await stack.signIn('dr.osei');
    await client.run('ChooseOrganization', { organizationId: 'st-brigid' });
    const authority = (await stack.signIn('lra.morin')).at(otherUrl);
    const { users: { users: [user] } } = await authority.run<{ users: { users: readonly { membershipId: string; version: number }[] } }>('Users', { input: { search: 'Osei' } });
    await expectStopped(await work(client), 'suspension', async () => {
      const answer = await authority.run<{ changeUserStanding: object }>('ChangeUserStanding', { input: { action: 'SUSPEND', reason: 'privacy-case', users: [{ membershipId: user!.membershipId, version: user!.version }] } });
      expect(answer.changeUserStanding).toMatchObject({ __typename: 'UsersChanged' });
    });
    const again = await stack.signIn('dr.osei');
    const { me } = await again.run<{ me: { actingFor: { id: string }; organizations: readonly { id: string }[] } }>('Me');
    expect([me.actingFor.id, me.organizations.length]).toEqual(['thames-valley', 1]);
    const { myStanding } = await again.run<MyStanding>('MyStanding');
    expect(myStanding.find(({ organizationId }) => organizationId === 'st-brigid')).toMatchObject({ isOpen: false, status: 'SUSPENDED', reason: 'privacy-case', contact: { registrationAuthorities: ['Josée Morin'] } });
  });

  it('the end of an organization’s participation stops everybody who acts for it', async () => {
    const client = await stack.signIn('nurse.vuong');
    const office = (await stack.signIn('program.okafor')).at(otherUrl);
    const { organization: { version } } = await office.run<{ organization: { version: number } }>('ParticipatingOrganization', { organizationId: 'riverbend' });
    await expectStopped(await work(client), 'end of participation', async () => {
      const onDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(Date.now());
      const answer = await office.run<{ endParticipation: object }>('EndParticipation', { key: { organizationId: 'riverbend', version }, reason: 'closed', onDay });
      expect(answer.endParticipation).toMatchObject({ __typename: 'Done' });
    });
    const again = await stack.signIn('nurse.vuong');
    expect((await again.run<{ me: object }>('Me')).me).toMatchObject({ actingFor: null, organizations: [] });
    expect((await again.run<MyStanding>('MyStanding')).myStanding).toMatchObject([{ organizationId: 'riverbend', isOpen: false, organizationStatus: 'DEPARTED' }]);
  });

  it('a log-out everywhere that the provider tells of once leaves no session of the user', async () => {
    const [first, second] = [await stack.signIn('dr.leclair'), (await stack.signIn('dr.leclair')).at(otherUrl)];
    const issuer = new URL((await first.fetch('/auth/login')).headers.get('location')!).origin;
    const page = await (await first.fetch(`${issuer}/session/end`)).text();
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page)![1]!;
    await first.fetch(`${issuer}/session/end/confirm`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ xsrf, logout: 'yes' }).toString() });
    for (const client of [first, second]) expect((await client.run<{ me: object | null }>('Me')).me).toBeNull();
  });
});
