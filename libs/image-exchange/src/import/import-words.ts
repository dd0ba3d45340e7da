/** Where an import stands. */
export const IMPORT_STATES = ['awaiting-confirmation', 'waiting', 'running', 'imported', 'stopped', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Why an import came to an end before its study was whole; the portal has the sentence. */
export const STOP_REASONS = [
  /** An instance is another person's than the one for whom the study was confirmed. */
  'another-patient',
  /** The source sent something that is not the instance it was asked for, or no DICOM. */
  'unreadable-instance',
  /** The receiving archive files this study under another patient already. */
  'filed-under-another-patient',
  /** The receiving archive does not take some of the instances. */
  'instances-refused',
  /** The patient's directives close the study now, or the organization does not take part any more. */
  'no-longer-permitted',
  /** Source or receiving archive could not be worked with for as long as it was tried. */
  'gave-up',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export const IMPORT_QUEUE = 'image-import';
export const LOOK_QUEUE = 'image-exchange-look';
/** For so long a source or an archive that fails is tried again. */
export const GIVE_UP_AFTER_MS = 24 * 3_600_000;
