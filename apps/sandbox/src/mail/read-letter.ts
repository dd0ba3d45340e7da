/** A letter as the mail server took it, in words. */
export interface Letter {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly language: string;
  readonly text: string;
  readonly receivedAt: string;
}

/** Reads what a plain-text letter says: headers with encoded words, a body in quoted-printable, base64 or as it is. */
export function readLetter(source: Buffer, receivedAt: Date): Letter {
  const raw = source.toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map(raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim())] as const;
  }));
  const header = (name: string): string => headers.get(name) ?? '';
  return {
    messageId: header('message-id'), from: header('from'), to: header('to'), subject: header('subject'), language: header('content-language'),
    text: decoded(raw.slice(end + 4), header('content-transfer-encoding').toLowerCase()).trimEnd(), receivedAt: receivedAt.toISOString(),
  };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return Buffer.from(encoding === 'quoted-printable' ? bytesOf(body.replace(/[ \t]*=\r\n/g, '')) : body, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
}

const bytesOf = (text: string): string => text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** RFC 2047; white space between two encoded words is no part of the text. */
function decodedWords(value: string): string {
  return value.replace(/(\?=)\s+(=\?)/g, '$1$2').replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
    (kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : Buffer.from(bytesOf(text.replaceAll('_', ' ')), 'latin1')).toString('utf8'));
}
