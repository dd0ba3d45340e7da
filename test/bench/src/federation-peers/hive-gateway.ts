// A peer, a process of its own: the Hive gateway composing the same sources, each wrapped as a subgraph by another process. None
// of our work: no identity, grouping, policy or log.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

const subgraphUrls = JSON.parse(process.argv[2]!) as string[];
const services = await Promise.all(subgraphUrls.map(async (url, i) => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ _service { sdl } }' }) });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return { name: `s${i}`, url, typeDefs: parse(data._service.sdl) };
}));
const { supergraphSdl, errors } = composeServices(services);
if (supergraphSdl === undefined) throw new Error(`The subgraphs do not compose: ${String(errors)}`);
const gateway = createGatewayRuntime({ supergraph: supergraphSdl, graphqlEndpoint: '/', landingPage: false, logging: false });
const server = createServer((request, response) => void gateway(request, response));
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
