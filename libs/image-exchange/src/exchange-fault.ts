/** What stops an import or one instance of it, closed: docs/errors.md lists the same set and a test compares the two. */
export const EXCHANGE_FAULT_CODES = [
  'EXCHANGE_INSTANCE_UNREADABLE', 'EXCHANGE_INSTANCE_CUT', 'EXCHANGE_HEADER_TOO_LARGE', 'EXCHANGE_ENCODING_UNKNOWN', 'EXCHANGE_TEXT_NOT_ENCODABLE', 'EXCHANGE_WRONG_INSTANCE', 'EXCHANGE_WRONG_PATIENT',
  'EXCHANGE_MANIFEST_UNREADABLE', 'EXCHANGE_SOURCE_FAILED', 'EXCHANGE_PACS_UNREACHABLE', 'EXCHANGE_PACS_BUSY', 'EXCHANGE_PACS_REFUSED', 'EXCHANGE_PACS_MALFORMED', 'EXCHANGE_NOT_COMPLETE', 'EXCHANGE_STOPPED',
] as const;
export type ExchangeFaultCode = (typeof EXCHANGE_FAULT_CODES)[number];

const MESSAGES: Record<ExchangeFaultCode, string> = {
  EXCHANGE_INSTANCE_UNREADABLE: 'An instance from the source is no readable DICOM file.',
  EXCHANGE_INSTANCE_CUT: 'An instance from the source ended before its data did.',
  EXCHANGE_HEADER_TOO_LARGE: 'The header of an instance is larger than is held in memory.',
  EXCHANGE_ENCODING_UNKNOWN: 'The transfer syntax of an instance is none that a header can be changed in.',
  EXCHANGE_TEXT_NOT_ENCODABLE: 'A local value cannot be written in the character set of an instance.',
  EXCHANGE_WRONG_INSTANCE: 'The source sent another instance than was asked for.',
  EXCHANGE_WRONG_PATIENT: 'An instance does not belong to the patient for whom the study was confirmed.',
  EXCHANGE_MANIFEST_UNREADABLE: 'The source did not say readably which instances the study has.',
  EXCHANGE_SOURCE_FAILED: 'The source did not hand out an instance.',
  EXCHANGE_PACS_UNREACHABLE: 'The receiving archive cannot be reached or ended the conversation.',
  EXCHANGE_PACS_BUSY: 'The receiving archive has no room or time at the moment.',
  EXCHANGE_PACS_REFUSED: 'The receiving archive refused.',
  EXCHANGE_PACS_MALFORMED: 'The receiving archive answered unreadably.',
  EXCHANGE_NOT_COMPLETE: 'The receiving archive does not yet hold every instance that was sent.',
  EXCHANGE_STOPPED: 'The work was interrupted and goes on later.',
};

/** Message and details hold nothing about a patient: they may be logged. */
export class ExchangeFault extends Error {
  override readonly name = 'ExchangeFault';
  constructor(readonly code: ExchangeFaultCode, readonly details: Readonly<Record<string, string | number | boolean>> = {}, options?: { cause?: unknown }) {
    super(MESSAGES[code], options);
  }
}
