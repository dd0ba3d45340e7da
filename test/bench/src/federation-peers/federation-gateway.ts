// A peer, a process of its own: Apollo's federation gateway composing the same sources, each wrapped as a subgraph by another
// process. None of our work: no identity, grouping, policy or log.
import { IntrospectAndCompose, ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const subgraphUrls = JSON.parse(process.argv[2]!) as string[];
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: new IntrospectAndCompose({ subgraphs: subgraphUrls.map((url, i) => ({ name: `s${i}`, url })) }) }) });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
process.send!({ port: Number(new URL(url).port) });
process.on('disconnect', () => process.exit(0));
