import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf, send } from './site/answer.js';
import { FAULTS, type Fault, type FaultBoard } from './site/faults.js';
import { stopServer, type RunningSite } from './site/site-server.js';
import type { MailCatcher } from './mail/mail-catcher.js';
import { mailPage } from './mail/mail-page.js';
import type { StoryEntry } from './generator/story-cast.js';

export interface ControlEndpoint { readonly url: string; stop(): Promise<void> }

/**
 * The sandbox's own door, on the loopback interface, for tests and demonstrations: `GET /sources`, `GET /story-cast`,
 * `GET`, `POST` and `DELETE /faults`, `GET /mail` (a page), `GET` and `DELETE /mail.json`.
 */
export async function startControlEndpoint(sites: readonly RunningSite[], faults: FaultBoard, stories: readonly StoryEntry[], mail: MailCatcher): Promise<ControlEndpoint> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const json = (response: ServerResponse, status: number, body: object) => send(response, { status, body, contentType: 'application/json' });
  const listed = () => Object.fromEntries(faults.list());
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    switch (`${request.method} ${request.url}`) {
      case 'GET /sources': return json(response, 200, sites.map(({ site, origin, fhirUrl, dicomwebUrl }) => ({ sourceId: site.id, name: site.name.en, origin, fhirUrl, dicomwebUrl })));
      case 'GET /story-cast': return json(response, 200, stories);
      case 'GET /mail': return send(response, { status: 200, body: mailPage(mail.letters()), contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" } });
      case 'GET /mail.json': return json(response, 200, mail.letters());
      case 'DELETE /mail.json': mail.clear(); return json(response, 200, []);
      case 'GET /faults': return json(response, 200, listed());
      case 'DELETE /faults': faults.reset(); return json(response, 200, listed());
      case 'POST /faults': {
        const asked = await faultIn(request, sites);
        if (!asked) return json(response, 400, { error: `Expected {"sourceId", "fault", "delayMs"?, "resourceType"?, "door"?}; fault is one of ${FAULTS.join(', ')}.` });
        faults.set(asked.sourceId, asked.fault);
        return json(response, 200, listed());
      }
      default: return json(response, 404, { error: 'There is nothing here.' });
    }
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => (response.headersSent ? response.destroy() : json(response, 500, { error: 'The control endpoint failed.' })));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => stopServer(server) };
}

async function faultIn(request: IncomingMessage, sites: readonly RunningSite[]): Promise<{ sourceId: string; fault: Fault } | undefined> {
  const body = parsed(await bodyOf(request));
  if (!body) return undefined;
  const { sourceId, fault, delayMs, resourceType, door } = body;
  const name = FAULTS.find((one) => one === fault);
  if (!name || typeof sourceId !== 'string' || !sites.some(({ site }) => site.id === sourceId)) return undefined;
  return { sourceId, fault: {
    fault: name,
    ...(typeof delayMs === 'number' && delayMs >= 0 ? { delayMs } : {}),
    ...(typeof resourceType === 'string' ? { resourceType } : {}),
    ...(door === 'fhir' || door === 'dicomweb' ? { door } : {}),
  } };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
