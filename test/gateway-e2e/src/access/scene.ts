import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf } from '../chart-reader.js';
import type { Target } from './doors.js';
import { Standing } from './standing.js';

/** A physician with one patient open, whose images of one study are in a viewer; and the hand that changes the world around them. */
export interface AccessScene {
  readonly stack: RunningStack;
  readonly client: GatewayClient;
  readonly target: Target;
  readonly standing: Standing;
  close(): Promise<void>;
}

const SOURCE = 'thames-valley';

/** One stack, one sign-in, one patient: what differs between the cases is in the database. */
export async function openScene(): Promise<AccessScene> {
  const stack = await startStack();
  await stack.fault({ sourceId: 'superior-north', fault: 'none' });
  const { healthNumber, family, birthDate, facts } = await storyOf(stack, 'broken-arm');
  const studyUid = facts!['studyUid']!;
  const client = await stack.signIn('dr.leclair');
  const patientKey = await open(client, healthNumber);
  const { items } = await readTimeline(client, { patientKey });
  const reportCopyKey = items.filter(({ kind }) => kind === 'REPORT').flatMap(({ copies }) => copies).find(({ sourceId }) => sourceId === SOURCE)!.copyKey;
  await client.run('LaunchStudy', { patientKey, studyInstanceUid: studyUid, sourceIds: [SOURCE] });
  const metadata = (await (await client.fetch(`${client.baseUrl}/dicom-web/studies/${studyUid}/metadata`)).json()) as readonly Record<string, { readonly Value?: readonly string[] }>[];
  const uid = (tag: string): string => metadata[0]![tag]!.Value![0]!;
  const standing = await Standing.open(stack, { userId: 'dr-leclair', organizationId: 'mountain-brow', sourceId: SOURCE, healthNumber });
  return {
    stack, client, standing,
    target: { person: { family, birthDate, healthNumber }, patientKey, sourceId: SOURCE, studyUid, reportCopyKey, framePath: `/studies/${studyUid}/series/${uid('0020000E')}/instances/${uid('00080018')}/frames/1` },
    async close() {
      await standing.close();
      await stack.stop();
    },
  };
}
