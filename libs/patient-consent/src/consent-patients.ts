import type { RevealedPatient } from '@longview/audit';
import type { SubjectIdentity } from '@longview/clinical-model';

/** A patient in the only forms that tables and the access log may hold; the access log's pseudonymizer has this shape. */
export interface ConsentPatients {
  /** One key for each identifier that is known, the strongest first. */
  keysOf(patient: SubjectIdentity): readonly string[];
  pseudonymize(patient: SubjectIdentity): { readonly key: string; readonly sealed: string };
  reveal(sealed: string): RevealedPatient;
}
