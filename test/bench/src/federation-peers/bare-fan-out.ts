// The floor, a process of its own: ask every source what the gateway asks it (a search by POST, because no health number stands in
// an address, for every spelling of the number's domain), parse, merge, sort, serialise. No identity, no grouping, no policy, no log.
import { createServer } from 'node:http';
import { ONTARIO_HEALTH_NUMBER_ALIASES, ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { Pool } from 'undici';

const ports = JSON.parse(process.argv[2]!) as number[];
const pools = ports.map((port) => new Pool(`http://127.0.0.1:${port}`, { connections: 8, keepAliveTimeout: 120_000, keepAliveMaxTimeout: 120_000 }));
const tokens = [ONTARIO_HEALTH_NUMBER_SYSTEM, ...ONTARIO_HEALTH_NUMBER_ALIASES].map((system) => `${system}|9876543217`).join(',');
const body = `patient.identifier=${encodeURIComponent(tokens)}&_include=DiagnosticReport%3Apatient&_count=200`;
const headers = { accept: 'application/fhir+json', 'content-type': 'application/x-www-form-urlencoded' };
interface Entry { resource: { resourceType: string; effectiveDateTime?: string } }

const server = createServer((_request, response) => {
  void Promise.all(pools.map(async (pool) => {
    const answer = await pool.request({ method: 'POST', path: '/fhir/DiagnosticReport/_search', headers, body });
    return JSON.parse(await answer.body.text()) as { entry: Entry[] };
  })).then((bundles) => {
    const items = bundles.flatMap(({ entry }) => entry.map(({ resource }) => resource)).filter(({ resourceType }) => resourceType === 'DiagnosticReport');
    items.sort((a, b) => (a.effectiveDateTime! < b.effectiveDateTime! ? 1 : -1));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
  }, (error: unknown) => response.writeHead(502).end(String(error)));
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
