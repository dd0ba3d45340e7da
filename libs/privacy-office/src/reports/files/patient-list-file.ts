import type { PatientList } from '../patient-list/patient-list.js';
import { WORDS } from '../patient-list/patient-sentences.js';
import { BYTE_ORDER_MARK, csvRow } from './csv.js';
import { HTML_ENDS, htmlBegins, paragraph, TABLE_ENDS, tableBegins, tableRow } from './html.js';

/** The list as a table for a spreadsheet. */
export function patientListCsv({ heading, introduction, lines, isWhole, language }: PatientList): string {
  const words = WORDS[language];
  const closing = [...(lines.length === 0 ? [words.nothing] : []), ...(isWhole ? [] : [words.notWhole])];
  return `${BYTE_ORDER_MARK}${[heading, ...introduction].map((text) => csvRow([text])).join('')}\r\n${csvRow(words.columns)}${lines.map(({ when, sentences }) => csvRow([when, sentences.join(' ')])).join('')}${closing.map((text) => csvRow([text])).join('')}\n`;
}

/** The list as pages to print and hand over. */
export function patientListHtml({ heading, introduction, lines, isWhole, language }: PatientList): string {
  const words = WORDS[language];
  const [preparedBy = '', ...others] = introduction;
  return [
    htmlBegins(language, heading), paragraph(heading, 'h1'), ...others.map((text) => paragraph(text)),
    tableBegins([heading, preparedBy], words.columns), ...lines.map(({ when, sentences }) => tableRow([when, sentences.join(' ')])), TABLE_ENDS,
    ...(lines.length === 0 ? [paragraph(words.nothing)] : []), ...(isWhole ? [] : [paragraph(words.notWhole)]), HTML_ENDS,
  ].join('');
}
