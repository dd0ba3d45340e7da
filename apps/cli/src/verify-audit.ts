import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MOST_FINDINGS, verifyAuditLog, type Finding, type VerificationReport } from '@longview/audit';
import { PostgresAuditReader } from '@longview/persistence';
import { openExport } from './audit-export.js';
import { EXIT, UsageError, type Command } from './command.js';
import { DATABASE_HELP, readerAddress } from './database-address.js';
import { readPublicKey } from './public-key.js';

export const verifyAudit: Command = {
  name: 'verify-audit',
  summary: 'says whether anybody changed the access log',
  help: `longview verify-audit --public-key <file> [--export <file>] [--checkpoint <file>]... [--json]

Reads the whole access log and says which events were changed, removed, inserted or reordered. Needs the log and the public
key, nothing else. Checkpoints that were handed out earlier show also whether the operator signed a rewritten log again.

  --public-key <file>   the log's Ed25519 public key (PEM), got from somewhere else than the log
  --export <file>       verify this export instead of the database
  --checkpoint <file>   a checkpoint that a participant kept; can be given several times
  --json                print the report as JSON
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { 'public-key': { type: 'string' }, export: { type: 'string' }, checkpoint: { type: 'string', multiple: true }, json: { type: 'boolean' } } });
    if (!values['public-key']) throw new UsageError('--public-key names the key to verify with.');
    const publicKey = await readPublicKey(values['public-key']);
    const keptCheckpoints = await Promise.all((values.checkpoint ?? []).map((file) => readFile(file, 'utf8')));
    const report = values.export === undefined
      ? await verifyDatabase(readerAddress(surroundings), publicKey, keptCheckpoints)
      : await verifyAuditLog({ ...(await openExport(values.export)), publicKey, keptCheckpoints });
    if (values.json) surroundings.print(JSON.stringify(report, null, 2));
    else for (const line of describeReport(report)) surroundings.print(line);
    return report.isIntact ? EXIT.ok : EXIT.foundProblems;
  },
};

async function verifyDatabase(url: string, publicKey: KeyObject, keptCheckpoints: readonly string[]): Promise<VerificationReport> {
  const reader = new PostgresAuditReader(url);
  try {
    return await reader.snapshot((log) => verifyAuditLog({ ...log, publicKey, keptCheckpoints }));
  } finally {
    await reader.close();
  }
}

function describeReport({ isIntact, eventCount, confirmedCount, unsealedCount, headCount, removedCount, lastConfirmedHead, findings, findingCount }: VerificationReport): readonly string[] {
  const last = lastConfirmedHead && `, the last of them signed at ${new Date(lastConfirmedHead.signedAtMs).toISOString()}`;
  return [
    `${eventCount} events; ${confirmedCount} of them are confirmed by ${headCount} signed heads${last ?? ''}.`,
    ...(unsealedCount > 0 ? [`${unsealedCount} events are newer than the last head: until the next one, only their chain speaks for them.`] : []),
    ...(removedCount > 0 ? [`${removedCount} more were removed when their time of retention was over; an event in the log accounts for each.`] : []),
    ...findings.map((finding) => `- ${describeFinding(finding)}`),
    ...(findingCount > MOST_FINDINGS ? [`- and ${findingCount - MOST_FINDINGS} more`] : []),
    isIntact ? 'INTACT: nothing was changed, removed, inserted or reordered.' : `NOT INTACT: ${findingCount} finding(s).`,
  ];
}

function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'changed': return `event ${finding.eventId} was changed`;
    case 'inserted': return `event ${finding.eventId} was inserted`;
    case 'reordered': return `event ${finding.eventId} was moved behind later ones`;
    case 'removed': return finding.firstEventId === finding.lastEventId ? `event ${finding.firstEventId} was removed` : `events ${finding.firstEventId} to ${finding.lastEventId} were removed`;
    case 'altered-range': return `the sealed events number ${finding.firstLeaf + 1} to ${finding.lastLeaf + 1} are not those that were signed (${finding.expectedEvents} were, ${finding.foundEvents} are there); heads from there on confirm nothing`;
    case 'subtree-wrong': return `the stored subtree ${finding.level}/${finding.index} is not that of the events: proofs over it fail`;
    case 'removal-unaccounted': return `${finding.removedCount} events were removed under the name of retention (${finding.run}), and no event of the log accounts for them`;
    case 'head-forged': return `the head of ${finding.treeSize} events is not signed with this key`;
    case 'kept-head-contradicted': return `the checkpoint of ${finding.treeSize} events that was kept is not true of this log`;
  }
}
