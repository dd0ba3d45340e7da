/** One thing that is wrong with a province file, where an operator finds it. */
export interface ProvinceProblem {
  /** First line is 1; absent when the thing that is missing has no line. */
  readonly line?: number;
  /** `sources[2].records.baseUrl`; empty for the file as a whole. */
  readonly path: string;
  /** What was expected there. Never a value from the file: it may be a secret written by mistake. */
  readonly expected: string;
}

/** A province file that cannot be used, with everything that is wrong with it at once. */
export class ProvinceFileInvalid extends Error {
  override readonly name = 'ProvinceFileFault';
  readonly code = 'PROVINCE_FILE_INVALID';
  constructor(readonly file: string, readonly problems: readonly ProvinceProblem[], options?: { cause?: unknown }) {
    super([`The province file ${file} cannot be used:`, ...problems.map(describe)].join('\n'), options);
  }
}

const describe = ({ line, path, expected }: ProvinceProblem): string => `  ${line === undefined ? '' : `line ${line}: `}${path === '' ? '' : `${path}: `}${expected}`;
