import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { patientList, type ReportKind } from '@longview/privacy-office';
import { RequiresAccess } from '../access/requires-access.js';
import { readIdentifier } from '../consent/read-consent-patient.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import type { AccessReportsApi } from './access-reports-api.js';
import {
  AccessDetailResult, AccessFileInput, AccessFileResult, AccessPatientResult, AccessReportInput, AccessReportKind, AccessReportResult, PatientAccessListInput, PatientAccessListResult,
  type AccessDetail, type AccessFileTicket, type AccessPatientFound, type AccessReportPage, type PatientAccessList,
} from './access-reports.models.js';
import { toAccessEvent, toAccessLine, toReportInput } from './to-access-report.js';

const PAGE = 50;

/** Who looked at what, for privacy offices. Whose side the asker is on is the service's to say, and everything asked is in the log first. */
@Resolver()
export class AccessReportsResolver {
  private readonly api: AccessReportsApi;
  private readonly systems: ReadonlySet<string>;

  constructor(@Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'accessReports' | 'clock' | 'province'>) {
    this.api = options.accessReports;
    const { sources, identifierDomains } = options.province;
    this.systems = new Set([...sources.map(({ identifierSystem }) => identifierSystem), ...identifierDomains.map(({ system }) => system)].filter((system) => system !== undefined));
  }

  @RequiresAccess('acting')
  @Query(() => AccessReportResult, { description: 'Collections by our people, or disclosures of our records: two reports that differ by law.' })
  async accessReport(@Args('input', { type: () => AccessReportInput }) input: AccessReportInput, @Context() context: ApiContext): Promise<AccessReportPage | Refusal> {
    const page = await this.api.reports.page(changeRequestOf(context), { ...toReportInput(input), limit: input.limit ?? PAGE, ...(input.after && { after: input.after }) });
    if ('code' in page) return toChangeRefusal(page);
    const { lines, names, total, isTotalExact, asOfMs, next } = page;
    return { __typename: 'AccessReportPage', lines: lines.map((line) => toAccessLine(line, names, this.api.reports)), total, isTotalExact, asOf: asOfMs, ...(next !== undefined && { next }) };
  }

  @RequiresAccess('acting')
  @Query(() => AccessDetailResult)
  async accessDetail(
    @Args('kind', { type: () => AccessReportKind }) kind: ReportKind, @Args('accessId', { type: () => ID }) accessId: string, @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null | undefined, @Context() context: ApiContext,
  ): Promise<AccessDetail | Refusal> {
    const detail = await this.api.reports.detail(changeRequestOf(context), { kind, accessId, ...(organizationId && { organizationId }) });
    if ('code' in detail) return toChangeRefusal(detail);
    const { line, names, asOfMs } = detail;
    return { __typename: 'AccessDetail', access: toAccessLine(line, names, this.api.reports), events: line.events.map((event) => toAccessEvent(event, names)), asOf: asOfMs };
  }

  @RequiresAccess('acting')
  @Query(() => PatientAccessListResult, { description: "The patient's own list: plain words, nothing from inside." })
  async patientAccessList(@Args('input', { type: () => PatientAccessListInput }) { patientKey, language, organizationId, from, until }: PatientAccessListInput, @Context() context: ApiContext): Promise<PatientAccessList | Refusal> {
    const list = await patientList(this.api.reports, this.options.clock, changeRequestOf(context), { patientKey, language, fromMs: from, untilMs: until, ...(organizationId && { organizationId }) });
    if ('code' in list) return toChangeRefusal(list);
    const { heading, introduction, lines, asOfMs, isWhole } = list;
    return { __typename: 'PatientAccessList', heading, introduction, isWhole, asOf: asOfMs, lines: lines.map(({ atMs, when, sentences }) => ({ at: atMs, when, sentences })) };
  }

  @RequiresAccess('acting')
  @Mutation(() => AccessPatientResult, { description: 'A mutation, so that the number stays in the body; who looked whom up is written down.' })
  async findAccessPatient(
    @Args('identifierValue', { type: () => String }) identifierValue: string, @Args('identifierSystem', { type: () => String, nullable: true }) identifierSystem: string | null | undefined, @Context() context: ApiContext,
  ): Promise<AccessPatientFound | Refusal> {
    const identifier = readIdentifier({ identifierValue, ...(identifierSystem && { identifierSystem }) }, this.systems);
    if ('invalid' in identifier) return refusal('invalid-input', identifier.invalid);
    const found = await this.api.reports.findPatient(changeRequestOf(context), identifier);
    if ('code' in found) return toChangeRefusal(found);
    const { isKnown, ...patient } = found;
    return { __typename: 'AccessPatientFound', patient, isKnown };
  }

  @RequiresAccess('acting')
  @Mutation(() => AccessFileResult)
  async issueAccessFile(@Args('input', { type: () => AccessFileInput }) { report, ...file }: AccessFileInput, @Context() context: ApiContext): Promise<AccessFileTicket | Refusal> {
    const ticket = await this.api.files.issue(changeRequestOf(context), { ...file, report: toReportInput(report) });
    return 'code' in ticket ? toChangeRefusal(ticket) : { __typename: 'AccessFileTicket', token: ticket.token, path: this.api.filePath, expiresAt: ticket.expiresAtMs };
  }
}
