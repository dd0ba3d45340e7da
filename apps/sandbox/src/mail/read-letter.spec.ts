import { describe, expect, it } from '@jest/globals';
import { readLetter } from './read-letter.js';

const at = new Date(Date.UTC(2026, 10, 22));
const letter = (...lines: string[]) => readLetter(Buffer.from(lines.join('\r\n'), 'latin1'), at);

describe('a letter that was caught', () => {
  it('is read with its accents, folded headers and soft line breaks', () => {
    expect(letter(
      'From: Longview <no-reply@longview.example>', 'To: lra@clinic.example', 'Subject: =?UTF-8?Q?Attestation_=C3=A0_?=', ' =?UTF-8?Q?terminer?=', 'Message-ID: <a@b>', 'Content-Language: fr',
      'Content-Transfer-Encoding: quoted-printable', '', 'La campagne est pr=C3=AA=', 'te.', 'Merci', '',
    )).toEqual({ from: 'Longview <no-reply@longview.example>', to: 'lra@clinic.example', subject: 'Attestation à terminer', messageId: '<a@b>', language: 'fr', text: 'La campagne est prête.\nMerci', receivedAt: '2026-11-22T00:00:00.000Z' });
  });

  it('is read from base64, too', () => {
    expect(letter('Subject: =?utf-8?B?w6l0w6k=?=', 'Content-Transfer-Encoding: base64', '', Buffer.from('bientôt').toString('base64'))).toMatchObject({ subject: 'été', text: 'bientôt' });
  });
});
