const DAY_MS = 86_400_000;
/** Days before the end at which a warning comes again after it was put away. */
const STEPS = [1, 7, 30] as const;

export interface AgreementWarning {
  /** Days that are left, the last one counted; 0 once it has run out. */
  readonly daysLeft: number;
  /** The step it belongs to: put away once, it is quiet until the next. */
  readonly step: number;
}

/** Whether to warn of the agreement's end: from thirty days before, again at seven and at one, and once it is past. */
export function agreementWarning(nowMs: number, expiresAtMs: number): AgreementWarning | undefined {
  const daysLeft = Math.max(0, Math.ceil((expiresAtMs - nowMs) / DAY_MS));
  const step = daysLeft === 0 ? 0 : STEPS.find((days) => daysLeft <= days);
  return step === undefined ? undefined : { daysLeft, step };
}
