// The same sources as federation subgraphs, a process of its own: one root field a source, answering its bundle's items.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createServer } from 'node:http';
import { graphql, parse } from 'graphql';
import { Pool } from 'undici';

const ports = JSON.parse(process.argv[2]!) as number[];
interface Report { id: string; code: { text: string }; effectiveDateTime: string; status: string; conclusion: string }

const urls = await Promise.all(ports.map(async (port, i) => {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 8, keepAliveTimeout: 120_000 });
  const schema = buildSubgraphSchema([{
    typeDefs: parse(`type Item${i} { id: ID! title: String! time: String! status: String! conclusion: String! } type Query { source${i}(patient: String!): [Item${i}!]! }`),
    resolvers: {
      Query: {
        [`source${i}`]: async () => {
          const { body } = await pool.request({ method: 'GET', path: '/fhir/DiagnosticReport?patient.identifier=s%7Cv&_include=DiagnosticReport:patient&_count=200' });
          const bundle = JSON.parse(await body.text()) as { entry: { resource: Report & { resourceType: string } }[] };
          return bundle.entry.filter(({ resource }) => resource.resourceType === 'DiagnosticReport').map(({ resource }) => ({ id: resource.id, title: resource.code.text, time: resource.effectiveDateTime, status: resource.status, conclusion: resource.conclusion }));
        },
      },
    },
  }]);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables?: Record<string, unknown> };
      void graphql({ schema, source: query, variableValues: variables ?? null }).then((result) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result)));
    });
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}));
process.send!({ urls });
process.on('disconnect', () => process.exit(0));
