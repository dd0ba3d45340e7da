import type { AuditEntry, AuditLog, PatientPseudonymizer } from '@longview/audit';
import type { Identifier } from '@longview/clinical-model';
import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import type { Database } from '@longview/platform';
import type { AccessMark } from './access.js';
import { eventsOf, type EventSpans } from './access-events.js';
import { accessLine, type AccessLine } from './access-line.js';
import { countAccesses, findAccess, findAccesses, MOST_COUNTED, readAsOfMs, type AccessQuestion } from './access-pages.js';
import { detailsOf, viewpointOf, whoAsks, type ReportQuestion } from './authorize.js';
import { namesOf, type Names, type NamesDeps } from './names.js';
import type { Viewpoint } from './side.js';

export interface AccessReportsDeps extends NamesDeps {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly spans: EventSpans;
  readonly patients: Pick<PatientPseudonymizer, 'keyOf' | 'pseudonymize' | 'reveal'>;
}

export interface ReportInput extends ReportQuestion {
  readonly marks?: readonly AccessMark[];
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
}

export interface PageInput extends ReportInput {
  readonly after?: string;
  readonly limit: number;
}

export interface ReportPage {
  readonly lines: readonly AccessLine[];
  readonly names: Names;
  readonly next?: string;
  readonly total: number;
  /** False: there are more than `total`. */
  readonly isTotalExact: boolean;
  /** The moment up to which the log was taken into account. */
  readonly asOfMs: number;
}

export interface AccessDetail {
  readonly line: AccessLine;
  readonly names: Names;
  readonly asOfMs: number;
}

export interface PatientFound {
  readonly patientKey: string;
  /** As the asker's side of the log knows them; without a name when it knows nothing of them. */
  readonly name?: string;
  readonly birthDate?: string;
  readonly isKnown: boolean;
}

type Outcome<T> = Promise<T | ChangeRefusal>;
const MOST_A_PAGE = 200;
/** The year 9999: PostgreSQL and JavaScript both have it. */
const FAR_FUTURE_MS = Date.UTC(9999, 0, 1);

/**
 * The two reports that differ by law: what our people collected (and used), and what of our records was disclosed. Each
 * organization is shown its own side, the program office both. What was asked is durable in the log before any of it leaves;
 * where the log cannot be written the promise rejects with `AUDIT_APPEND_FAILED`. Refusals are written down too.
 */
export class AccessReports {
  constructor(private readonly deps: AccessReportsDeps) {}

  async page(request: ChangeRequest, input: PageInput): Outcome<ReportPage> {
    const viewpoint = await this.viewpoint(request, input);
    if ('code' in viewpoint) return viewpoint;
    if (!(input.limit >= 1 && input.limit <= MOST_A_PAGE)) return { kind: 'refused', code: 'invalid-input', field: 'limit', problem: 'out-of-range' };
    const question: AccessQuestion = { ...input, viewpoint };
    const asOfMs = await readAsOfMs(this.deps.database);
    const [page, counted] = await Promise.all([findAccesses(this.deps.database, question), countAccesses(this.deps.database, question)]);
    const lines = await this.linesOf(page.accesses, viewpoint);
    await this.noteReading(request, { what: 'access-report', count: lines.length, ...detailsOf(input, viewpoint, input), ...(input.marks?.length && { marks: input.marks.join(' ') }) }, input.patientKey === undefined ? undefined : lines[0]);
    return { lines, names: await namesOf(this.deps, lines), total: Math.min(counted, MOST_COUNTED), isTotalExact: counted <= MOST_COUNTED, asOfMs, ...(page.next !== undefined && { next: page.next }) };
  }

  /** One access with its events. What is not for this side looks as if it did not exist. */
  async detail(request: ChangeRequest, { accessId, ...question }: ReportQuestion & { readonly accessId: string }): Outcome<AccessDetail> {
    const asked = { ...question, patientKey: '' };
    const viewpoint = await this.viewpoint(request, asked);
    if ('code' in viewpoint) return viewpoint;
    const asOfMs = await readAsOfMs(this.deps.database);
    const found = await findAccess(this.deps.database, accessId);
    const [line] = found && found.userId !== request.actor.userId ? await this.linesOf([found], viewpoint) : [];
    if (!line) return this.refused(request, { kind: 'refused', code: 'not-allowed', rule: 'no-such-access' }, question, { accessId });
    await this.noteReading(request, { what: 'access-detail', accessId, ...detailsOf(question, viewpoint, undefined) }, line);
    return { line, names: await namesOf(this.deps, [line]), asOfMs };
  }

  /** Whose events are meant by a number that somebody typed. That it was looked up is written down with the patient's key. */
  async findPatient(request: ChangeRequest, identifier: Identifier): Outcome<PatientFound> {
    const patientKey = this.deps.patients.keyOf(identifier);
    const viewpoint = await this.viewpoint(request, { kind: 'collections', patientKey });
    if ('code' in viewpoint) return viewpoint;
    const line = await this.newestLine(patientKey, viewpoint);
    const patient = line?.patient ?? this.deps.patients.pseudonymize({ identifiers: [identifier], names: [] });
    await this.noteReading(request, { what: 'access-patient', isKnown: line !== undefined, side: viewpoint.organizationId ?? 'province' }, { patient });
    return { patientKey, isKnown: line !== undefined, ...(line && this.personOf(line)) };
  }

  /** Name and birth date as the log kept them, opened for whoever may read the report. Never the number. */
  personOf({ patient }: Pick<AccessLine, 'patient'>): { readonly name?: string; readonly birthDate?: string } {
    const { name, birthDate } = this.deps.patients.reveal(patient.sealed);
    return { ...(name !== undefined && { name }), ...(birthDate !== undefined && { birthDate }) };
  }

  /** Whose side the asker is on; a refusal is written down first. */
  async viewpoint(request: ChangeRequest, question: ReportQuestion & { readonly fromMs?: number; readonly untilMs?: number }): Promise<Viewpoint | ChangeRefusal> {
    const viewpoint = viewpointOf(request, question);
    if ('code' in viewpoint) return this.refused(request, viewpoint, question);
    const { fromMs = 0, untilMs = 1 } = question;
    return fromMs < untilMs ? viewpoint : { kind: 'refused', code: 'invalid-input', field: 'until', problem: 'before-from' };
  }

  /** Every access that answers, newest first, a page in memory at a time. */
  async *pages(viewpoint: Viewpoint, input: ReportInput): AsyncGenerator<readonly AccessLine[]> {
    let after: string | undefined;
    do {
      const page = await findAccesses(this.deps.database, { ...input, viewpoint, limit: MOST_A_PAGE, ...(after !== undefined && { after }) });
      yield await this.linesOf(page.accesses, viewpoint);
      after = page.next;
    } while (after !== undefined);
  }

  asOfMs(): Promise<number> {
    return readAsOfMs(this.deps.database);
  }

  namesOf(lines: readonly AccessLine[], ...organizationIds: readonly string[]): Promise<Names> {
    return namesOf(this.deps, lines, ...organizationIds);
  }

  /** Resolves when it is durable that this was read. */
  async noteReading(request: ChangeRequest, details: NonNullable<AuditEntry['details']>, about?: Pick<AccessLine, 'patient'>, outcome: AuditEntry['outcome'] = 'success'): Promise<void> {
    await this.deps.audit.append({ ...whoAsks(request), action: 'access-log-read', outcome, ...(about && { patient: about.patient }), details });
  }

  private async linesOf(accesses: Parameters<typeof eventsOf>[1], viewpoint: Viewpoint): Promise<readonly AccessLine[]> {
    const events = await eventsOf(this.deps.spans, accesses);
    return accesses.flatMap(({ accessId }, index) => accessLine(accessId, events[index]!, viewpoint) ?? []);
  }

  private async newestLine(patientKey: string, viewpoint: Viewpoint): Promise<AccessLine | undefined> {
    for (const kind of ['collections', 'disclosures'] as const) {
      const page = await findAccesses(this.deps.database, { viewpoint: { ...viewpoint, kind }, patientKey, fromMs: 0, untilMs: FAR_FUTURE_MS, limit: 1 });
      const [line] = await this.linesOf(page.accesses, { ...viewpoint, kind });
      if (line) return line;
    }
    return undefined;
  }

  private async refused(request: ChangeRequest, refusal: ChangeRefusal, question: ReportQuestion, details: NonNullable<AuditEntry['details']> = {}): Promise<ChangeRefusal> {
    if (refusal.code !== 'not-allowed') return refusal;
    const organizationId = question.organizationId ?? request.actor.organizationId;
    const asked = detailsOf(question, organizationId === undefined ? {} : { organizationId }, undefined);
    await this.deps.audit.append({ ...whoAsks(request), action: 'access-log-read', outcome: 'refused', rule: refusal.rule, details: { ...asked, ...details } });
    return refusal;
  }
}
