import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createMetrics, createSecretReader, SecretFault } from './index.js';

describe('metrics', () => {
  it('are exposed in the text format, and two registries do not meet', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.counter('asked_total', 'Questions.', ['source']).inc({ source: 'st-brigid' });
    one.durations('answer_seconds', 'Answers.').observe(0.2);
    one.gauge('open', 'Open.').set(3);
    const text = await one.expose();
    expect(text).toContain('asked_total{source="st-brigid"} 1');
    expect(text).toContain('answer_seconds_bucket{le="0.25"} 1');
    expect(await other.expose()).not.toContain('asked_total');
  });
});

describe('secrets', () => {
  it('are read from the environment and from files, fresh each time, without the line break at their end', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'longview-secrets-'));
    const file = path.join(folder, 'password');
    const read = createSecretReader(folder, { FROM_ENVIRONMENT: 'one' });
    writeFileSync(file, 'two\n');
    expect([await read({ env: 'FROM_ENVIRONMENT' }), await read({ file: 'password' }), await read({ file })]).toEqual(['one', 'two', 'two']);
    writeFileSync(file, 'three');
    expect(await read({ file: 'password' })).toBe('three');
    rmSync(folder, { recursive: true });
  });
  it('that are not there are a fault that names the place', async () => {
    const read = createSecretReader('/nonexistent', {});
    for (const location of [{ env: 'NOT_SET' }, { file: 'none' }]) {
      const fault = await read(location).then(() => undefined, (error: unknown) => error);
      expect(fault).toBeInstanceOf(SecretFault);
      expect(fault).toMatchObject({ code: 'SECRET_MISSING', details: location });
    }
  });
});
