// The floor, a process of its own: ask every source, parse, merge, sort, serialise. No identity, no grouping, no policy, no log.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const ports = JSON.parse(process.argv[2]!) as number[];
const pools = ports.map((port) => new Pool(`http://127.0.0.1:${port}`, { connections: 8, keepAliveTimeout: 120_000, keepAliveMaxTimeout: 120_000 }));
interface Entry { resource: { resourceType: string; effectiveDateTime?: string } }

const server = createServer((_request, response) => {
  void Promise.all(pools.map(async (pool) => {
    const { body } = await pool.request({ method: 'GET', path: '/fhir/DiagnosticReport?patient.identifier=s%7Cv&_include=DiagnosticReport:patient&_count=200', headers: { accept: 'application/fhir+json' } });
    return JSON.parse(await body.text()) as { entry: Entry[] };
  })).then((bundles) => {
    const items = bundles.flatMap(({ entry }) => entry.map(({ resource }) => resource)).filter(({ resourceType }) => resourceType === 'DiagnosticReport');
    items.sort((a, b) => (a.effectiveDateTime! < b.effectiveDateTime! ? 1 : -1));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
  }, (error: unknown) => response.writeHead(502).end(String(error)));
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
