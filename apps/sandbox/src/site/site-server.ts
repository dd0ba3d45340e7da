import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Resource } from '@medplum/fhirtypes';
import { renderChart } from '../fhir/render-chart.js';
import { renderDirectory, renderPatient } from '../fhir/render-patient.js';
import { SiteRepository, type PatientSource } from '../fhir/site-repository.js';
import type { Chart } from '../generator/chart.js';
import type { SiteDefinition } from '../generator/site-definition.js';
import { SITES } from '../generator/sites.js';
import { createDicomwebHandler, type HttpHandler } from '../imaging/dicomweb-handler.js';
import type { ImageStore } from '../imaging/image-store.js';
import type { SecretStore } from '../secrets.js';
import { bodyOf, refusal, send } from './answer.js';
import { archivedStudies } from './archived-studies.js';
import { sendSpoiled, strikesFirst } from './fault-effects.js';
import type { FaultBoard } from './faults.js';
import { FhirShell, type FhirRequest } from './fhir-shell.js';
import { openSiteAccess, type Credentials, type SiteAccess } from './site-access.js';

/** A site that answers. */
export interface RunningSite {
  readonly site: SiteDefinition;
  readonly origin: string;
  /** `undefined` for a site that has no FHIR server. */
  readonly fhirUrl?: string;
  readonly dicomwebUrl: string;
  readonly credentials: Credentials;
  stop(): Promise<void>;
}

export interface SiteSurroundings {
  readonly secrets: SecretStore;
  readonly faults: FaultBoard;
  readonly images: ImageStore;
}

/** Starts one source on a free port of the loopback interface. */
export async function startSite(site: SiteDefinition, charts: readonly Chart[], surroundings: SiteSurroundings): Promise<RunningSite> {
  const isSecure = site.habits.authentication === 'mtls';
  const server = isSecure ? await secureServer(site, surroundings.secrets) : createServer();
  // Longer than people pause between two patients.
  server.keepAliveTimeout = 150_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `${isSecure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running = new Site(site, charts, surroundings, origin);
  await running.open();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void running.answer(request, response));
  return {
    site, origin, dicomwebUrl: `${origin}/dicom-web`, credentials: running.credentials, ...(site.speaks.includes('fhir') ? { fhirUrl: `${origin}/fhir` } : {}),
    stop: () => stopServer(server),
  };
}

async function secureServer(site: SiteDefinition, secrets: SecretStore): Promise<SecureServer> {
  const { authority, server } = await secrets.mutualTls(site.id);
  return createSecureServer({ key: server.privateKey, cert: server.certificate, ca: authority.certificate, requestCert: true, rejectUnauthorized: true });
}

/** Ends a server without waiting for connections that clients keep open. */
export async function stopServer(server: Server | SecureServer): Promise<void> {
  server.close();
  server.closeAllConnections();
  if (server.listening) await once(server, 'close');
}

class Site {
  #access!: SiteAccess;
  #fhir: FhirShell | undefined;
  #dicomweb!: HttpHandler;

  constructor(readonly site: SiteDefinition, readonly charts: readonly Chart[], readonly surroundings: SiteSurroundings, readonly origin: string) {}

  get credentials(): Credentials {
    return this.#access.credentials;
  }

  async open(): Promise<void> {
    const { site, charts, origin } = this;
    this.#access = await openSiteAccess(site, this.surroundings.secrets, origin);
    this.#dicomweb = createDicomwebHandler(archivedStudies(site, charts), {
      images: this.surroundings.images, ignoresNestedKeys: site.habits.ignoresNestedKeys, emptyAnswer: site.habits.emptyImageAnswer,
    });
    if (!site.speaks.includes('fhir')) return;
    const consent = new Map(charts.flatMap((chart) => (chart.consent ? [[chart.registration.patientId, chart.consent] as const] : [])));
    const sources = new Map<string, PatientSource>(charts.map((chart) => [
      chart.registration.patientId, { patient: renderPatient(chart) as Resource, records: () => renderChart(chart) as Resource[] },
    ]));
    this.#fhir = new FhirShell(site, await SiteRepository.open(sources, renderDirectory(site, SITES, `${origin}/dicom-web`) as Resource[]), consent, `${origin}/fhir`);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response, new URL(request.url ?? '/', this.origin));
    } catch (fault) {
      if (response.headersSent) response.destroy();
      else if (fault instanceof RangeError || fault instanceof URIError) send(response, refusal(400, 'invalid', 'The request cannot be read.'));
      else send(response, refusal(500, 'exception', 'The simulated site failed.'));
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const door = url.pathname.startsWith('/dicom-web/') ? 'dicomweb' : 'fhir';
    const path = url.pathname.replace(/^\/fhir\/?/, '').replace(/\/$/, '');
    const fault = this.surroundings.faults.at(this.site.id, door, path.split('/')[0]);
    if (await strikesFirst(fault, request, response)) return;
    if (url.pathname.startsWith('/oauth/') && this.#access.tokenEndpoint) return this.#access.tokenEndpoint(request, response);
    if (path === '.well-known/smart-configuration' && this.#access.tokenEndpoint) return send(response, { status: 200, contentType: 'application/json', body: this.#smartConfiguration() });
    if (door === 'fhir' && (!this.#fhir || !/^\/fhir(\/|$)/.test(url.pathname))) return send(response, refusal(404, 'not-found', 'There is nothing here.'));
    if (path !== 'metadata' && !(await this.#access.admits(request))) return send(response, refusal(401, 'login', 'Credentials are missing or not accepted.', { 'www-authenticate': this.#access.challenge }));
    return door === 'dicomweb' ? this.#dicomweb(request, response) : this.#answerFhir(request, response, url, path);
  }

  async #answerFhir(request: IncomingMessage, response: ServerResponse, url: URL, path: string): Promise<void> {
    const parameters = new URLSearchParams(url.searchParams);
    if (request.method === 'POST') for (const [name, value] of new URLSearchParams(await bodyOf(request))) parameters.append(name, value);
    const asked: FhirRequest = { method: request.method ?? 'GET', path, parameters, accept: request.headers.accept ?? '', breaksGlass: String(request.headers['category'] ?? '').includes('v3-ActReason#BTG') };
    const answer = await this.#fhir!.answer(asked);
    const fault = this.surroundings.faults.at(this.site.id, 'fhir', path.split('/')[0]);
    await sendSpoiled(fault, answer, response, { selfUrl: String(url), foreignEntry: () => this.#fhir!.foreignEntry(asked) });
  }

  #smartConfiguration(): object {
    return {
      issuer: `${this.origin}/oauth`, token_endpoint: `${this.origin}/oauth/token`, jwks_uri: `${this.origin}/oauth/jwks`,
      grant_types_supported: ['client_credentials'], token_endpoint_auth_methods_supported: ['private_key_jwt'], token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
      scopes_supported: ['system/*.rs'], code_challenge_methods_supported: ['S256'], capabilities: ['client-confidential-asymmetric', 'permission-v2'],
    };
  }
}
