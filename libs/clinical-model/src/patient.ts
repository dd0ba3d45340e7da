import type { Identifier } from './identifier.js';
import type { Provenance } from './provenance.js';

/** FHIR administrative-gender. */
export type AdministrativeGender = 'male' | 'female' | 'other' | 'unknown';

export interface HumanName {
  readonly family: string;
  readonly given: readonly string[];
  readonly use?: 'official' | 'usual' | 'maiden' | 'old' | 'nickname';
}

/** The demographics by which a person is told from another. Absent means the source did not say. */
export interface Demographics {
  readonly names: readonly HumanName[];
  /** `YYYY-MM-DD`; shorter where the source knows less. */
  readonly birthDate?: string;
  readonly gender?: AdministrativeGender;
  readonly deceased?: boolean;
  readonly deceasedDate?: string;
  /** Upper case, `ANA NAN`. */
  readonly postalCode?: string;
  readonly city?: string;
  /** Street and number as the source writes them. */
  readonly addressLine?: string;
  readonly phone?: string;
}

/** What one record says about whose it is: checked on every record that comes back, whatever was asked for. */
export interface SubjectIdentity extends Demographics {
  readonly identifiers: readonly Identifier[];
}

/** A person as one source registers them. */
export interface PatientRecord extends SubjectIdentity {
  readonly provenance: Provenance;
  /** Other record of the same person at this source that took over from this one (FHIR Patient.link replaced-by). */
  readonly replacedBy?: string;
}
