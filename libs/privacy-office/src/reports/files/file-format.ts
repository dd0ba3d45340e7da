import type { AccessLine } from '../access-line.js';
import type { Bilingual } from '../names.js';
import type { Language } from '../patient-list/patient-sentences.js';
import type { ReportKind, ShownItems, SideEvent } from '../side.js';
import { BYTE_ORDER_MARK, csvRow } from './csv.js';
import { accessRow, eventRow, type RowFacts } from './file-rows.js';
import { ACCESS_COLUMNS, EVENT_COLUMNS, FILE_WORDS, printedTime, ruleWords, type PrintedColumn } from './file-words.js';
import { HTML_ENDS, htmlBegins, paragraph, TABLE_ENDS, tableBegins, tableRow } from './html.js';

export const FILE_FORMATS = ['csv', 'ndjson', 'html'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
/** `accesses`: a row for each access; `events`: everything that is held. */
export type RowKind = 'accesses' | 'events';

/** Who asked for what and when: at the head of every file, and of every page that is printed of it. */
export interface FileHead {
  readonly reports: readonly ReportKind[];
  readonly asker: string;
  readonly askerOrganization: Bilingual;
  readonly askedAtMs: number;
  /** Whose side; absent: the whole province. */
  readonly side?: Bilingual;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly asOfMs: number;
  readonly patient?: string;
}

/** A file in one format, piece by piece. Nothing of it is kept. */
export interface FileWriter {
  begin(head: FileHead): string;
  line(line: AccessLine, facts: RowFacts): readonly string[];
  /** Says that the file is whole, so that one that was cut off is known. */
  end(rowCount: number): string;
}

export function fileWriter(format: FileFormat, rows: RowKind, language: Language): FileWriter {
  switch (format) {
    case 'csv': return csvWriter(rows);
    case 'ndjson': return ndjsonWriter(rows);
    case 'html': return htmlWriter(rows, language);
  }
}

const rowsOf = (rows: RowKind, line: AccessLine, facts: RowFacts) => (rows === 'accesses' ? [accessRow(line, facts)] : line.events.map((event) => eventRow(line, event, facts)));

const headFacts = ({ reports, asker, askerOrganization, askedAtMs, side, fromMs, untilMs, asOfMs, patient }: FileHead) => ({
  reports: reports.join(' '), asked_by: asker, asked_for: askerOrganization.en, asked_at: new Date(askedAtMs).toISOString(), side: side?.en ?? 'province', from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString(), as_of: new Date(asOfMs).toISOString(), patient: patient ?? '',
});

function csvWriter(rows: RowKind): FileWriter {
  let hasColumns = false;
  return {
    begin: (head) => `${BYTE_ORDER_MARK}${Object.entries(headFacts(head)).map(csvRow).join('')}\r\n`,
    line: (line, facts) => rowsOf(rows, line, facts).map((row) => {
      const columns = hasColumns ? '' : csvRow(Object.keys(row));
      hasColumns = true;
      return columns + csvRow(Object.values(row));
    }),
    end: (rowCount) => csvRow(['end', rowCount]),
  };
}

function ndjsonWriter(rows: RowKind): FileWriter {
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  return {
    begin: (head) => line({ type: 'head', ...headFacts(head) }),
    line: (access, facts) => rowsOf(rows, access, facts).map((row) => line({ type: rows === 'accesses' ? 'access' : 'event', ...row })),
    end: (rowCount) => line({ type: 'end', rows: rowCount }),
  };
}

function htmlWriter(rows: RowKind, language: Language): FileWriter {
  const words = FILE_WORDS[language];
  const columns: readonly PrintedColumn[] = rows === 'accesses' ? ACCESS_COLUMNS : EVENT_COLUMNS;
  const named = (word: string | undefined): string => (word === undefined || word === '' ? '' : words.words[word] ?? word);
  const cells = (line: AccessLine, facts: RowFacts, side?: SideEvent): string[] => {
    const { names, patient } = facts;
    const { actor } = line;
    const standing = names.standing(actor.userId, actor.organizationId);
    const shown = (items: readonly ShownItems[]): string => items.map(({ custodianId, sourceId, use, itemCount }) => `${names.organization(custodianId)[language]} (${names.source(sourceId)[language]}): ${itemCount} ${named(use)}`).join('; ');
    const withheld = (count: number): string => (count === 0 ? '' : `${count} ${named('withheld')}`);
    const of: Readonly<Record<PrintedColumn, string>> = {
      when: printedTime(side?.event.occurredAtMs ?? line.startedAtMs, language),
      who: joined([actor.displayName, actor.roles.map((role) => words.roles[role] ?? role).join(', '), actor.organizationId === undefined ? '' : names.organization(actor.organizationId)[language], standing === undefined || standing === 'active' ? '' : named(standing)]),
      patient: joined([patient.name ?? '', patient.birthDate ?? '']),
      where: side ? side.event.clientAddress ?? '' : line.clientAddresses.join(' '),
      what: side ? joined([named(side.event.action), side.event.outcome === 'success' ? '' : named(side.event.outcome)]) : '',
      why: joined([...line.purposes.map(named), named(line.relationship), named(line.relationshipKind), line.statedReason === undefined ? '' : names.reason(line.statedReason)[language], named(line.overrideGround)]),
      rule: (side ? [side.event.rule ?? ''] : line.rules).map((rule) => ruleWords(words, rule)).join('; '),
      shown: joined([shown(side?.shown ?? line.shown), withheld(side?.withheldCount ?? line.withheldCount)]),
      marks: line.marks.map(named).join(', '),
    };
    return columns.map((column) => of[column]);
  };
  return {
    begin(head) {
      const [only] = head.reports;
      const title = words.titles[head.reports.length === 1 ? only! : 'both'];
      const pageHead = [
        joined([title, head.patient ?? '']), words.askedBy(head.asker, head.askerOrganization[language], printedTime(head.askedAtMs, language)),
        words.covers(head.side?.[language] ?? words.wholeProvince, printedTime(head.fromMs, language), printedTime(head.untilMs, language), printedTime(head.asOfMs, language)),
      ];
      return htmlBegins(language, title) + tableBegins(pageHead, columns.map((column) => words.columns[column]));
    },
    line: (line, facts) => (rows === 'accesses' ? [tableRow(cells(line, facts))] : line.events.map((event) => tableRow(cells(line, facts, event)))),
    end: (rowCount) => TABLE_ENDS + paragraph(words.ends(rowCount)) + HTML_ENDS,
  };
}

const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(', ');
