import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { annualCountCsv } from './annual-count.js';
import { breachHtml } from './breach-html.js';
import type { BreachRecord } from './breach-package.js';
import { initialsOf, namedField } from './case-patients.js';
import { BREACH_CIRCUMSTANCES } from './case-words.js';
import { writeZip } from './write-zip.js';

const RECORD: BreachRecord = {
  format: 'longview-breach-1', reference: '2027-0001', takenAt: '2027-02-01T14:00:00.000Z', takenBy: 'Test ada', custodian: { id: 'hospital', name: { en: 'Hospital <of> Tests', fr: 'Hôpital d’essai' } }, agentName: 'Test nora',
  breach: {
    category: 'used-without-authority', discoveredOn: '2027-01-30', affectedCount: 2, facts: 'She wrote "<script>alert(1)</script>" & left.', containment: 'Stopped.', prevention: '', mustNotifyCommissioner: true, patientsNotifiedOn: '2027-02-01',
    circumstances: BREACH_CIRCUMSTANCES.map((circumstance) => ({ circumstance, applies: circumstance === 'pattern', reason: circumstance === 'pattern' ? 'The third time.' : '' })),
  },
  events: [{ id: '1-1', occurredAt: '2027-01-29T03:00:00.000Z', action: 'patient-opened', userId: 'nora', userName: 'Test nora', organizationId: 'hospital', individual: 1, provenAt: '2027-01-29T03:00:01.000Z', proofFile: 'proofs/1-1.json' }],
  steps: [{ at: '2027-01-30T14:00:00.000Z', change: 'case-opened' }],
};

describe('the printed breach', () => {
  it('says all seven circumstances, in the language that was asked for, and runs nothing that somebody wrote', () => {
    for (const language of ['en', 'fr'] as const) {
      const html = breachHtml(RECORD, language);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toContain('<script');
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; &amp; left.');
      for (const paragraph of [1, 2, 3, 4, 5, 6, 7]) expect(html).toContain(`(${language === 'en' ? 'paragraph' : 'disposition'} ${paragraph})`);
      expect(html).not.toMatch(/https?:\/\/|undefined/);
    }
    expect(breachHtml(RECORD, 'fr')).toMatch(/pas encore[\s\S]*a ouvert[\s\S]*Dossier ouvert/);
    expect(breachHtml(RECORD, 'en')).toMatch(/Jan.? 28, 2027,? (at )?10:00:00.p\.m\. EST[\s\S]*Case opened/);
  });
});

describe('an archive', () => {
  it('is one that others open: every entry where the directory says, with its checksum', () => {
    const entries = [{ name: 'README.txt', text: 'What this is\n' }, { name: 'proofs/1-1.json', text: '{"é":1}' }, { name: 'empty', text: '' }];
    const zip = writeZip(entries, Date.UTC(2027, 1, 1, 14, 3, 8));
    const end = zip.length - 22;
    expect(zip.readUInt32LE(end)).toBe(0x06054b50);
    expect(zip.readUInt16LE(end + 10)).toBe(3);
    let at = zip.readUInt32LE(end + 16);
    for (const { name, text } of entries) {
      expect(zip.readUInt32LE(at)).toBe(0x02014b50);
      const nameLength = zip.readUInt16LE(at + 28);
      expect(zip.toString('utf8', at + 46, at + 46 + nameLength)).toBe(name);
      const local = zip.readUInt32LE(at + 42);
      expect(zip.readUInt32LE(local)).toBe(0x04034b50);
      const content = zip.subarray(local + 30 + zip.readUInt16LE(local + 26), local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt32LE(local + 18));
      expect(content.toString('utf8')).toBe(text);
      expect(zip.readUInt32LE(local + 14)).toBe(crc32(content));
      at += 46 + nameLength;
    }
    expect(at).toBe(end);
  });
});

describe('a patient', () => {
  it('is recognized in a text by the full name, in either order, whatever the accents, and not by a part of it', () => {
    const patients = [{ name: 'Élodie Marie Côté-Roy' }];
    for (const text of ['She opened the record of Elodie Marie Cote Roy.', 'CÔTÉ-ROY, Élodie Marie', 'about Roy, Élodie']) expect(namedField(patients, { facts: text })).toBe('facts');
    for (const text of ['Élodie called', 'the Royal wing', '']) expect(namedField(patients, { facts: text, containment: 'Roy Thomson Hall' })).toBeUndefined();
    expect(namedField([{ name: '' }], { facts: 'anything' })).toBeUndefined();
  });

  it('is shown to whoever is asked by initials only', () => {
    expect([initialsOf('Élodie Marie Côté-Roy'), initialsOf('zoe'), initialsOf('')]).toEqual(['É. M. C. R.', 'Z.', '']);
  });
});

describe('the annual count as a file', () => {
  it('keeps accents for spreadsheets and gives them no formula', () => {
    const csv = annualCountCsv({ year: 2027, rows: [{ organizationId: 'x', organizationName: { en: '=HYPERLINK("x")', fr: 'Hôpital, aile A' }, category: 'lost', breaches: 1, affected: 3, one: 0, twoToTen: 1, elevenToFifty: 0, fiftyOneToHundred: 0, overHundred: 0 }, { category: 'lost', breaches: 1, affected: 3, one: 0, twoToTen: 1, elevenToFifty: 0, fiftyOneToHundred: 0, overHundred: 0 }] });
    expect(csv.startsWith('\uFEFFyear,')).toBe(true);
    expect(csv.split('\r\n').slice(1)).toEqual([`2027,x,"'=HYPERLINK(""x"")","Hôpital, aile A",lost,1,3,0,1,0,0,0`, '2027,,,,lost,1,3,0,1,0,0,0', '']);
  });
});
