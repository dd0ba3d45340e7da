import type { Attachment } from '@longview/clinical-model';
import { countOf, textOf, type Json } from './json.js';
import { htmlToText, tidyText } from './plain-text.js';

const TEXT_TYPE = /^\s*(text\/plain|text\/html|application\/xhtml\+xml)\s*(;|$)/i;

/** True when the text came along, as plain text or HTML. */
export function isInlineText(attachment: Json): boolean {
  const { data, contentType } = attachment;
  return typeof data === 'string' && data !== '' && typeof contentType === 'string' && TEXT_TYPE.test(contentType);
}

/** An attachment's text where it came inline as plain text or HTML. */
export function readAttachmentText(attachment: Json): string | undefined {
  const data = textOf(attachment['data']);
  if (!data || !isInlineText(attachment)) return undefined;
  const { type, charset } = contentTypeOf(attachment);
  const bytes = Buffer.from(data, 'base64');
  const decoded = /^(iso-?8859-1|latin-?1|windows-1252|us-ascii)$/.test(charset) ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf8');
  const text = type === 'text/plain' ? tidyText(decoded.replace(/^\ufeff/, '')) : htmlToText(decoded);
  return text === '' ? undefined : text;
}

/** What an attachment is, without its bytes. */
export function readAttachment(attachment: Json): Attachment | undefined {
  const { type } = contentTypeOf(attachment);
  const url = textOf(attachment['url']);
  const data = textOf(attachment['data']);
  if (!url && !data) return undefined;
  const title = textOf(attachment['title']);
  const sizeBytes = countOf(attachment['size']) ?? (data ? Math.floor((data.replace(/=+$/, '').length * 3) / 4) : undefined);
  return { contentType: type || 'application/octet-stream', ...(title && { title }), ...(sizeBytes !== undefined && { sizeBytes }), ...(url && { url }) };
}

function contentTypeOf(attachment: Json): { readonly type: string; readonly charset: string } {
  const [type = '', ...parameters] = (textOf(attachment['contentType']) ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))?.slice(8) ?? '';
  return { type: type.trim(), charset: charset.replace(/"/g, '') };
}
