/** What somebody is to attest of a person, as a sheet is made. */
export interface NewItem {
  readonly organizationId: string;
  readonly tier: 'users' | 'role-holders';
  readonly subjectId: string;
  readonly personId: string;
  readonly sortName: string;
  readonly signals: readonly string[];
  readonly risk: number;
  readonly evidence: object;
}
