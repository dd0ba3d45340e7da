import type { Attachment, RecordStatus, ReportRecord, ReportSection } from '@longview/clinical-model';
import { isInlineText, readAttachment, readAttachmentText } from './attachment.js';
import { codesOf, readConcept } from './concept.js';
import { isObject, lookUp, objectOf, objectsOf, textOf, type Json } from './json.js';
import { htmlToText, tidyText } from './plain-text.js';
import { readBase, readTime, type ReadContext } from './read-context.js';
import { readStudyUid } from './read-identifier.js';
import { describeResult } from './read-lab.js';
import { splitIntoSections } from './report-sections.js';

const STATUSES: Readonly<Record<string, RecordStatus>> = {
  registered: 'registered', partial: 'preliminary', preliminary: 'preliminary', final: 'final', amended: 'amended', corrected: 'amended', appended: 'amended',
  cancelled: 'cancelled', 'entered-in-error': 'entered-in-error',
};
/** HL7 table 0074 and the LOINC parts that profiles use for the same. */
const CATEGORIES: Readonly<Record<string, ReportRecord['category']>> = {
  RAD: 'imaging', NMR: 'imaging', CT: 'imaging', RUS: 'imaging', OUS: 'imaging', VUS: 'imaging', NMS: 'imaging', XRC: 'imaging', RX: 'imaging', IMG: 'imaging', 'LP29684-5': 'imaging', 'LP31534-8': 'imaging', imaging: 'imaging', radiology: 'imaging',
  CUS: 'cardiology', EC: 'cardiology', 'LP29708-2': 'cardiology', cardiology: 'cardiology',
  SP: 'pathology', CP: 'pathology', PAT: 'pathology', CY: 'pathology', CYTO: 'pathology', 'LP7839-6': 'pathology', pathology: 'pathology',
  LAB: 'laboratory', CH: 'laboratory', HM: 'laboratory', MB: 'laboratory', SR: 'laboratory', IMM: 'laboratory', TX: 'laboratory', VR: 'laboratory', MCB: 'laboratory', BLB: 'laboratory', GE: 'laboratory', 'LP29693-6': 'laboratory', laboratory: 'laboratory',
};
/** "Diagnostic imaging study" and its siblings in LOINC. */
const IMAGING_CODES: ReadonlySet<string> = new Set(['18748-4', '11528-7', '68604-8', '18726-0']);
/** Ontario's extension by which an addendum names the report that it adds to. */
const ADDENDUM_OF = /addendum-of$/i;

/** R4 DiagnosticReport. */
export function readReport(report: Json, context: ReadContext): ReportRecord {
  const code = readConcept(report['code']);
  const studies = objectsOf(report['imagingStudy']);
  const studyInstanceUids = studies.length === 0 ? [] : [...new Set(studies.map((reference) => uidOf(reference, report, context)).filter((uid) => uid !== undefined))];
  const category = categoryOf(report, code?.code, studies.length > 0);
  const forms = objectsOf(report['presentedForm']);
  const attachments = forms.filter((form) => !isInlineText(form)).map(readAttachment).filter((attachment): attachment is Attachment => attachment !== undefined);
  const { performer, siteName } = readPerformers(report, context);
  const addendumOf = readAddendumOf(report, context);
  const record: ReportRecord = {
    ...readBase(report, context, {
      status: lookUp(STATUSES, report['status']) ?? 'unknown', title: code?.text ?? readConcept(objectsOf(report['category'])[0])?.text,
      time: readTime(report, context, 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant'), issued: readTime(report, context, 'issued'),
      siteName,
    }),
    kind: 'report',
    category,
    studyInstanceUids,
    ...(code && { code }),
    ...(performer && { performer }),
    ...(attachments.length > 0 && { attachments }),
    ...(addendumOf && { addendumOf }),
  };
  const written: WrittenText = { forms, narrative: objectOf(report['text']), conclusion: textOf(report['conclusion']), results: readResults(report, context) };
  return hasText(written) ? Object.assign(new TextInWaiting(written), record) : record;
}

/** Where a report's text stands, and nothing else of it: rows are kept for minutes, and the whole answer would stay with them. */
interface WrittenText {
  readonly forms: readonly Json[];
  readonly narrative: Json | undefined;
  readonly conclusion: string | undefined;
  readonly results: readonly ReportSection[];
}

/**
 * A timeline of hundreds of reports shows none of their text: it is taken apart when somebody looks. The getter stands on
 * the prototype, because one on every record would give every record a hidden class, and those keep whole answers in memory
 * until the next full collection.
 */
class TextInWaiting {
  readonly #written: WrittenText;
  #sections: readonly ReportSection[] | undefined;

  constructor(written: WrittenText) {
    this.#written = written;
  }

  get sections(): readonly ReportSection[] {
    return (this.#sections ??= readSections(this.#written));
  }
}

/** True when {@link readSections} finds something. */
function hasText({ forms, narrative, conclusion, results }: WrittenText): boolean {
  return conclusion !== undefined || forms.some(isInlineText) || textOf(narrative?.['div']) !== undefined || results.length > 0;
}

function uidOf(reference: Json, report: Json, context: ReadContext): string | undefined {
  const study = context.target(reference, report);
  return (study && readStudyUid(study['identifier'])) ?? readStudyUid(reference['identifier']);
}

function categoryOf(report: Json, code: string | undefined, hasStudy: boolean): ReportRecord['category'] {
  for (const category of codesOf(report['category'])) {
    const known = lookUp(CATEGORIES, category) ?? lookUp(CATEGORIES, category.toUpperCase()) ?? lookUp(CATEGORIES, category.toLowerCase());
    if (known) return known;
  }
  return hasStudy || (code !== undefined && IMAGING_CODES.has(code)) ? 'imaging' : 'other';
}

/**
 * The text in full: of the form that the author presented, else of the narrative, else of the results; the coded
 * conclusion is added where that text has none.
 */
function readSections({ forms, narrative, conclusion, results }: WrittenText): readonly ReportSection[] {
  const presented = forms.map(readAttachmentText).find((text) => text !== undefined);
  const sections = presented === undefined ? [] : [...splitIntoSections(presented)];
  if (sections.length === 0) sections.push(...readNarrative(narrative));
  if (sections.length === 0) sections.push(...results);
  if (conclusion && !sections.some(({ role, text }) => role === 'impression' || text.includes(conclusion))) {
    const parts = splitIntoSections(tidyText(conclusion));
    sections.push(...(parts.length > 1 ? parts : [{ role: 'impression' as const, heading: '', text: parts[0]?.text ?? conclusion }]));
  }
  return sections;
}

function readNarrative(narrative: Json | undefined): readonly ReportSection[] {
  const div = narrative?.['status'] === 'empty' ? undefined : textOf(narrative?.['div']);
  const text = div && htmlToText(div);
  return text ? splitIntoSections(text) : [];
}

function readResults(report: Json, context: ReadContext): readonly ReportSection[] {
  if (report['result'] === undefined) return [];
  const lines = objectsOf(report['result']).map((reference) => context.target(reference, report)).filter((result) => result !== undefined).map(describeResult).filter((line) => line !== undefined);
  return lines.length > 0 ? [{ role: 'findings', heading: '', text: lines.join('\n') }] : [];
}

function readAddendumOf(report: Json, context: ReadContext): string | undefined {
  for (const { url, valueReference } of objectsOf(report['extension'])) {
    const reference = typeof url === 'string' && ADDENDUM_OF.test(url) && isObject(valueReference) ? textOf(valueReference['reference']) : undefined;
    if (reference) return context.index.localKey(reference);
  }
  return undefined;
}

/** Whoever interpreted the exam, else whoever performed it; an organization among them is the site. */
function readPerformers(report: Json, context: ReadContext): { readonly performer?: string | undefined; readonly siteName?: string | undefined } {
  let performer: string | undefined;
  let siteName: string | undefined;
  for (const element of ['resultsInterpreter', 'performer']) {
    for (const reference of objectsOf(report[element])) {
      const isSite = isOrganization(reference, report, context);
      if (isSite ? siteName : performer) continue;
      const name = context.name(reference, report);
      if (isSite) siteName = name;
      else performer = name;
    }
  }
  return { performer, siteName };
}

function isOrganization(reference: Json, report: Json, context: ReadContext): boolean {
  const { type, reference: address } = reference;
  if (typeof type === 'string') return type === 'Organization';
  if (typeof address !== 'string') return false;
  return address.startsWith('Organization/') || address.includes('/Organization/') || (/^(#|urn:)/.test(address) && context.target(reference, report)?.['resourceType'] === 'Organization');
}
