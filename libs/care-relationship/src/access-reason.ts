import type { PurposeOfUse } from '@longview/clinical-model';

/** One reason of the province's closed list, and the purpose of use that somebody states with it. */
export interface AccessReason {
  readonly code: string;
  readonly label: { readonly en: string; readonly fr: string };
  readonly purposeOfUse: PurposeOfUse;
}
