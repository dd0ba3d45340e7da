/** What one look found. */
export interface Check {
  readonly name: string;
  readonly isGood: boolean;
  readonly detail: string;
}
