import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { schemaText } from './print-schema.js';

describe('the committed schema', () => {
  it('is what the classes say (run `node libs/graphql-api/dist/schema/write-schema.js` after a change)', async () => {
    expect(await schemaText()).toBe(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  });
});
