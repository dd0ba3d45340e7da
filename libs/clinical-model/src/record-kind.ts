/** The kinds of clinical record a source can be asked for; `images` (pixels) is a capability of its own, not a record. */
export const RECORD_KINDS = ['imaging-study', 'report', 'document', 'visit', 'lab', 'medication', 'allergy', 'condition'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
