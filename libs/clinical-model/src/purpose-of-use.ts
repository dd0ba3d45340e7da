/**
 * Why a record is looked at.
 * @see https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html
 */
export const PURPOSES_OF_USE = ['TREAT', 'BTG', 'PATRQT', 'HOPERAT'] as const;
/** TREAT treatment, BTG break the glass, PATRQT patient's request, HOPERAT operations (privacy audit, support). */
export type PurposeOfUse = (typeof PURPOSES_OF_USE)[number];
