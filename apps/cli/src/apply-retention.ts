import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { GroupCommitAuditLog } from '@longview/audit';
import { PostgresAuditRetention, PostgresAuditStore, type RetentionClass, type RetentionCut } from '@longview/persistence';
import { systemClock } from '@longview/platform';
import { readProvinceFile } from '@longview/province';
import { EXIT, UsageError, type Command, type Surroundings } from './command.js';
import { DATABASE_HELP, databaseAddresses } from './database-address.js';

const CLASSES: readonly RetentionClass[] = ['system', 'access'];

export const applyRetention: Command = {
  name: 'apply-retention',
  summary: 'shows, and with --apply removes, events of the access log whose time is over',
  help: `longview apply-retention --class <system|access> [--apply --months <number>]

Nothing is ever removed from the access log but by this command, and only what the province file permits for the class. Without
--apply it shows what would go, month by month, and changes nothing. Of each event that is removed, place and hash stay, so that
verify-audit still checks everything else; an event in the log says what was removed, when and by whom.

  --class <class>       system: log-ins, log-outs, locks (about no patient); access: everything else
  --apply               removes; needs --months as the preview showed it, so that nothing else is removed than was looked at
  --months <number>     how many months the preview named

  LONGVIEW_PROVINCE     the province file
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { class: { type: 'string' }, apply: { type: 'boolean' }, months: { type: 'string' } } });
    const retentionClass = CLASSES.find((one) => one === values.class);
    if (!retentionClass) throw new UsageError('--class is system or access.');
    const kept = await keptMonths(surroundings, retentionClass);
    if (kept === 'always') {
      surroundings.print(`The province file keeps events of the class ${retentionClass} for good: nothing is removed.`);
      return EXIT.ok;
    }
    const { ownerUrl } = databaseAddresses(surroundings);
    const cut: RetentionCut = { retentionClass, beforeMs: startOfMonthMs(systemClock.nowMs(), kept) };
    const retention = new PostgresAuditRetention(ownerUrl);
    const months = (await retention.preview(cut)).filter(({ removableCount }) => removableCount > 0);
    for (const { month, removableCount, eventCount } of months) surroundings.print(`${month}: ${removableCount} of ${eventCount} events`);
    if (months.length === 0) surroundings.print(`No event of the class ${retentionClass} is older than ${kept} whole months.`);
    if (!values.apply || months.length === 0) return EXIT.ok;
    if (Number(values.months) !== months.length) throw new UsageError(`--months is the number of months above: ${months.length}.`);
    return apply(retention, cut, ownerUrl, surroundings);
  },
};

async function apply(retention: PostgresAuditRetention, cut: RetentionCut, ownerUrl: string, surroundings: Surroundings): Promise<0 | 1> {
  const audit = new GroupCommitAuditLog(new PostgresAuditStore(ownerUrl), { nowMs: () => systemClock.nowMs(), lanes: 1 });
  try {
    const { username } = os.userInfo();
    const done = await retention.apply(cut, randomUUID(), ({ run, removedCount, removedRoot }) => audit.append({
      action: 'retention-applied', outcome: 'success', actor: { userId: `operator:${username}`, displayName: username, roles: [] },
      details: { run, retentionClass: cut.retentionClass, before: new Date(cut.beforeMs).toISOString(), removedCount, removedRoot: removedRoot.toString('base64') },
    }));
    surroundings.print(done ? `${done.removedCount} events were removed; their places and hashes are kept (${done.run}).` : 'Somebody else has removed them meanwhile.');
    return done ? EXIT.ok : EXIT.foundProblems;
  } finally {
    await audit.close();
  }
}

async function keptMonths({ environment }: Surroundings, retentionClass: RetentionClass): Promise<number | 'always'> {
  const file = environment['LONGVIEW_PROVINCE'];
  if (!file) throw new UsageError('LONGVIEW_PROVINCE does not say where the province file is.');
  const { retention } = await readProvinceFile(file);
  return retentionClass === 'system' ? retention.systemEventMonths : retention.accessMonths;
}

/** The beginning of the month (UTC) that lies so many whole months back. */
function startOfMonthMs(nowMs: number, monthsBack: number): number {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1);
}
