import type { RecordStatus } from '@longview/clinical-model';
import { codesOf } from './concept.js';

/** How sure an allergy or condition is, as a record's status. */
export function statusOfVerification(verification: unknown): RecordStatus {
  switch (codesOf(verification)[0]) {
    case 'confirmed': return 'final';
    case 'unconfirmed': case 'presumed': case 'provisional': case 'differential': return 'preliminary';
    case 'refuted': return 'cancelled';
    case 'entered-in-error': return 'entered-in-error';
    default: return 'unknown';
  }
}
