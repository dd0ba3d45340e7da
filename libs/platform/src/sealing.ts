import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Turns text into something opaque and back. */
export interface Sealer {
  /**
   * AES-256-GCM, base64url. Equal texts under one `purpose` give equal results, so that a sealed key can be compared and
   * kept; the nonce is derived from the text (as in RFC 8452), so no nonce ever serves two texts.
   * @param purpose what the sealed text is for and whom it belongs to: it opens under the same purpose only.
   */
  seal(text: string, purpose: string): string;
  /** `undefined` for anything that this key did not seal for this purpose. Never throws. */
  open(sealed: string, purpose: string): string | undefined;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param secret at least 32 bytes of key material, equal on every instance that has to open what another sealed. */
export function createSealer(secret: string): Sealer {
  if (Buffer.byteLength(secret) < 32) throw new RangeError('A sealing secret has at least 32 bytes.');
  const derive = (use: string): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `longview sealing ${use}`, 32)));
  const key = derive('encryption');
  const nonceKey = derive('nonce');
  const nonceOf = (text: string, purpose: string): Buffer => createHmac('sha256', nonceKey).update(`${purpose.length}:${purpose}`).update(text).digest().subarray(0, NONCE_BYTES);
  return {
    seal(text, purpose) {
      const nonce = nonceOf(text, purpose);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
        return timingSafeEqual(nonce, nonceOf(text, purpose)) ? text : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
