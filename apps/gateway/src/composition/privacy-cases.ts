import type { PatientPseudonymizer } from '@longview/audit';
import type { GraphqlApiOptions } from '@longview/graphql-api';
import type { GovernanceDeps } from '@longview/participants';
import type { PostgresAuditProofs } from '@longview/persistence';
import type { Sealer } from '@longview/platform';
import { casesByPerson, createFlagCases, createPrivacyCases, readLetterTemplates, settleFlags, startCaseJobs, type CasesByPerson, type FlagCases } from '@longview/privacy-office';
import type { ProvinceFile } from '@longview/province';
import type { Background } from './background.js';

interface CaseParts extends GovernanceDeps {
  readonly sealer: Sealer;
  readonly background: Background;
  readonly pseudonymizer: PatientPseudonymizer;
  readonly auditProofs: PostgresAuditProofs;
  readonly publicUrl: string;
}

export interface CaseComposition {
  readonly api: Pick<GraphqlApiOptions, 'privacyCases'>;
  /** Where flags become cases. */
  readonly flagCases: FlagCases;
  /** For attesting: who has a case, and whose was confirmed. */
  readonly byPerson: CasesByPerson;
  /** Has evidence frozen and people reminded. */
  readonly startJobs: () => Promise<void>;
}

/** Cases of the privacy office, with the log they take their evidence from and the templates of their letters. */
export async function composePrivacyCases(province: ProvinceFile, { background: { jobs, mailer }, pseudonymizer, auditProofs, ...parts }: CaseParts): Promise<CaseComposition> {
  const deps = {
    ...parts, jobs, mailer, patients: pseudonymizer, settleFlags, settings: province.privacyOffice, templates: await readLetterTemplates(),
    prove: (eventId: string) => {
      const [lane, sequence] = eventId.split('-').map(Number) as [number, number];
      return auditProofs.proveInclusion(lane, sequence);
    },
  };
  return { api: { privacyCases: createPrivacyCases(deps) }, flagCases: createFlagCases(deps), byPerson: casesByPerson, startJobs: () => startCaseJobs(deps) };
}
