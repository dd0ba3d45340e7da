/** How a command ended: what a script decides by. */
export const EXIT = {
  ok: 0,
  /** The command did its work and what it looked at is not all right: a log that was altered, a source that does not answer. */
  foundProblems: 1,
  /** It was called in a way that it does not understand. */
  usage: 2,
  /** It could not do its work: the database cannot be reached, a file cannot be read. */
  failed: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command reads its settings and writes its lines. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode>;
}

/** A call that makes no sense; the message says what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
