import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { RequiresAccess } from '../access/requires-access.js';
import { PatientContexts } from '../patients/patient-contexts.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { ReportResult, type RecordNotFound, type RecordUnavailable, type Report } from './report.models.js';
import { Reports } from './reports.js';

@Resolver()
export class ReportResolver {
  constructor(private readonly contexts: PatientContexts, private readonly reports: Reports) {}

  @RequiresAccess('acting')
  @Query(() => ReportResult, { description: "Reads the report's text at its source and writes down that it was opened." })
  async report(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('copyKey', { type: () => ID }) copyKey: string,
    @Context() context: ApiContext,
  ): Promise<Report | RecordUnavailable | RecordNotFound | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    return opened ? this.reports.read(opened, copyKey) : refusal('patient-not-open');
  }
}
