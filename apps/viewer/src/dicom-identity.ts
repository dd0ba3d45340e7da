import type { DisplaySet, NaturalizedInstance } from '@ohif/core';

/** Whose the DICOM objects say they are, as recorded in them. */
export interface DicomIdentity {
  /** PatientName (0010,0010) as people read it, `TREMBLAY, Éloïse`; empty when the objects name nobody. */
  readonly displayName: string;
  readonly names: readonly { readonly family: string; readonly given: readonly string[] }[];
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  /** M, F or O. */
  readonly sex?: string;
  /** PatientID and OtherPatientIDs, values alone. */
  readonly identifiers: readonly string[];
}

/** Every different identity among the objects of the display sets; more than one in a study is itself an alarm. */
export function identitiesOf(displaySets: readonly DisplaySet[]): readonly DicomIdentity[] {
  const found = new Map<string, DicomIdentity>();
  for (const { instances, images, instance } of displaySets) {
    for (const object of instances ?? images ?? (instance ? [instance] : [])) {
      const key = [object['PatientName'], object['PatientID'], object['PatientBirthDate'], object['PatientSex']].map((value) => JSON.stringify(value) ?? '').join('\n');
      if (!found.has(key)) found.set(key, readIdentity(object));
    }
  }
  return [...found.values()];
}

export function readIdentity(object: NaturalizedInstance): DicomIdentity {
  const names = personNames(object['PatientName']);
  const birthDate = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(textOf(object['PatientBirthDate']));
  const sex = textOf(object['PatientSex']);
  const identifiers = [object['PatientID'], object['OtherPatientIDs'], ...itemsOf(object['OtherPatientIDsSequence']).map((item) => item['PatientID'])]
    .flatMap((value) => (Array.isArray(value) ? value.map(textOf) : textOf(value).split('\\'))).map((value) => value.trim()).filter(Boolean);
  return {
    displayName: names[0] ? [names[0].family, names[0].given.join(' ')].filter(Boolean).join(', ') : '', names, identifiers,
    ...(birthDate && { birthDate: birthDate.slice(1).join('-') }),
    ...(/^[MFO]$/.test(sex) && { sex }),
  };
}

/**
 * PN: up to three spellings of one name (alphabetic, ideographic, phonetic), each family^given^middle^prefix^suffix
 * (PS3.5 §6.2.1). OHIF hands it over as text, as an object by spelling, or as a list of either.
 */
function personNames(value: unknown): { family: string; given: string[] }[] {
  const spellings = Array.isArray(value) ? value.flatMap(spellingsOf) : spellingsOf(value);
  return spellings.map((spelling) => {
    const [family = '', given = '', middle = ''] = spelling.split('^').map((part) => part.trim());
    return { family, given: [given, middle].filter(Boolean) };
  }).filter(({ family, given }) => family !== '' || given.length > 0);
}

function spellingsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split('=');
  if (typeof value !== 'object' || value === null) return [];
  const { Alphabetic, Ideographic, Phonetic } = value as Record<string, unknown>;
  return [Alphabetic, Ideographic, Phonetic].filter((part) => typeof part === 'string');
}

function itemsOf(value: unknown): Record<string, unknown>[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}

function textOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : '';
}
