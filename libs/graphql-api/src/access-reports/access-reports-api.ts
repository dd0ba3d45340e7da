import type { AccessFiles, AccessReports } from '@longview/privacy-office';

/** Reports on the access log, as the API needs them. */
export interface AccessReportsApi {
  readonly reports: AccessReports;
  readonly files: AccessFiles;
  /** Where a file is fetched with its ticket. */
  readonly filePath: string;
}
