import type { Attachment, DocumentRecord, RecordStatus } from '@longview/clinical-model';
import { readAttachment, readAttachmentText } from './attachment.js';
import { displayOf, readConcept } from './concept.js';
import { lookUp, objectOf, objectsOf, textOf, type Json } from './json.js';
import { readBase, readTime, type ReadContext } from './read-context.js';

const DOC_STATUSES: Readonly<Record<string, RecordStatus>> = { preliminary: 'preliminary', final: 'final', amended: 'amended', 'entered-in-error': 'entered-in-error' };

/** R4 DocumentReference. */
export function readDocument(reference: Json, context: ReadContext): DocumentRecord {
  const parts = objectsOf(reference['content']).map(({ attachment }) => objectOf(attachment)).filter((attachment) => attachment !== undefined);
  const texts = parts.map(readAttachmentText);
  const text = texts.find((one) => one !== undefined);
  const type = readConcept(reference['type']);
  const author = objectsOf(reference['author']).map((one) => context.name(one, reference)).find((name) => name !== undefined);
  const period = objectOf(objectOf(reference['context'])?.['period']);
  const indexed = readTime(reference, context, 'date');
  return {
    kind: 'document',
    ...readBase(reference, context, {
      status: statusOf(reference), title: textOf(reference['description']) ?? type?.text ?? parts.map(({ title }) => textOf(title)).find((title) => title !== undefined),
      time: context.time(period?.['start']) ?? indexed, issued: indexed, siteName: displayOf(reference['custodian']),
    }),
    attachments: parts.filter((_, i) => texts[i] === undefined).map(readAttachment).filter((attachment): attachment is Attachment => attachment !== undefined),
    ...(type && { type }),
    ...(author && { author }),
    ...(text && { text }),
  };
}

/** A superseded document is no longer valid, whatever its text's own state. */
function statusOf(reference: Json): RecordStatus {
  const { status } = reference;
  if (status === 'entered-in-error') return 'entered-in-error';
  if (status === 'superseded') return 'cancelled';
  return lookUp(DOC_STATUSES, reference['docStatus']) ?? (status === 'current' ? 'final' : 'unknown');
}
