/** DICOM UID: 1 to 64 characters, components without leading zeros (PS3.5 §9.1). */
export function isDicomUid(text: string): boolean {
  return text.length <= 64 && /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/.test(text);
}

/**
 * InstanceAvailability (0008,0056). OFFLINE and NEARLINE need a request at the site before they can be shown.
 * @see https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_C.4.23.html
 */
export type InstanceAvailability = 'ONLINE' | 'NEARLINE' | 'OFFLINE' | 'UNAVAILABLE';
