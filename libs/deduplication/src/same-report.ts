import type { ReportRecord } from '@longview/clinical-model';
import { areDisjoint, hasOtherAccession, isSameCoding, sharesAny, type Entry } from './entry.js';
import { foldText, wordOverlap } from './fold-text.js';

/** Two readings of one study are dictated within this time; a second opinion comes later. */
const NEAR_MS = 48 * 3_600_000;
/** Share of the shorter text that the longer one must hold. A corrected or extended report stays well above. */
const MIN_TEXT_OVERLAP = 0.8;

/** The report's own words as one text, `undefined` where the source sends none with a search. */
export function textOfReport({ sections }: ReportRecord): string | undefined {
  if (!sections || sections.length === 0) return undefined;
  return sections.length === 1 ? sections[0]!.text : sections.map(({ text }) => text).join('\n');
}

/**
 * The same report at two sources: about the same study or accession, called the same, at about the same time, with much
 * the same text. Without a study or accession in common, everything must be equal, the text included.
 */
export function isSameReport(a: Entry<ReportRecord>, b: Entry<ReportRecord>): boolean {
  if (a.record.category !== b.record.category || areDisjoint(a.studyUids, b.studyUids) || hasOtherAccession(a, b)) return false;
  const isSameSubject = sharesAny(a.studyUids, b.studyUids) || sharesAny(a.accessions, b.accessions) || sharesAny(a.businessIds, b.businessIds);
  return isSameSubject ? isSameReading(a, b) : isEqualInEverything(a, b);
}

function isSameReading(a: Entry<ReportRecord>, b: Entry<ReportRecord>): boolean {
  if (a.record.time && b.record.time && Math.abs(a.record.time.instantMs - b.record.time.instantMs) > NEAR_MS) return false;
  const textA = textOfReport(a.record);
  const textB = textOfReport(b.record);
  if (textA === undefined || textB === undefined) return isTitleCompatible(a, b) && !differ(a.record.performer, b.record.performer);
  // Reports are often coded no finer than "imaging report": a common code counts only beside the text, as for titles in two languages.
  if (!isTitleCompatible(a, b) && !isSameCoding(a, b)) return false;
  return textA === textB || wordOverlap(foldText(textA), foldText(textB)) >= MIN_TEXT_OVERLAP;
}

function isEqualInEverything(a: Entry<ReportRecord>, b: Entry<ReportRecord>): boolean {
  const textA = textOfReport(a.record);
  const textB = textOfReport(b.record);
  return a.title === b.title && a.record.time !== undefined && a.record.time.instantMs === b.record.time?.instantMs
    && a.record.performer !== undefined && !differ(a.record.performer, b.record.performer) && b.record.performer !== undefined
    && textA !== undefined && textB !== undefined && (textA === textB || foldText(textA) === foldText(textB));
}

const differ = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b && foldText(a) !== foldText(b);

/** Called alike enough to be versions of one report: the longer title says everything that the shorter one says. */
export function isTitleCompatible(a: Entry, b: Entry): boolean {
  if (a.title === b.title) return true;
  const left = a.title.split(' ');
  const right = b.title.split(' ');
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  return short[0] !== '' && short.every((word) => long.includes(word));
}
