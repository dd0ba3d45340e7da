import type { Actor } from '@longview/authentication';
import type { SubjectIdentity } from '@longview/clinical-model';
import type { Parties } from '@longview/participants';
import type { ConsentDesk, ConsentNotices, ConsentOverrides } from '@longview/patient-consent';

/** Consent as the API needs it. */
export interface ConsentApi {
  readonly desk: ConsentDesk;
  readonly overrides: ConsentOverrides;
  readonly notices: ConsentNotices;
  readonly parties: Parties;
  readonly keysOf: (patient: SubjectIdentity) => readonly string[];
  /** Ends the images of this patient that are open, everywhere; with `of`, only those of one person. */
  readonly closeImages: (patientKeys: readonly string[], by: Pick<Actor, 'userId' | 'displayName' | 'roles'>, of?: { readonly userId: string }) => Promise<void>;
  /** @param listener gets keyed hashes of the patient whose consent changed on any instance; `undefined` when a change may have been missed. */
  readonly onChanged: (listener: (patientKeys: readonly string[] | undefined) => void) => void;
}
