import { createHash } from 'node:crypto';
import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import type { Clock, Database, IdSource, Sealer } from '@longview/platform';
import type { AccessReports, ReportInput } from '../access-reports.js';
import { detailsOf } from '../authorize.js';
import { patientList } from '../patient-list/patient-list.js';
import type { Language } from '../patient-list/patient-sentences.js';
import type { ReportKind, Viewpoint } from '../side.js';
import { fileWriter, type FileFormat, type FileHead } from './file-format.js';
import { patientListCsv, patientListHtml } from './patient-list-file.js';

export const FILE_KINDS = ['report', 'patient-list', 'complete-record'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface FileRequest {
  readonly fileKind: FileKind;
  readonly format: FileFormat;
  readonly language: Language;
  readonly report: ReportInput;
}

export interface FileTicket {
  /** Good once, in the session that asked, until it expires. */
  readonly token: string;
  readonly expiresAtMs: number;
}

export interface OpenedFile {
  readonly contentType: string;
  /** Holds nothing about anybody. */
  readonly fileName: string;
  /** To be read once, or ended: how it ended is written down. */
  readonly chunks: AsyncGenerator<string>;
}

export interface AccessFilesDeps {
  readonly reports: AccessReports;
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealer: Sealer;
  /** What is put under a patient's list, so that a change in it shows. */
  readonly sealDocument: (document: string, isHtml: boolean) => string;
}

const TICKET_LIVES_MS = 60_000;
const CONTENT_TYPES: Readonly<Record<FileFormat, string>> = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8', html: 'text/html; charset=utf-8' };

/**
 * Files of the log: reports, a patient's own list, and a custodian's complete record (O.Reg. 329/04 s.6(3)4). A file is asked
 * for here and fetched with a ticket, so that no address says what it is about. That it begins is durable in the log before
 * its first byte, and that it ended, with how many rows, when it did. What is streamed is never in memory at once.
 */
export class AccessFiles {
  constructor(private readonly deps: AccessFilesDeps) {}

  async issue(request: ChangeRequest, file: FileRequest): Promise<FileTicket | ChangeRefusal> {
    const viewpoint = await this.deps.reports.viewpoint(request, file.report);
    if ('code' in viewpoint) return viewpoint;
    if (file.fileKind === 'patient-list' && file.report.patientKey === undefined) return { kind: 'refused', code: 'invalid-input', field: 'report.patientKey', problem: 'missing' };
    if (file.fileKind === 'patient-list' && file.format === 'ndjson') return { kind: 'refused', code: 'invalid-input', field: 'format', problem: 'not-for-patients' };
    const { database, ids, clock, sealer } = this.deps;
    const token = ids.newToken();
    const { sessionId } = request.actor;
    const expiresAtMs = clock.nowMs() + TICKET_LIVES_MS;
    await database.transaction(async (connection) => {
      await connection.query('delete from access_file_ticket where expires_at <= $1', [new Date(clock.nowMs())]);
      await connection.query('insert into access_file_ticket (token_hash, session_id, expires_at, request_sealed) values ($1, $2, $3, $4)', [hashOf(token), sessionId, new Date(expiresAtMs), sealer.seal(JSON.stringify(file), purposeOf(request))]);
    });
    return { token, expiresAtMs };
  }

  /** @returns nothing for a ticket that is unknown, used, expired, or another session's or organization's: they look the same. */
  async open(request: ChangeRequest, token: string): Promise<OpenedFile | ChangeRefusal | undefined> {
    const { database, clock, sealer } = this.deps;
    const { rows: [ticket] } = await database.query<{ sealed: string }>(
      'delete from access_file_ticket where token_hash = $1 and session_id = $2 and expires_at > $3 returning request_sealed as sealed', [hashOf(token), request.actor.sessionId, new Date(clock.nowMs())]);
    const text = ticket && sealer.open(ticket.sealed, purposeOf(request));
    if (text === undefined) return undefined;
    const file = JSON.parse(text) as FileRequest;
    return file.fileKind === 'patient-list' ? this.openPatientList(request, file) : this.openReport(request, file);
  }

  private async openPatientList(request: ChangeRequest, file: FileRequest): Promise<OpenedFile | ChangeRefusal> {
    const { patientKey = '', organizationId, fromMs, untilMs } = file.report;
    const list = await patientList(this.deps.reports, this.deps.clock, request, { patientKey, fromMs, untilMs, language: file.language, ...(organizationId !== undefined && { organizationId }) });
    if ('code' in list) return list;
    const isHtml = file.format === 'html';
    const document = isHtml ? patientListHtml(list) : patientListCsv(list);
    return this.opened(file, (async function* (sealed: string) { yield sealed; })(document + this.deps.sealDocument(document, isHtml)));
  }

  private async openReport(request: ChangeRequest, file: FileRequest): Promise<OpenedFile | ChangeRefusal> {
    const viewpoint = await this.deps.reports.viewpoint(request, file.report);
    if ('code' in viewpoint) return viewpoint;
    const asOfMs = await this.deps.reports.asOfMs();
    const asked = { file: file.fileKind, format: file.format, ...detailsOf(file.report, viewpoint, file.report) };
    await this.deps.reports.noteReading(request, { what: 'access-file-begun', ...asked });
    return this.opened(file, this.stream(request, file, viewpoint, asOfMs, asked));
  }

  private async *stream(request: ChangeRequest, { fileKind, format, language, report }: FileRequest, viewpoint: Viewpoint, asOfMs: number, asked: Readonly<Record<string, string | number | boolean>>): AsyncGenerator<string> {
    const { reports, clock } = this.deps;
    // One patient's complete record concerns a custodian on both sides; the whole province's collections hold its disclosures.
    const kinds: readonly ReportKind[] = fileKind === 'complete-record' && report.patientKey !== undefined && viewpoint.organizationId !== undefined ? ['collections', 'disclosures'] : [report.kind];
    const writer = fileWriter(format, fileKind === 'report' ? 'accesses' : 'events', language);
    let rowCount = 0;
    let isWhole = false;
    try {
      const ownId = request.actor.organizationId ?? '';
      const names = await reports.namesOf([], ownId, ...(viewpoint.organizationId === undefined ? [] : [viewpoint.organizationId]));
      const head: FileHead = {
        reports: kinds, asker: request.actor.displayName, askerOrganization: names.organization(ownId), askedAtMs: clock.nowMs(), fromMs: report.fromMs, untilMs: report.untilMs, asOfMs,
        ...(viewpoint.organizationId !== undefined && { side: names.organization(viewpoint.organizationId) }),
      };
      yield writer.begin(head);
      for (const kind of kinds) {
        for await (const lines of reports.pages({ ...viewpoint, kind }, { ...report, kind })) {
          const pageNames = await reports.namesOf(lines);
          const rows = lines.flatMap((line) => writer.line(line, { report: kind, names: pageNames, patient: reports.personOf(line) }));
          rowCount += rows.length;
          if (rows.length > 0) yield rows.join('');
        }
      }
      yield writer.end(rowCount);
      isWhole = true;
    } finally {
      await reports.noteReading(request, { what: 'access-file-ended', rows: rowCount, isWhole, ...asked }, undefined, isWhole ? 'success' : 'failure');
    }
  }

  private opened({ fileKind, format }: FileRequest, chunks: AsyncGenerator<string>): OpenedFile {
    return { contentType: CONTENT_TYPES[format], fileName: `${fileKind}-${new Date(this.deps.clock.nowMs()).toISOString().slice(0, 16).replace(':', '')}Z.${format}`, chunks };
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
/** In this session and for this organization only. */
const purposeOf = ({ actor: { sessionId, organizationId } }: ChangeRequest): string => `access file of session ${sessionId} for ${organizationId}`;
