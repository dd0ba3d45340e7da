import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

export interface TestBrowser {
  readonly context: BrowserContext;
  /** Addresses outside this machine that any page asked for. Nothing leaves; what tried to is an error of the product. */
  readonly foreignRequests: readonly string[];
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  /** Without it pages are drawn as on a workstation that has no graphics card: a card in software draws pictures for the viewer, and everything else slower. */
  readonly hasWebGl?: boolean;
}

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const WITH_WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const WITHOUT_WEBGL = ['--disable-gpu'];
/** No host but this one. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost'];

/** A Chromium with an empty profile: `LONGVIEW_CHROMIUM`, an installed one, or the one of the registry package. */
export async function launchBrowser({ viewport = { width: 1280, height: 800 }, locale = 'en-CA', hasWebGl = true }: BrowserOptions = {}): Promise<TestBrowser> {
  const profile = await fsPromises.mkdtemp(path.join(os.tmpdir(), 'longview-browser-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: await findChromium(), headless: false, viewport, locale, args: [...FLAGS, ...(hasWebGl ? WITH_WEBGL : WITHOUT_WEBGL)] });
  const foreignRequests: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1' && hostname !== 'localhost') foreignRequests.push(origin);
  });
  return {
    context, foreignRequests,
    async close() {
      await context.close();
      await fsPromises.rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function findChromium(): Promise<string> {
  const installed = [process.env['LONGVIEW_CHROMIUM'], ...INSTALLED].find((file) => file !== undefined && fs.existsSync(file));
  if (installed) return installed;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
