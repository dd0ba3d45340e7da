import type { Entry } from './entry.js';

/**
 * Keys under which entries meet that may be the same thing. Entries that share none are never compared, so that grouping
 * stays near-linear; sharing one decides nothing yet.
 */
export function blockingKeys(entry: Entry): string[] {
  const { record, studyUids, accessions, businessIds, coding, title } = entry;
  const { kind } = record;
  const keys: string[] = [];
  for (const uid of studyUids) keys.push(`${kind} u ${uid}`);
  for (const id of businessIds) keys.push(`${kind} b ${id}`);
  if (kind === 'imaging-study' || kind === 'report') {
    for (const accession of accessions) keys.push(`${kind} a ${accession}`);
    if (record.time) keys.push(`${kind} t ${record.time.instantMs} ${kind === 'report' ? title : record.modalities.join()}`);
    if (kind === 'report') {
      keys.push(`r ${entry.key}`);
      if (record.addendumOf !== undefined) keys.push(`r ${record.provenance.sourceId}/report/${record.addendumOf}`);
    }
    return keys;
  }
  const timeMs = record.time?.instantMs ?? '';
  if (kind === 'visit') keys.push(`visit ${timeMs} ${record.visitClass}`);
  else if (kind === 'document') keys.push(`document ${timeMs} ${title}`);
  else if (coding) {
    keys.push(`${kind} w ${timeMs} ${coding.text}`);
    if (coding.code !== undefined) keys.push(`${kind} c ${timeMs} ${coding.system}|${coding.code}`);
  }
  return keys;
}
