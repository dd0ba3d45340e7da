import { EXIT, UsageError, type Command, type ExitCode, type Surroundings } from './command.js';
import { applyRetention } from './apply-retention.js';
import { doctor } from './doctor.js';
import { exportAudit } from './export-audit.js';
import { generateProvince } from './generate-province.js';
import { loadRoster } from './load-roster.js';
import { migrate } from './migrate.js';
import { proveEvent } from './prove-event.js';
import { verifyAudit } from './verify-audit.js';
import { verifyLogConsistency } from './verify-consistency.js';
import { verifyDocument } from './verify-document.js';
import { verifyProof } from './verify-proof.js';

const COMMANDS: readonly Command[] = [doctor, migrate, verifyAudit, exportAudit, proveEvent, verifyProof, verifyLogConsistency, verifyDocument, applyRetention, loadRoster, generateProvince];

const OVERVIEW = [
  'longview: runs and checks an installation',
  '',
  ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(18)} ${summary}`),
  '',
  '"longview <command> --help" says more. Ends with 0: all right; 1: found problems; 2: wrong call; 3: could not do its work.',
].join('\n');

/** Runs what the arguments ask for and resolves with the exit code. Never rejects. */
export async function longview(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    surroundings.print(OVERVIEW);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    surroundings.printError(`There is no command "${name}".\n\n${OVERVIEW}`);
    return EXIT.usage;
  }
  if (rest.includes('--help')) {
    surroundings.print(command.help);
    return EXIT.ok;
  }
  try {
    return await command.run(rest, surroundings);
  } catch (error) {
    const isUsage = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    surroundings.printError(isUsage ? `${(error as Error).message}\n\n${command.help}` : `longview ${name}: ${describe(error)}`);
    return isUsage ? EXIT.usage : EXIT.failed;
  }
}

/** A message of the operating system or the database about itself; commands keep personal information out of both. */
function describe(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: readonly { message: string }[] };
  const words = message || errors?.map((inner) => inner.message).join('; ') || 'failed';
  return code && !words.includes(code) ? `${words} (${code})` : words;
}
