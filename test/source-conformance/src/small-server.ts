import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question as the small servers see it. */
export interface Question {
  readonly method: string;
  /** Below the server's root. */
  readonly path: string;
  /** Of the address and, for a form, of the body. */
  readonly parameters: URLSearchParams;
  /** As it stood in the address. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface SmallServer {
  readonly origin: string;
  /** Every question, in the order they came. */
  readonly questions: readonly Question[];
  stop(): Promise<void>;
}

/** What answers a question; `undefined` when it dealt with the connection itself. */
export type Answerer = (question: Question, response: ServerResponse) => Promise<Reply | undefined> | Reply | undefined;

/** A real HTTP server on a free port of the loopback interface. */
export async function startSmallServer(answer: Answerer): Promise<SmallServer> {
  const questions: Question[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const question = await readQuestion(request);
      questions.push(question);
      const reply = await answer(question, response);
      if (!reply || response.destroyed) return;
      response.writeHead(reply.status, reply.headers).end(reply.body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, questions,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readQuestion(request: IncomingMessage): Promise<Question> {
  const url = new URL(request.url ?? '/', 'http://small.invalid');
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const parameters = new URLSearchParams(url.search);
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString('utf8'))) parameters.append(name, value);
  return { method: request.method ?? 'GET', path: url.pathname, parameters, url: request.url ?? '', headers: request.headers };
}
