import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import type { GatewayClient } from './gateway-client.js';
import type { RunningStack } from './running-stack.js';

/** A named patient of the simulated province, as its story-cast.json lists them. */
export interface Story {
  readonly id: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly healthNumber: string;
  readonly facts: Readonly<Record<string, string>>;
}

export async function readStories({ provinceFile }: RunningStack): Promise<ReadonlyMap<string, Story>> {
  const { stories } = JSON.parse(await fs.readFile(path.join(path.dirname(provinceFile), 'story-cast.json'), 'utf8')) as { stories: readonly Story[] };
  return new Map(stories.map((story) => [story.id, story]));
}

export interface Launch { readonly launchId: string; readonly viewerUrl: string; readonly study: { readonly sourceId: string; readonly studyInstanceUid: string; readonly modalities: readonly string[] } }
interface TimelineItem { readonly id: string; readonly studyInstanceUid: string | null; readonly copies: readonly { readonly sourceId: string; readonly hasImages: boolean }[] }

/** What a launch of one study needs: the variables of the portal's own operation. */
export interface FoundStudy { readonly patientKey: string; readonly studyInstanceUid: string; readonly sourceIds: readonly string[] }

/** What the portal does from the health number to the row with the camera; fails when the timeline does not show the study. */
export async function findStudy(client: GatewayClient, { healthNumber }: Story, studyInstanceUid: string): Promise<FoundStudy> {
  const { findPatients } = await client.run<{ findPatients: { candidates: readonly { candidateKey: string }[] } }>('FindPatients', { input: { healthNumber } });
  const patientKey = await client.openPatient(findPatients.candidates[0]!.candidateKey);
  const items = new Map<string, TimelineItem>();
  for await (const event of client.stream<{ timeline: { items: readonly TimelineItem[]; isLast: boolean } }>('Timeline', { patientKey })) {
    for (const item of event.timeline.items) items.set(item.id, item);
    if (event.timeline.isLast) break;
  }
  const item = [...items.values()].find((one) => one.studyInstanceUid === studyInstanceUid);
  if (!item) throw new Error(`The timeline of ${items.size} rows does not show the study.`);
  return { patientKey, studyInstanceUid, sourceIds: item.copies.filter((copy) => copy.hasImages).map((copy) => copy.sourceId) };
}

/** The click on *Images*; fails with the answer when it is no launch. */
export async function launchFound(client: GatewayClient, study: FoundStudy): Promise<Launch> {
  const { launchStudy: launched } = await client.run<{ launchStudy: { __typename: string } & Launch }>('LaunchStudy', { ...study });
  if (launched.__typename !== 'StudyLaunch') throw new Error(`The launch was answered with ${JSON.stringify(launched)}.`);
  return launched;
}

export async function launchStudy(client: GatewayClient, story: Story, studyInstanceUid: string): Promise<Launch> {
  return launchFound(client, await findStudy(client, story, studyInstanceUid));
}

/** The browser becomes the client: its session, on this host. */
export async function shareSession(context: BrowserContext, client: GatewayClient): Promise<void> {
  await context.addCookies([{ name: 'longview.sid', value: client.cookie('longview.sid')!, url: client.baseUrl, httpOnly: true, sameSite: 'Lax' }]);
}

/** Brightness of the first image at 64 × 64 points. Functions and no texts: the viewer's page evaluates none. */
function sampleImage(): number[] | undefined {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas.cornerstone-canvas');
  if (!canvas?.width) return undefined;
  const small = Object.assign(document.createElement('canvas'), { width: 64, height: 64 }).getContext('2d', { willReadFrequently: true })!;
  small.drawImage(canvas, 0, 0, 64, 64);
  return Array.from(small.getImageData(0, 0, 64, 64).data).filter((_, i) => i % 4 === 0);
}

const isPicture = (points: readonly number[] | undefined): points is readonly number[] => points !== undefined && Math.max(...points) - Math.min(...points) > 40;

/** The page inside a window's frame, once there is one: a window that goes on to another study puts a new frame in the place of the old. */
export async function viewerIn(page: Page): Promise<Frame> {
  for (const deadlineMs = Date.now() + 30_000; Date.now() < deadlineMs; await delay(50)) {
    const frame = await (await page.waitForSelector('iframe')).contentFrame().catch(() => null);
    if (frame && !frame.isDetached()) return frame;
  }
  throw new Error(`No frame within half a minute at ${new URL(page.url()).pathname}.`);
}

/** A picture and not a grey field: darkest and brightest point are far apart. Waits for it, and for another one than `before`. */
export async function untilImage(frame: Frame, before?: readonly number[]): Promise<readonly number[]> {
  for (const deadlineMs = Date.now() + 60_000; Date.now() < deadlineMs; await delay(100)) {
    const points = await frame.evaluate(sampleImage);
    if (isPicture(points) && (before === undefined || points.some((value, i) => Math.abs(value - before[i]!) > 8))) return points;
  }
  throw new Error(`No ${before ? 'other ' : ''}picture within a minute at ${frame.url()}.`);
}

/** The picture that a window shows in the end, whatever frames it went through on the way. */
export async function untilWindowShowsImage(page: Page): Promise<readonly number[]> {
  for (;;) {
    const frame = await viewerIn(page);
    try {
      return await untilImage(frame);
    } catch (error) {
      if (!frame.isDetached()) throw error;
    }
  }
}

export interface WindowPatient { readonly names: readonly { readonly family: string; readonly given: readonly string[] }[]; readonly birthDate?: string; readonly identifiers: readonly string[] }
export interface Message { readonly type: string; readonly [fact: string]: unknown }
export interface FramedViewer { readonly page: Page; readonly frame: Frame; readonly messages: () => Promise<readonly Message[]> }

/** The viewer in a frame of a page that speaks the window's part of their protocol, and nothing else. */
export async function openFramed(context: BrowserContext, baseUrl: string, viewerUrl: string, patient: WindowPatient, language: 'en' | 'fr' = 'en'): Promise<FramedViewer> {
  const page = await context.newPage();
  const address = `${baseUrl}/frame-of-this-test`;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="${language}"><title>Window</title><body style="margin:0"><iframe title="Images" style="display:block;border:0;width:100vw;height:100vh"></iframe>` }));
  await page.goto(address);
  await page.evaluate(({ viewerUrl, patient }) => {
    const frame = document.querySelector('iframe')!;
    const messages = ((window as unknown as { messages: unknown[] }).messages = []) as unknown[];
    addEventListener('message', ({ data, origin, source }: MessageEvent<{ type: string }>) => {
      if (origin !== location.origin || source !== frame.contentWindow) return;
      messages.push(data);
      if (data.type === 'longview.viewer.ready') frame.contentWindow!.postMessage({ type: 'longview.window.patient', patient }, origin);
    });
    frame.src = viewerUrl;
  }, { viewerUrl, patient });
  return { page, frame: await viewerIn(page), messages: () => page.evaluate(() => (window as unknown as { messages: Message[] }).messages) };
}
