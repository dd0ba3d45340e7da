import { describe, expect, it } from '@jest/globals';
import type { ReportRecord } from '@longview/clinical-model';
import { htmlToText, tidyText } from './plain-text.js';
import { readOne } from './reading.fixture.js';
import { splitIntoSections } from './report-sections.js';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const report = (parts: object, beside: readonly Readonly<Record<string, unknown>>[] = []): ReportRecord => readOne({ resourceType: 'DiagnosticReport', id: 'r', status: 'final', code: { text: 'XR' }, ...parts }, beside) as ReportRecord;
const roles = (text: string): string[] => splitIntoSections(text).map(({ role, text: body }) => `${role}=${body.replaceAll('\n', '/')}`);

describe('the parts of a report', () => {
  it.each([
    ['English, in capitals with colons', 'INDICATION: Fall.\nCOMPARISON: None.\nTECHNIQUE:\nThree views.\n\nFINDINGS:\nFracture of the radius.\nNo dislocation.\nIMPRESSION:\n1. Fracture.', ['indication=Fall.', 'comparison=None.', 'technique=Three views.', 'findings=Fracture of the radius./No dislocation.', 'impression=1. Fracture.']],
    ['French, with a blank before the colon', 'Renseignements cliniques : Chute.\nConstatations :\nFracture du radius.\nConclusion : Fracture.', ['indication=Chute.', 'findings=Fracture du radius.', 'impression=Fracture.']],
    ['French with accents in capitals', 'ANTÉCÉDENTS\nChute.\nRÉSULTATS\nFracture.\nIMPRESSION DIAGNOSTIQUE\nFracture.', ['indication=Chute.', 'findings=Fracture.', 'impression=Fracture.']],
    ['headings alone on their lines', 'Clinical History\nPain.\n\nFindings\nNormal.\n\nConclusion\nNormal.', ['indication=Pain.', 'findings=Normal.', 'impression=Normal.']],
    ['decorated headings', '**Findings:** Normal.\n## Impression\nNormal.', ['findings=Normal.', 'impression=Normal.']],
    ['addenda with numbers and dates', 'FINDINGS: Normal.\nADDENDUM #2 (2026-03-01):\nSmall nodule.\nAddendum 3\nNone.', ['findings=Normal.', 'addendum=Small nodule.', 'addendum=None.']],
    ['words before the first heading', 'Dear colleague,\nFINDINGS: Normal.', ['other=Dear colleague,', 'findings=Normal.']],
    ['a text without headings', 'The wrist is normal.\nNo fracture: none.', ['other=The wrist is normal./No fracture: none.']],
    ['a heading in the middle of a sentence', 'The findings: normal.\nfindings', ['other=The findings: normal./findings']],
    ['a list of measurements', 'FINDINGS:\nLeft kidney: 10 cm\nRight kidney: 11 cm', ['findings=Left kidney: 10 cm/Right kidney: 11 cm']],
    ['nothing', '', []],
  ])('are found in %s', (_, text, expected) => {
    expect(roles(text)).toEqual(expected);
  });

  it('hold every word that was written', () => {
    const text = 'Intro\nINDICATION: a b\nc\nFINDINGS:\nd\n\ne\nImpression\nf';
    const words = splitIntoSections(text).flatMap(({ heading, text: body }) => [heading, body]).join(' ').match(/\w+/g);
    expect(words).toEqual(text.match(/\w+/g));
  });
});

describe('the text of HTML', () => {
  it('keeps lines, lists, cells and entities, and leaves out scripts, styles and comments', () => {
    expect(htmlToText('<html><head><title>x</title><style>p{}</style></head><body><h3>FINDINGS</h3><p>Size &lt; 5&nbsp;mm<br/>R&eacute;sultat &#233; &#xE9;</p><ul><li>a</li><li>b</li></ul><script>alert(1)</script><!-- no --><table><tr><td>Na</td><td>140</td></tr></table></body></html>'))
      .toBe('FINDINGS\n\nSize < 5 mm\nRésultat é é\n\n- a\n\n- b\n\nNa\t140');
  });
  it('shows hidden markup as words, and takes comparisons for words', () => {
    expect(htmlToText('&lt;script&gt;alert(1)&lt;/script&gt; a < b and c<d')).toBe('<script>alert(1)</script> a < b and c');
    expect(htmlToText('size < 5 mm')).toBe('size < 5 mm');
  });
  it('keeps the lines of preformatted text', () => {
    expect(htmlToText('<pre>FINDINGS:\n  Normal.</pre>')).toBe('FINDINGS:\n  Normal.');
  });
  it.each(['<', '<<<<', '</', '&#', '<script>', '<!--', '<a'])('takes time in proportion to its length, whatever it holds (%s)', (piece) => {
    // A scan that starts over at every piece would take minutes here.
    expect(htmlToText(piece.repeat(200_000)).length).toBeLessThanOrEqual(piece.length * 200_000);
    expect(tidyText(`${piece} `.repeat(200_000)).length).toBe(`${piece} `.length * 200_000 - 1);
  });
});

describe('a report', () => {
  it('is read from the form that was presented, in whatever character set it says', () => {
    expect(report({ presentedForm: [{ contentType: 'application/pdf', data: base64('%PDF'), title: 'PDF' }, { contentType: 'text/plain; charset=utf-8', data: base64('FINDINGS: Été.') }], text: { status: 'generated', div: '<div>other</div>' } }))
      .toMatchObject({ sections: [{ role: 'findings', heading: 'FINDINGS', text: 'Été.' }], attachments: [{ contentType: 'application/pdf', title: 'PDF', sizeBytes: 4 }] });
    expect(report({ presentedForm: [{ contentType: 'text/plain;charset=ISO-8859-1', data: Buffer.from('CONCLUSION: été', 'latin1').toString('base64') }] }).sections).toMatchObject([{ text: 'été' }]);
    expect(report({ presentedForm: [{ contentType: 'text/html', data: base64('<h3>IMPRESSION</h3><p>Normal.</p>') }] }).sections).toEqual([{ role: 'impression', heading: 'IMPRESSION', text: 'Normal.' }]);
  });

  it('is read from its narrative, and takes the conclusion that the text lacks', () => {
    expect(report({ text: { status: 'additional', div: '<div><h3>Findings</h3><p>Normal.</p></div>' }, conclusion: 'No fracture.' }).sections).toEqual([{ role: 'findings', heading: 'Findings', text: 'Normal.' }, { role: 'impression', heading: '', text: 'No fracture.' }]);
    expect(report({ text: { status: 'additional', div: '<div>IMPRESSION: No fracture.</div>' }, conclusion: 'No fracture.' }).sections?.length).toBe(1);
    expect(report({ conclusion: 'No fracture.' }).sections).toEqual([{ role: 'impression', heading: '', text: 'No fracture.' }]);
  });

  it('without any text is read from its results', () => {
    const result = { resourceType: 'Observation', id: 'o', code: { text: 'Sodium' }, valueQuantity: { value: 150, unit: 'mmol/L' }, referenceRange: [{ low: { value: 135 }, high: { value: 145 } }], interpretation: [{ coding: [{ code: 'H' }] }] };
    expect(report({ result: [{ reference: 'Observation/o' }] }, [result]).sections).toEqual([{ role: 'findings', heading: '', text: 'Sodium: 150 mmol/L (135–145) H' }]);
    expect('sections' in report({ result: [{ reference: 'Observation/elsewhere' }] })).toBe(false);
  });

  it('whose form is nothing but a link keeps the link', () => {
    const record = report({ presentedForm: [{ contentType: 'application/pdf', url: 'Binary/1', size: 900 }] });
    expect(record.attachments).toEqual([{ contentType: 'application/pdf', url: 'Binary/1', sizeBytes: 900 }]);
    expect('sections' in record).toBe(false);
  });

  it('names its studies by whatever leads to them', () => {
    const study = { resourceType: 'ImagingStudy', id: 's', identifier: [{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.3.4' }] };
    expect(report({ imagingStudy: [{ reference: 'ImagingStudy/s' }, { identifier: { system: 'urn:dicom:uid', value: '1.2.3.5' } }, { reference: 'https://site.example/fhir/ImagingStudy/s' }, { reference: 'https://elsewhere.example/fhir/ImagingStudy/s' }] }, [study]).studyInstanceUids).toEqual(['1.2.3.4', '1.2.3.5']);
  });

  it.each([['partial', 'preliminary'], ['corrected', 'amended'], ['appended', 'amended'], ['entered-in-error', 'entered-in-error'], ['constructor', 'unknown'], [undefined, 'unknown']])('of status %s is %s', (status, expected) => {
    expect(report({ status }).status).toBe(expected);
  });

  it.each([[{ category: [{ coding: [{ code: 'RAD' }] }] }, 'imaging'], [{ category: { text: 'x', coding: [{ code: 'LAB' }] } }, 'laboratory'], [{ category: [{ coding: [{ code: 'SP' }] }] }, 'pathology'], [{ imagingStudy: [{ reference: 'ImagingStudy/x' }] }, 'imaging'], [{ code: { coding: [{ code: '18748-4' }] } }, 'imaging'], [{}, 'other']])('%j belongs to %s', (parts, category) => {
    expect(report(parts).category).toBe(category);
  });

  it('that adds to another says to which', () => {
    expect(report({ extension: [{ url: 'http://ontariohealth.ca/fhir/ehr/StructureDefinition/ext-di-addendum-of', valueReference: { reference: 'DiagnosticReport/first' } }] }).addendumOf).toBe('DiagnosticReport/first');
  });
});
