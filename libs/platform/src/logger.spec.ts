import { describe, expect, it } from '@jest/globals';
import { createLogger, HttpFault } from './index.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('test', { destination: { write: (line) => { lines.push(line); } } }));
  return lines.join('');
}

describe('the log', () => {
  it('holds no cookie, credential, token or GraphQL variable, wherever they stand', () => {
    const secret = 'SECRET-9876543217';
    const text = logged((logger) => {
      logger.info({ authorization: secret, headers: { cookie: secret, 'set-cookie': secret }, req: { method: 'POST', url: `/graphql?q=${secret}`, headers: { authorization: secret } }, request: { body: { variables: secret } }, operation: { variables: { healthNumber: secret } }, token: secret }, 'asked');
    });
    expect(text).not.toContain('9876543217');
    expect(JSON.parse(text)).toMatchObject({ name: 'test', msg: 'asked', req: { method: 'POST', path: '/graphql' } });
  });

  it('keeps of an error its type, code and place, but not words that may quote a record', () => {
    const text = logged((logger) => {
      try {
        JSON.parse('Tremblay 9876543217');
      } catch (error) {
        logger.error({ err: new HttpFault('HTTP_MALFORMED', { bytes: 19 }, { cause: error }) }, 'failed');
      }
    });
    expect(text).not.toMatch(/Tremblay|9876543217/);
    expect(JSON.parse(text)).toMatchObject({ err: { type: 'HttpFault', code: 'HTTP_MALFORMED', message: 'The answer could not be parsed.', details: { bytes: 19 }, cause: { type: 'SyntaxError', stack: expect.stringContaining('logger.spec') } } });
  });

  it('reduces what is no error to its type', () => {
    expect(JSON.parse(logged((logger) => logger.error({ err: 'Tremblay' }, 'failed')))).toMatchObject({ err: { type: 'string' } });
  });
});
