import type { ExplanationKind, WatchReason } from '../words.js';

/** Hours around an access in which other patients show that somebody was at work. */
export const AROUND_HOURS = 6;
/** Days around an access in which colleagues with the same patient are one team. */
export const TEAM_DAYS = 7;

/** Days before an access in which searches without opening are counted. */
export const SEARCH_DAYS = 7;

/**
 * Everything that rules may know of one access. Likeness is compared before: no rule sees a name, a number or an address.
 * Every fact is as of the moment of the access.
 */
export interface AccessFacts {
  readonly id: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly patientKey: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** 1 is Monday; both in the province's time zone. */
  readonly weekday: number;
  readonly hour: number;
  /** False where the patient was searched for and never opened. */
  readonly isOpened: boolean;
  readonly isByName: boolean;
  readonly relationship: 'missing' | 'stated' | 'found';
  readonly relationshipKind: ExplanationKind | '';
  readonly statedReason: string;
  readonly isOverride: boolean;
  readonly isShareElsewhere: boolean;
  readonly prints: number;
  readonly exports: number;
  readonly likeness: {
    readonly isSameSurname: boolean;
    /** How many patients whom anybody opened share the surname, and of how many. */
    readonly surnameSharedBy: number;
    readonly patientsKnown: number;
    readonly isSameAddress: boolean;
    readonly isSamePostalCode: boolean;
    readonly postalCodeSharedBy: number;
    readonly isSamePhone: boolean;
    readonly isDeceased: boolean;
    readonly ownBy: '' | 'number' | 'name-and-birth-date';
    readonly coWorkerBy: '' | 'number' | 'name-and-birth-date' | 'name';
  };
  readonly watchReason: WatchReason | '';
  /** The person's accesses so far, by weekday and hour; the hour counts with the ones beside it. */
  readonly usual: { readonly accesses: number; readonly inThisHour: number };
  /** Other patients that the person was with, for a reason that was found, within some hours. */
  readonly patientsAround: number;
  /** Accesses of the person to the same patient before this one, at about this hour of any day. */
  readonly earlierSamePatientOffHours: number;
  readonly day: { readonly patients: number; readonly unrelatedByName: number; readonly wrongSearches: number };
  readonly peers: { readonly people: number; readonly patientsMedian: number; readonly patientsP95: number };
  readonly searches: { readonly ofThisPatient: number; readonly patients: number };
  /** Colleagues of the same organization who were with this patient for a reason that was found. */
  readonly colleagues: number;
  /** Times that this patient's word kept the person out before. */
  readonly consentRefusals: number;
  /** The patient has a directive that names the person. */
  readonly isNamedByDirective: boolean;
}
