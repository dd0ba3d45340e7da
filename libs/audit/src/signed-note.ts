import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/**
 * Text and under it, after an empty line, an Ed25519 signature line.
 * @param text ends with a line feed.
 * @param name of the signer; part of the key's id, so that what was signed under one name is nothing under another.
 * @see https://c2sp.org/signed-note
 */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  const signed = Buffer.concat([keyId(name, createPublicKey(privateKey)), signature]);
  return `${text}\n\u2014 ${name} ${signed.toString('base64')}\n`;
}

/** Whether one of these signature lines is this signer's over the text. */
export function isSignedBy(text: string, signatures: string, name: string, publicKey: KeyObject): boolean {
  const expectedId = keyId(name, publicKey);
  return signatures.split('\n').some((line) => {
    const prefix = `\u2014 ${name} `;
    const bytes = line.startsWith(prefix) ? Buffer.from(line.slice(prefix.length), 'base64') : Buffer.alloc(0);
    return bytes.length === 68 && bytes.subarray(0, 4).equals(expectedId) && verify(null, Buffer.from(text, 'utf8'), publicKey, bytes.subarray(4));
  });
}

/** First four bytes of `SHA-256(name || 0x0A || 0x01 || public key)`. */
function keyId(name: string, publicKey: KeyObject): Buffer {
  const { x } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(`${name}\n\u0001`).update(Buffer.from(x ?? '', 'base64url')).digest().subarray(0, 4);
}
