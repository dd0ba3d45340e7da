/** Where a record was read, so that every row can say who sent it. */
export interface Provenance {
  readonly sourceId: string;
  /** The organization accountable for the record (PHIPA: health information custodian); not always the source's own. */
  readonly custodianId: string;
  /**
   * A repository passed the record on without naming a contributor that the province knows: the repository stands in as
   * custodian, and a restriction of any one custodian's record may mean this one.
   */
  readonly isCustodianAssumed?: true;
  /** The record's id at the source, enough to read it again. */
  readonly sourceRecordId: string;
  /** When this gateway received it, milliseconds since the epoch. */
  readonly receivedAtMs: number;
  /** Site the source names, for a repository that holds many sites' records. */
  readonly siteName?: string;
}
