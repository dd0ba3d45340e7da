import { describe, expect, it } from '@jest/globals';
import { validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { DiagnosticReport, FhirResource, ImagingStudy } from 'fhir/r4.js';
import { generateProvince } from '../generator/province.js';
import { SITES } from '../generator/sites.js';
import { prepareEngine } from './engine.js';
import { renderChart } from './render-chart.js';
import { renderDirectory, renderPatient } from './render-patient.js';

prepareEngine();
const province = generateProvince({ seed: 3, patientCount: 90, today: '2026-11-22' });
const charts = [...province.chartsBySite.values()].flat();

function storyRecords(storyId: string, siteId: string): FhirResource[] {
  return renderChart(province.chartsBySite.get(siteId)!.find(({ registration }) => registration.person.key === `story-${storyId}`)!);
}

function ofType<T extends FhirResource['resourceType']>(records: readonly FhirResource[], type: T) {
  return records.filter((record): record is Extract<FhirResource, { resourceType: T }> => record.resourceType === type);
}

describe('what the sites send', () => {
  it('is valid FHIR R4, every resource', () => {
    const repeated = new Set<string>();
    let checked = 0;
    for (const chart of charts) {
      for (const resource of [renderPatient(chart), ...renderChart(chart)]) {
        expect(resource.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
        const place = `${chart.registration.site.id}/${resource.resourceType}/${resource.id}`;
        expect(repeated.has(place)).toBe(false);
        repeated.add(place);
        // A patient with thousands of like results proves no more than a hundred of them do.
        if (Number(/\d+$/.exec(resource.id!)?.[0]) > 100) continue;
        validateResource(resource as Resource);
        checked++;
      }
    }
    for (const site of SITES) for (const resource of renderDirectory(site, SITES, 'http://127.0.0.1:1/dicom-web')) validateResource(resource as Resource);
    expect(checked).toBeGreaterThan(3_000);
  });

  it('has no empty lists, no empty texts and no absent values', () => {
    const empties = (value: unknown): boolean => value === undefined || value === null || value === ''
      || (Array.isArray(value) ? value.length === 0 || value.some(empties) : typeof value === 'object' && (Object.keys(value).length === 0 || Object.values(value).some(empties)));
    for (const chart of charts.slice(0, 120)) expect([renderPatient(chart), ...renderChart(chart)].filter(empties)).toEqual([]);
  });
});

describe('reports', () => {
  const report = (siteId: string): DiagnosticReport => charts.filter(({ registration }) => registration.site.id === siteId).flatMap((chart) => ofType(renderChart(chart), 'DiagnosticReport'))[0]!;

  it('link to their study by reference, by study UID or by accession only, as the site does', () => {
    expect(report('st-brigid').imagingStudy![0]!.reference).toMatch(/^ImagingStudy\//);
    expect(report('thames-valley').imagingStudy![0]).toMatchObject({ identifier: { system: 'urn:dicom:uid', value: expect.stringMatching(/^urn:oid:2\.25\./) } });
    expect(report('grand-river-falls').imagingStudy).toBeUndefined();
    expect(report('grand-river-falls').identifier).toContainEqual(expect.objectContaining({ type: { coding: [expect.objectContaining({ code: 'ACSN' })] }, system: expect.stringContaining('grand-river-falls-accession') }));
  });

  it('have their parts under headings, in plain text, in HTML or in the narrative', () => {
    const decoded = (siteId: string) => Buffer.from(report(siteId).presentedForm![0]!.data!, 'base64').toString('utf8');
    expect(decoded('st-brigid')).toMatch(/^INDICATION:\n[^]+COMPARISON:\n[^]+TECHNIQUE:\n[^]+FINDINGS:\n[^]+IMPRESSION:\n/);
    expect(decoded('hopital-de-la-riviere')).toMatch(/<h3>RENSEIGNEMENTS CLINIQUES<\/h3>[^]+<h3>CONCLUSION<\/h3>/);
    expect(report('thames-valley').text!.div).toMatch(/<h3>FINDINGS<\/h3>/);
  });

  it('come without a time of issue where the site never sends one', () => {
    expect(report('hopital-de-la-riviere').issued).toBeUndefined();
    expect(report('st-brigid').issued).toBeDefined();
  });

  it('are in French where the site writes French', () => {
    expect(report('nickel-basin')).toMatchObject({ language: 'fr-CA', code: { text: expect.stringMatching(/Radiographie|TDM|IRM|Échographie/) } });
  });

  it('point at the report that they add to', () => {
    const [first, addendum] = ofType(storyRecords('addendum-as-own-report', 'thames-valley'), 'DiagnosticReport');
    expect(addendum!.extension![0]!.valueReference!.reference).toBe(`DiagnosticReport/${first!.id}`);
  });
});

describe('imaging studies', () => {
  it('are the same study at the hospital and at the repository, with the hospital’s accession number and name', () => {
    const [here] = ofType(storyRecords('broken-arm', 'thames-valley'), 'ImagingStudy');
    const there = ofType(storyRecords('broken-arm', 'di-common-service'), 'ImagingStudy').find((study) => study.identifier![0]!.value === here!.identifier![0]!.value)!;
    expect(there.identifier).toEqual(here!.identifier);
    expect(there.location!.display).toMatch(/London/);
    expect(there.series!.map(({ uid }) => uid)).toEqual(here!.series!.map(({ uid }) => uid));
  });

  it('count the instances that they list', () => {
    const studies = charts.filter(({ registration }) => registration.site.habits.listsInstances).flatMap((chart) => ofType(renderChart(chart), 'ImagingStudy')).filter(({ status }) => status === 'available');
    const listed = (study: ImagingStudy) => study.series!.reduce((sum, { instance }) => sum + instance!.length, 0);
    for (const study of studies) expect(study.numberOfInstances).toBe(listed(study));
  });
});

describe('allergies', () => {
  it('are a known one, a recorded absence, or nothing recorded', () => {
    const codes = (storyId: string) => ofType(storyRecords(storyId, 'st-brigid'), 'AllergyIntolerance').map(({ code }) => code!.coding?.[0]?.code ?? code!.text);
    expect(codes('known-allergies')).toEqual(['91935009', 'Latex']);
    expect(codes('no-known-allergies')).toEqual(['716186003']);
    expect(codes('allergies-not-recorded')).toEqual([]);
  });
});
