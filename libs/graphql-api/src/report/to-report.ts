import type { ClinicalRecord } from '@longview/clinical-model';
import { toClinicalTime } from '../schema/clinical-time.js';
import { accessionOf } from '../timeline/to-timeline-item.js';
import type { Report } from './report.models.js';

/** A record that is read as text: reports and documents. `undefined` for any other kind. */
export function toReport(copyKey: string, record: ClinicalRecord): Report | undefined {
  if (record.kind !== 'report' && record.kind !== 'document') return undefined;
  const { provenance, title, status, time, issued, language } = record;
  const performer = record.kind === 'report' ? record.performer : record.author;
  const accession = accessionOf(record.identifiers);
  const sections = record.kind === 'report' ? record.sections ?? [] : record.text === undefined ? [] : [{ role: 'other', heading: '', text: record.text }];
  return {
    __typename: 'Report', copyKey, sourceId: provenance.sourceId, title, status, receivedAt: provenance.receivedAtMs, sections,
    attachments: (record.attachments ?? []).map(({ contentType, title: name, sizeBytes }) => ({ contentType, ...(name && { title: name }), ...(sizeBytes !== undefined && { sizeBytes }) })),
    ...(provenance.siteName && { siteName: provenance.siteName }),
    ...(time && { time: toClinicalTime(time) }),
    ...(issued && { issued: toClinicalTime(issued) }),
    ...(performer && { performer }),
    ...(accession !== undefined && { accession }),
    ...(language && { language }),
  };
}
