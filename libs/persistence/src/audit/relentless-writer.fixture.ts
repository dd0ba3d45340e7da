import { writeSync } from 'node:fs';
import { GroupCommitAuditLog } from '@longview/audit';
import { PostgresAuditStore } from './postgres-audit-store.js';

/** A process that appends without pause and says the id of every event that was acknowledged, until it is killed. */
const log = new GroupCommitAuditLog(new PostgresAuditStore(process.env['WRITER_URL']!), { nowMs: Date.now });
const write = async (writer: number): Promise<never> => {
  for (let i = 0; ; i++) {
    const id = await log.append({ action: 'records-shown', outcome: 'success', actor: { userId: `writer-${writer}`, displayName: 'Fictitious', roles: ['physician'] }, requestId: String(i) });
    writeSync(1, `${id}\n`);
  }
};
await Promise.all(Array.from({ length: 32 }, (_, writer) => write(writer)));
