/** One instance on its way to the receiving archive. */
export interface OutgoingInstance {
  readonly studyInstanceUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  /** The data set without preamble and file meta information; read once. */
  readonly dataset: AsyncIterable<Buffer>;
}

/** `refused` is for good: the archive does not take this instance as it is. `code` is DIMSE's or HTTP's status. */
export type StoreOutcome = { readonly kind: 'stored' } | { readonly kind: 'refused'; readonly code: string };

/** What the archive holds of a study. */
export interface Holdings {
  readonly sopInstanceUids: ReadonlySet<string>;
  /** The patient numbers under which it files them. */
  readonly patientIds: ReadonlySet<string>;
}

/** Sends one instance after another; several lanes may be open at once. */
export interface DestinationLane {
  /**
   * Resolves when the archive has said that it keeps the instance, or will not. Rejects with an `ExchangeFault` when it
   * could not be brought there now, and with whatever reading the data set rejects with: then nothing of it is kept.
   */
  store(instance: OutgoingInstance, signal: AbortSignal): Promise<StoreOutcome>;
  /** Never rejects. */
  close(): Promise<void>;
}

/** An organization's own archive, where imported studies go. */
export interface Destination {
  /** What it holds of the study now; `undefined` where it cannot be asked: then its answers to each instance are the proof. */
  holdings(studyInstanceUid: string, signal: AbortSignal): Promise<Holdings | undefined>;
  openLane(sopClassUids: readonly string[]): DestinationLane;
  close(): Promise<void>;
}
