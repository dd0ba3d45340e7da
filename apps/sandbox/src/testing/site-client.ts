import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4.js';
import { importPKCS8, SignJWT } from 'jose';
import { startSandbox, type RunningSandbox } from '../sandbox.js';
import type { Fault } from '../site/faults.js';
import type { Credentials } from '../site/site-access.js';

export interface HttpAnswer { readonly status: number; readonly headers: Headers; readonly text: string }

/** A sandbox for tests and a plain HTTP client that knows each site's credentials. Shares no code with any connector. */
export class SandboxUnderTest {
  readonly #tokens = new Map<string, string>();

  private constructor(readonly sandbox: RunningSandbox, readonly dataFolder: string) {}

  static async open(publicUrl = 'http://localhost:4200'): Promise<SandboxUnderTest> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'longview-sandbox-'));
    return new SandboxUnderTest(await startSandbox({ dataFolder, patientCount: 20, today: '2026-11-22', publicUrl }), dataFolder);
  }

  async close(): Promise<void> {
    await this.sandbox.stop();
    await rm(this.dataFolder, { recursive: true });
  }

  healthNumber(storyId: string): string {
    return this.sandbox.province.stories.find(({ id }) => id === storyId)!.healthNumber;
  }

  site(siteId: string) {
    return this.sandbox.sites.find(({ site }) => site.id === siteId)!;
  }

  async get(siteId: string, address: string, init: RequestInit = {}): Promise<HttpAnswer> {
    const site = this.site(siteId);
    const url = address.startsWith('http') ? address : address.startsWith('/') ? site.origin + address : `${site.fhirUrl}/${address}`;
    if (site.credentials.method === 'mtls') return getWithCertificate(url, site.credentials);
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { ...(await this.authorization(siteId)), ...(init.headers as Record<string, string>) } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  async search(siteId: string, query: string): Promise<Bundle> {
    const answer = await this.get(siteId, query);
    if (answer.status !== 200) throw new Error(`The site answered ${answer.status}.`);
    return JSON.parse(answer.text) as Bundle;
  }

  /** The matches of every page. */
  async searchAll(siteId: string, query: string): Promise<{ matches: FhirResource[]; pages: number; notes: OperationOutcome[] }> {
    const entries: NonNullable<Bundle['entry']> = [];
    let pages = 0;
    for (let next: string | undefined = query; next; pages++) {
      const bundle: Bundle = await this.search(siteId, next);
      entries.push(...(bundle.entry ?? []));
      next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    }
    const resources = (mode: string) => entries.filter(({ search }) => search?.mode === mode).map(({ resource }) => resource as FhirResource);
    return { matches: resources('match'), notes: resources('outcome') as OperationOutcome[], pages };
  }

  async patientId(siteId: string, storyId: string): Promise<string> {
    const { matches } = await this.searchAll(siteId, `Patient?identifier=${this.healthNumber(storyId)}`);
    return matches[0]!.id!;
  }

  async setFault(sourceId: string, fault: Fault): Promise<void> {
    const response = await fetch(`${this.sandbox.adminUrl}/faults`, { method: 'POST', body: JSON.stringify({ sourceId, ...fault }) });
    if (response.status !== 200) throw new Error(`The control endpoint answered ${response.status}.`);
  }

  async authorization(siteId: string): Promise<Record<string, string>> {
    const { credentials } = this.site(siteId);
    switch (credentials.method) {
      case 'none':
      case 'mtls': return {};
      case 'bearer': return { authorization: `Bearer ${await readFile(credentials.token.file, 'utf8')}` };
      case 'basic': return { authorization: `Basic ${Buffer.from(`${credentials.username}:${await readFile(credentials.password.file, 'utf8')}`).toString('base64')}` };
      case 'smart-backend': {
        const token = this.#tokens.get(siteId) ?? (await this.#accessToken(credentials));
        this.#tokens.set(siteId, token);
        return { authorization: `Bearer ${token}` };
      }
    }
  }

  async #accessToken(credentials: Credentials & { method: 'smart-backend' }): Promise<string> {
    const response = await requestToken(credentials, await signedAssertion(credentials));
    return ((await response.json()) as { access_token: string }).access_token;
  }
}

async function getWithCertificate(url: string, { certificate, privateKey, certificateAuthority }: Credentials & { method: 'mtls' }): Promise<HttpAnswer> {
  const [cert, key, ca] = await Promise.all([certificate, privateKey, certificateAuthority].map(({ file }) => readFile(file)));
  const request = httpsGet(url, { cert: cert!, key: key!, ca: ca! });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode!, headers: new Headers(response.headers as Record<string, string>), text: await text(response) };
}

export async function signedAssertion({ clientId, tokenUrl, privateKey, keyId, algorithm }: Credentials & { method: 'smart-backend' }): Promise<string> {
  const key = await importPKCS8(await readFile(privateKey.file, 'utf8'), algorithm);
  return new SignJWT({ jti: randomUUID() }).setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
    .setIssuer(clientId).setSubject(clientId).setAudience(tokenUrl).setIssuedAt().setExpirationTime('4m').sign(key);
}

export function requestToken({ tokenUrl, scope }: Credentials & { method: 'smart-backend' }, assertion: string): Promise<Response> {
  return fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({
    grant_type: 'client_credentials', scope, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion,
  }) });
}
