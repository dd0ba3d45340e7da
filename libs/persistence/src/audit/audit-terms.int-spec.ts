import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { applyMigrations } from '../apply-migrations.js';
import { AuditTerms } from './audit-terms.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const WRITERS = 4;
const clients = Array.from({ length: WRITERS }, () => new pg.Client({ connectionString: runtimeUrl }));

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  await Promise.all(clients.map((client) => client.connect()));
});
afterAll(() => Promise.all(clients.map((client) => client.end())));

describe('the dictionary of the log', () => {
  it('gives each word one number, also when many writers meet the same new words in other orders at once', async () => {
    for (let round = 0; round < 20; round++) {
      const words = Array.from({ length: 200 }, (_, n) => `word ${round} ${n}`);
      const codes = await Promise.all(clients.map((client, writer) => {
        const turned = writer % 2 === 0 ? words : [...words].reverse();
        return new AuditTerms().encode(client, (codeOf) => new Map(turned.map((word) => [word, codeOf(word)])));
      }));
      for (const one of codes) expect([...one].sort()).toEqual([...codes[0]!].sort());
      expect(new Set(codes[0]!.values()).size).toBe(words.length);
    }
  });
});
