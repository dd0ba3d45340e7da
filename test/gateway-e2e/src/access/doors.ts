import type { GatewayClient } from '@longview/test-support';
import { find, readTimeline, type Timeline } from '../chart-reader.js';

/** Every way in which something of one study, and of its report, reaches a person. */
export const DOORS = ['search', 'counts', 'timeline', 'report', 'launch', 'frame', 'print', 'export'] as const;
export type Door = (typeof DOORS)[number];

/** What is asked for at each door: one study of one patient at one source, with its report. */
export interface Target {
  /** Asked for by name and birth date every source answers; by number the first that is sure ends the search. */
  readonly person: { readonly family: string; readonly birthDate: string; readonly healthNumber: string };
  readonly patientKey: string;
  readonly sourceId: string;
  readonly studyUid: string;
  readonly reportCopyKey: string;
  /** Below `/dicom-web`, of a study whose images were opened before. */
  readonly framePath: string;
}

type Answer = { readonly __typename: string; readonly code?: string };

/**
 * What a person gets there: `shown`; `hidden` where everything looks as if it were not there; `left-out` where the source
 * says by name that it is not among theirs; otherwise the refusal in its own words, or the status of a request for images.
 */
export async function ask(door: Door, client: GatewayClient, target: Target): Promise<string> {
  const { patientKey, sourceId, studyUid, reportCopyKey: copyKey, framePath } = target;
  switch (door) {
    case 'search': {
      const { family, birthDate, healthNumber } = target.person;
      const found = await find(client, { family, birthDate });
      if (found.code) return word(found.code);
      const candidate = found.candidates.find(({ patient }) => patient.healthNumber === healthNumber);
      return candidate === undefined ? 'nobody' : candidate.sourceIds.includes(sourceId) ? 'shown' : 'hidden';
    }
    case 'counts': {
      const timeline = await readTimeline(client, { patientKey });
      const outcome = timeline.completeness?.outcomes.find((one) => one.sourceId === sourceId);
      return refusalOf(timeline) ?? (outcome?.state === 'NOT_ENTITLED' ? 'left-out' : outcome!.recordCount + outcome!.withheldCount > 0 ? 'shown' : 'hidden');
    }
    case 'timeline': return rowsOf(await readTimeline(client, { patientKey }), target);
    case 'report': return shownAs('Report', (await client.run<{ report: Answer }>('Report', { patientKey, copyKey })).report);
    case 'launch': {
      const { launchStudy } = await client.run<{ launchStudy: Answer & { readonly launchId?: string } }>('LaunchStudy', { patientKey, studyInstanceUid: studyUid, sourceIds: [sourceId] });
      if (launchStudy.launchId !== undefined) await client.run('EndLaunch', { launchId: launchStudy.launchId });
      return shownAs('StudyLaunch', launchStudy);
    }
    case 'frame': {
      const response = await client.fetch(`${client.baseUrl}/dicom-web${framePath}`, { headers: { accept: 'multipart/related; type="application/octet-stream"; transfer-syntax=*' } });
      await response.body?.cancel();
      return response.status === 200 ? 'shown' : response.status === 404 ? 'hidden' : String(response.status);
    }
    case 'print': return leaving('Print', await readTimeline(client, { patientKey, forPrint: true }), client, target);
    case 'export': return leaving('Export', await readTimeline(client, { patientKey, forExport: true }), client, target);
  }
}

/** What rows leave with, once it was written down that they do. */
async function leaving(how: 'Print' | 'Export', timeline: Timeline, client: GatewayClient, target: Target): Promise<string> {
  const rows = rowsOf(timeline, target);
  const noted = (await client.run<Record<string, Answer>>(`Record${how}`, { patientKey: target.patientKey, itemIds: timeline.items.map(({ id }) => id) }))[`record${how}`]!;
  return noted.__typename === 'Done' || rows !== 'shown' ? rows : word(noted.code!);
}

function rowsOf(timeline: Timeline, { sourceId, studyUid }: Target): string {
  const isThere = timeline.items.some(({ copies, studyInstanceUid }) => studyInstanceUid === studyUid && copies.some((copy) => copy.sourceId === sourceId));
  return refusalOf(timeline) ?? (isThere ? 'shown' : 'hidden');
}

function refusalOf({ slices }: Timeline): string | undefined {
  const code = slices.at(-1)?.code;
  return code === undefined ? undefined : word(code);
}

const shownAs = (type: string, { __typename, code }: Answer): string => (__typename === type ? 'shown' : __typename === 'RecordNotFound' ? 'hidden' : word(code ?? __typename));
const word = (code: string): string => code.toLowerCase().replaceAll('_', '-');
