import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { openSealedDocument, sealOf } from './sealed-document.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const SEAL = { name: 'longview.example/patient-list', signedAtMs: Date.UTC(2026, 10, 20, 15) };
const DOCUMENT = '\uFEFFwhen,what\r\n"3 November, 14:07",Dre Exemple a consulté votre dossier\r\n\n';

describe('a sealed document', () => {
  it('says who sealed it and when, as text and as HTML', () => {
    expect(openSealedDocument(DOCUMENT + sealOf(DOCUMENT, SEAL, privateKey), publicKey)).toEqual(SEAL);
    const page = '<!doctype html>\n<p>longview-seal v1\n</p>\n';
    expect(openSealedDocument(page + sealOf(page, SEAL, privateKey, { isHtml: true }), publicKey)).toEqual(SEAL);
  });

  it('is nothing after a change anywhere, without its seal, or with another key', () => {
    const file = DOCUMENT + sealOf(DOCUMENT, SEAL, privateKey);
    const positions = [...file].flatMap((_, index) => (index % 7 === 0 ? [index] : []));
    // The last bits of base64 carry nothing, so the very last characters are left out.
    for (const index of positions.filter((one) => one < file.length - 6)) expect(openSealedDocument(`${file.slice(0, index)}~${file.slice(index + 1)}`, publicKey)).toBeUndefined();
    expect(openSealedDocument(DOCUMENT, publicKey)).toBeUndefined();
    expect(openSealedDocument(`${file}more\n`, publicKey)).toBeUndefined();
    expect(openSealedDocument(file, generateKeyPairSync('ed25519').publicKey)).toBeUndefined();
  });

  it('is no checkpoint of the log, and a checkpoint is no seal', () => {
    expect(openCheckpoint(sealOf(DOCUMENT, SEAL, privateKey), publicKey)).toBeUndefined();
    const checkpoint = signCheckpoint({ treeSize: 1, rootHash: Buffer.alloc(32), signedAtMs: 0 }, SEAL.name, privateKey);
    expect(openSealedDocument(DOCUMENT + checkpoint, publicKey)).toBeUndefined();
  });
});
