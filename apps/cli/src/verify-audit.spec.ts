import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chainHash, GrowingTree, LANE_START, signCheckpoint, type AuditEvent, type LoggedEvent, type SealedHead } from '@longview/audit';
import { eventLine, firstLine, headLine } from './audit-export.js';
import { longview } from './longview.js';

const NOW_MS = Date.UTC(2026, 10, 20, 15, 0, 0);
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** Ten events of one lane, all of them covered by one head. Fictitious. */
function sampleLog(): { readonly events: LoggedEvent[]; readonly head: SealedHead } {
  const tree = new GrowingTree();
  let previous = LANE_START;
  const events = Array.from({ length: 10 }, (_, i): LoggedEvent => {
    const event: AuditEvent = { id: `1-${i + 1}`, action: 'records-shown', outcome: 'success', occurredAtMs: NOW_MS + i, actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } };
    previous = chainHash(previous, event);
    tree.append(previous);
    return { tx: BigInt(700 + i), lane: 1, sequence: i + 1, event, hash: previous };
  });
  const checkpoint = signCheckpoint({ treeSize: tree.size, rootHash: tree.root(), signedAtMs: NOW_MS }, 'longview.example/access-log', privateKey);
  return { events, head: { checkpoint, treeSize: tree.size, through: events.at(-1)!, signedAtMs: NOW_MS } };
}

describe('longview verify-audit', () => {
  let folder: string;
  let keyFile: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'longview-cli-'));
    keyFile = fileOf('key.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const fileOf = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const exportOf = (events: readonly LoggedEvent[], heads: readonly SealedHead[]): string => fileOf('export.ndjson', [firstLine(), ...heads.map(headLine), ...events.map(eventLine)].join('\n') + '\n');
  const run = async (...args: readonly string[]): Promise<{ code: number; output: string; errors: string }> => {
    const lines: string[] = [];
    const errors: string[] = [];
    const code = await longview(args, { environment: {}, print: (line) => lines.push(line), printError: (line) => errors.push(line) });
    return { code, output: lines.join('\n'), errors: errors.join('\n') };
  };

  it('says that an export is intact, and ends with 0', async () => {
    const { events, head } = sampleLog();
    const { code, output } = await run('verify-audit', '--public-key', keyFile, '--export', exportOf(events, [head]));
    expect(output).toMatch(/^10 events; 10 of them are confirmed by 1 signed heads, the last of them signed at 2026-11-20T15:00:00.000Z\.\nINTACT/);
    expect(code).toBe(0);
  });

  it('names the event that was changed, and ends with 1', async () => {
    const { events, head } = sampleLog();
    events[3] = { ...events[3]!, event: { ...events[3]!.event, occurredAtMs: NOW_MS - 1 } };
    const { code, output } = await run('verify-audit', '--public-key', keyFile, '--export', exportOf(events, [head]));
    expect(output).toContain('- event 1-4 was changed\nNOT INTACT: 1 finding(s).');
    expect(code).toBe(1);
  });

  it('names what was removed', async () => {
    const { events, head } = sampleLog();
    const { code, output } = await run('verify-audit', '--public-key', keyFile, '--export', exportOf(events.toSpliced(2, 3), [head]));
    expect(output).toContain('- events 1-3 to 1-5 were removed');
    expect(code).toBe(1);
  });

  it('holds a log that was cut short against a checkpoint that somebody kept', async () => {
    const { events, head } = sampleLog();
    const kept = fileOf('kept.txt', head.checkpoint);
    const { code, output } = await run('verify-audit', '--public-key', keyFile, '--export', exportOf(events.slice(0, 6), []), '--checkpoint', kept);
    expect(output).toContain('the checkpoint of 10 events that was kept is not true of this log');
    expect(code).toBe(1);
  });

  it('believes no head that another key signed', async () => {
    const { events, head } = sampleLog();
    const otherKey = fileOf('other.pem', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect((await run('verify-audit', '--public-key', otherKey, '--export', exportOf(events, [head]))).output).toContain('the head of 10 events is not signed with this key');
  });

  it('prints the report as JSON for programs', async () => {
    const { events, head } = sampleLog();
    const { output } = await run('verify-audit', '--public-key', keyFile, '--export', exportOf(events, [head]), '--json');
    expect(JSON.parse(output)).toMatchObject({ isIntact: true, eventCount: 10, findings: [] });
  });

  it('ends with 3, and not with "intact", when the export breaks off', async () => {
    const { events, head } = sampleLog();
    const whole = [firstLine(), headLine(head), ...events.map(eventLine)].join('\n');
    const { code, errors } = await run('verify-audit', '--public-key', keyFile, '--export', fileOf('cut.ndjson', whole.slice(0, -20)));
    expect(errors).toContain('cannot be read from line 12 on');
    expect(code).toBe(3);
    expect((await run('verify-audit', '--public-key', keyFile, '--export', fileOf('empty.ndjson', ''))).code).toBe(3);
    expect((await run('verify-audit', '--public-key', keyFile, '--export', path.join(folder, 'nowhere'))).code).toBe(3);
  });

  it('explains a call that makes no sense, and ends with 2', async () => {
    for (const [args, words] of [
      [['verify-audit'], '--public-key names the key'],
      [['verify-audit', '--publickey', 'x'], `Unknown option '--publickey'`],
      [['verify-audit', '--public-key', keyFile], 'says where the database is'],
      [['polish'], 'There is no command "polish"'],
    ] as const) {
      const { code, errors } = await run(...args);
      expect(errors).toContain(words);
      expect(code).toBe(2);
    }
  });

  it('helps: with everything, and with each command', async () => {
    const { code, output } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['doctor', 'migrate', 'verify-audit', 'export-audit']) {
      expect(output).toContain(name);
      expect((await run(name, '--help')).output).toMatch(new RegExp(`^longview ${name}`));
    }
    expect(await run()).toMatchObject({ code: 2, output });
  });
});
