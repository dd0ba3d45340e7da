import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { findStudy, launchBrowser, launchFound, launchStudy, readStories, shareSession, startStack, untilImage, type GatewayClient, type Story, type TestBrowser } from '@longview/test-support';
import { dicomSlice } from './imaging-peers/dicom-file.js';
import { startNginx, startOrthanc } from './imaging-peers/peers.js';
import { fetchAll, median, type Target } from './imaging-peers/throughput.js';

export const name = 'imaging';

interface Goal { readonly name: string; readonly value: number; readonly goal: string; readonly met: boolean }

const SOURCE_ID = 'bench-archive';
const PIXELS_STUDY = '2.25.1001';
const LAUNCH_STUDY = '2.25.1002';
/** Fictitious. The archive numbers its patients by their health number, so that launches pass the identity check. */
const STORY_ID = 'broken-arm';
const ROUNDS = 5;
const LAUNCHES = 5;
const STOCK_CONFIG = `window.config = { routerBasename: '/', extensions: [], modes: [], customizationService: {}, showStudyList: false, investigationalUseDialog: { option: 'never' },
  maxNumberOfWebWorkers: 3, showCPUFallbackMessage: false, strictZSpacingForVolumeViewport: true, httpErrorHandler: () => undefined, defaultDataSourceName: 'dicomweb',
  dataSources: [{ namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'dicomweb', configuration: { friendlyName: 'a', name: 'a', qidoRoot: '/dicom-web', wadoRoot: '/dicom-web', wadoUriRoot: '/dicom-web',
    qidoSupportsIncludeField: true, imageRendering: 'wadors', thumbnailRendering: 'wadors', enableStudyLazyLoad: true, omitQuotationForMultipartRequest: true, bulkDataURI: { enabled: true, relativeResolution: 'studies' } } }] };`;

/** Pixels through the gate against the archive itself, and a launch against stock OHIF on the same archive: interleaved rounds, medians. Needs Orthanc and nginx. */
export async function run(): Promise<{ goals: Goal[]; figures: unknown }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'longview-bench-imaging-'));
  const stops: (() => Promise<unknown>)[] = [async () => fs.rmSync(folder, { recursive: true, force: true })];
  try {
    fs.chmodSync(folder, 0o755);
    const archive = await startOrthanc(folder);
    stops.push(archive.stop);
    const stack = await startStack({ province: (text) => withArchive(text, archive.url), env: { LOG_LEVEL: 'warn' } });
    stops.push(stack.stop);
    const story = (await readStories(stack)).get(STORY_ID)!;
    await fillArchive(archive.url, story);
    const client = await stack.signIn('dr.leclair');
    const accelerated = await stack.startAnother({ LONGVIEW_ACCELERATE_THROUGH: '/_archive' });
    const { gateway: nginx, stockUrl } = await startNginx(folder, { gatewayUrl: accelerated, archiveUrl: archive.url, sourceId: SOURCE_ID, stockViewer: unpackStockViewer(folder) });
    stops.push(nginx.stop);

    await launchStudy(client, story, PIXELS_STUDY);
    const cookie = `longview.sid=${client.cookie('longview.sid')!}`;
    const throughput = await measureThroughput({ direct: { origin: archive.url }, gate: { origin: stack.baseUrl.replace('localhost', '127.0.0.1'), cookie }, nginx: { origin: nginx.url, cookie } });
    const browser = await launchBrowser({ viewport: { width: 1000, height: 640 } });
    stops.push(browser.close);
    const launches = await measureLaunches(browser, client, story, stockUrl);

    const atLeast = (title: string, value: number, limit: number): Goal => ({ name: title, value, goal: `≥ ${limit} ×`, met: value >= limit });
    return {
      goals: [
        atLeast('10 MB objects, bytes through the gate / direct', throughput.large.gate.ratio, 0.65),
        atLeast('0.5 MB frames, bytes through the gate / direct', throughput.small.gate.ratio, 0.5),
        atLeast('10 MB objects, through nginx after the decision / direct', throughput.large.nginx.ratio, 0.9),
        atLeast('0.5 MB frames, through nginx after the decision / direct', throughput.small.nginx.ratio, 0.9),
        { name: 'launch to first image, warm / stock OHIF', value: launches.ratio, goal: '≤ 1.1 ×', met: launches.ratio <= 1.1 },
      ],
      figures: { throughput, launches },
    };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Adds the archive to the simulated province, and entitles everybody to it whose organization may ask all. */
function withArchive(text: string, archiveUrl: string): string {
  const province = parse(text) as { sources: { custodianId: string }[]; organizations: { entitledSources: 'all' | string[] }[]; users: { memberships: { sources?: 'organization' | string[] }[] }[] };
  const archive = {
    id: SOURCE_ID, name: { en: 'Benchmark archive', fr: 'Archive de banc d’essai' }, custodianId: province.sources[0]!.custodianId, identifierSystem: 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn',
    records: { protocol: 'dicomweb', baseUrl: `${archiveUrl}/dicom-web`, patientSearch: ['id'] }, kinds: ['imaging-study'], limits: { concurrency: 16 },
  };
  province.sources.push(archive);
  for (const { entitledSources } of province.organizations) if (Array.isArray(entitledSources)) entitledSources.push(SOURCE_ID);
  for (const { memberships } of province.users) for (const { sources } of memberships) if (Array.isArray(sources)) sources.push(SOURCE_ID);
  return stringify(province, { aliasDuplicateObjects: false });
}

async function fillArchive(archiveUrl: string, { family, given, birthDate, healthNumber }: Story): Promise<void> {
  const patient = { family, given: given.join(' '), birthDate, id: healthNumber };
  const slices = (studyInstanceUid: string, seriesNumber: number, count: number, edge: number) => Array.from({ length: count }, (_, i) => ({ studyInstanceUid, seriesNumber, instanceNumber: i + 1, edge, patient }));
  for (const facts of [...slices(PIXELS_STUDY, 1, 8, 2_290), ...slices(PIXELS_STUDY, 2, 40, 512), ...slices(LAUNCH_STUDY, 1, 24, 512)]) {
    const response = await fetch(`${archiveUrl}/instances`, { method: 'POST', body: new Uint8Array(dicomSlice(facts)) });
    if (!response.ok) throw new Error(`The archive refused a slice: ${response.status}.`);
  }
}

/** OHIF as its makers ship it, from the download that our own viewer is prepared from. */
function unpackStockViewer(folder: string): string {
  const tarball = path.resolve(import.meta.dirname, '../../../.data/cache/ohif-app-3.13.2.tgz');
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--exclude=*.map', '--exclude=package/dist/ort']);
  const dist = path.join(folder, 'package/dist');
  fs.writeFileSync(path.join(dist, 'app-config.js'), STOCK_CONFIG);
  return dist;
}

type Way = 'direct' | 'gate' | 'nginx';
interface WayFigures { readonly megabytesPerSecond: number; readonly firstByteMs: number; readonly ratio: number }

async function measureThroughput(targets: Readonly<Record<Way, Target>>): Promise<Record<'large' | 'small', Record<Way, WayFigures>>> {
  const framesOf = (series: number, count: number) => Array.from({ length: count }, (_, i) => `/dicom-web/studies/${PIXELS_STUDY}/series/${PIXELS_STUDY}.${series}/instances/${PIXELS_STUDY}.${series}.${i + 1}/frames/1`);
  return { large: await measureWays(targets, framesOf(1, 8), 32), small: await measureWays(targets, framesOf(2, 40), 240) };
}

async function measureWays(targets: Readonly<Record<Way, Target>>, paths: readonly string[], count: number): Promise<Record<Way, WayFigures>> {
  const ways = Object.keys(targets) as Way[];
  const rounds: Record<Way, { megabytesPerSecond: number; firstByteMs: number }[]> = { direct: [], gate: [], nginx: [] };
  // The first round warms connections and code and does not count; afterwards each way begins a round in turn.
  for (let round = 0; round <= ROUNDS; round++) {
    for (let i = 0; i < ways.length; i++) {
      const way = ways[(i + round) % ways.length]!;
      const fetched = await fetchAll(targets[way], paths, count);
      if (round > 0) rounds[way].push(fetched);
    }
  }
  const figure = (way: Way): WayFigures => {
    const megabytesPerSecond = median(rounds[way].map((one) => one.megabytesPerSecond));
    // Rounds, not medians of different rounds: what else the machine did then is in both.
    return { megabytesPerSecond, firstByteMs: median(rounds[way].map((one) => one.firstByteMs)), ratio: median(rounds[way].map((one, i) => one.megabytesPerSecond / rounds.direct[i]!.megabytesPerSecond)) };
  };
  return { direct: figure('direct'), gate: figure('gate'), nginx: figure('nginx') };
}

/** From the click, launch and all, until a picture is on the screen; in a browser that has shown both viewers before. */
async function measureLaunches(browser: TestBrowser, client: GatewayClient, story: Story, stockUrl: string): Promise<{ oursMs: number; stockMs: number; ratio: number }> {
  await shareSession(browser.context, client);
  const study = await findStudy(client, story, LAUNCH_STUDY);
  const ours: number[] = [];
  const stock: number[] = [];
  for (let i = 0; i <= LAUNCHES; i++) {
    for (const [times, address] of [[ours, undefined], [stock, `${stockUrl}/viewer?StudyInstanceUIDs=${LAUNCH_STUDY}`]] as const) {
      const page = await browser.context.newPage();
      const startedMs = performance.now();
      await page.goto(address ?? client.baseUrl + (await launchFound(client, study)).viewerUrl, { waitUntil: 'commit' });
      await untilImage(page.mainFrame());
      if (i > 0) times.push(performance.now() - startedMs);
      await page.close();
    }
  }
  const [oursMs, stockMs] = [median(ours), median(stock)];
  return { oursMs, stockMs, ratio: oursMs / stockMs };
}
