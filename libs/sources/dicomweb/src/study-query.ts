import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { DicomwebEndpoint } from '@longview/sources-contract';
import { TAG } from './dicom-json.js';
import type { Issuers } from './issuer.js';

export type SearchStrategy = DicomwebEndpoint['patientSearch'][number];

/** Matching keys of one QIDO-RS question, by tag. */
export type MatchingKeys = readonly (readonly [tag: string, value: string])[];

/** One way to ask for a person's studies, as far as what is known of the person allows. */
export interface StudyQuery {
  readonly strategy: SearchStrategy;
  /** Each is a question of its own: a person may have several numbers or names. */
  readonly questions: readonly MatchingKeys[];
}

/** More names or numbers than these are no person's. */
const MAX_QUESTIONS = 4;

/** The strategies of the endpoint that apply to this person, in the endpoint's order; none when it cannot be asked. */
export function planStudyQueries(patient: Pick<SubjectIdentity, 'identifiers' | 'names' | 'birthDate'>, endpoint: DicomwebEndpoint, issuers: Issuers): readonly StudyQuery[] {
  const valuesIn = (system: string | undefined): readonly string[] => [...new Set(patient.identifiers.filter((identifier) => identifier.system === system).map(({ value }) => value))].filter(isLiteral).slice(0, MAX_QUESTIONS);
  const questionsOf = (strategy: SearchStrategy): readonly MatchingKeys[] => {
    switch (strategy) {
      case 'issuer-and-id': {
        const issuer = endpoint.issuerOfPatientId;
        return issuer === undefined || issuers.ownSystem === undefined ? [] : valuesIn(issuers.ownSystem).map((id) => [[TAG.patientId, id], [TAG.issuerOfPatientId, issuer]]);
      }
      case 'id': return issuers.ownSystem === undefined ? [] : valuesIn(issuers.ownSystem).map((id) => [[TAG.patientId, id]]);
      case 'nested-health-number': return valuesIn(ONTARIO_HEALTH_NUMBER_SYSTEM).map((id) => [[`${TAG.otherPatientIds}.${TAG.patientId}`, id]]);
      case 'demographics': return demographicQuestions(patient);
    }
  };
  return endpoint.patientSearch.map((strategy) => ({ strategy, questions: questionsOf(strategy) })).filter(({ questions }) => questions.length > 0);
}

/** `*`, `?` and `\` in a number would ask for other people's studies. */
function isLiteral(value: string): boolean {
  return value !== '' && !/[*?\\]/.test(value);
}

/** The same question, narrowed by the birth date where the whole of it is known: for an archive that ignores the other keys. */
export function alsoByBirthDate(keys: MatchingKeys, birthDate: string | undefined): MatchingKeys {
  const birth = matchedDate(birthDate);
  return birth ? [...keys, [TAG.patientBirthDate, birth]] : keys;
}

function matchedDate(date: string | undefined): string | undefined {
  return date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date.replaceAll('-', '') : undefined;
}

function demographicQuestions({ names, birthDate }: Pick<SubjectIdentity, 'names' | 'birthDate'>): readonly MatchingKeys[] {
  const birth = matchedDate(birthDate);
  if (!birth) return [];
  const patterns = new Set(names.map(({ family }) => familyPattern(family)).filter((pattern) => pattern !== undefined));
  return [...patterns].slice(0, MAX_QUESTIONS).map((pattern) => [[TAG.patientName, pattern], [TAG.patientBirthDate, birth]]);
}

/**
 * A family name as modalities write it: accents are often lost on the way and hyphens become blanks, so whatever is no
 * plain letter matches anything (PS3.4 §C.2.2.2.4). `*` and not `?`: Orthanc keeps names without the letters that are
 * not ASCII and finds none where a `?` stands for one of them.
 */
function familyPattern(family: string): string | undefined {
  const pattern = family.trim().normalize('NFC').replace(/[^A-Za-z]+/gu, '*');
  return /[A-Za-z]{2}/.test(pattern) ? `${pattern}*`.replace('**', '*') : undefined;
}
