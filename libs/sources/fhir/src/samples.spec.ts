import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SourceFault } from '@longview/sources-contract';
import { readPage } from './bundle.js';
import { isObject, objectsOf, type Json } from './json.js';
import { ReadContext } from './read-context.js';
import { readFound } from './read-found.js';
import { definition, readOne } from './reading.fixture.js';
import { ResourceIndex } from './resource-index.js';
import { SEARCH_PLANS } from './search-plan.js';

const folder = path.resolve(import.meta.dirname, '../../../../../shared/samples/fhir');
const describeSamples = existsSync(folder) ? describe : describe.skip;
const filesOf = (group: string): string[] => (existsSync(path.join(folder, group)) ? readdirSync(path.join(folder, group)).filter((file) => file.endsWith('.json')) : []);
const textOf = (group: string, file: string): string => readFileSync(path.join(folder, group, file), 'utf8');

/** Everything a bundle holds, read as if each type had been searched. */
function readAll(bundle: unknown) {
  const page = readPage(bundle, []);
  const index = new ResourceIndex('https://site.example/fhir');
  for (const { resource, fullUrl } of page.entries) index.add(resource, fullUrl);
  const kinds = SEARCH_PLANS.map((plan) => ({ plan, resources: page.entries.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === plan.resourceType) }));
  return readFound({ kinds, isConsentBlocked: page.isConsentBlocked, isTruncated: false, unreadableCount: page.unreadableCount }, new ReadContext(definition, 1_000, index, true));
}

describeSamples('samples from elsewhere', () => {
  it('of whole patients are read without a loss, every record of its own person', () => {
    const files = filesOf('synthea-r4');
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const bundle = JSON.parse(textOf('synthea-r4', file)) as { entry: { resource: Json }[] };
      const [family] = objectsOf(bundle.entry.find(({ resource }) => resource['resourceType'] === 'Patient')?.resource['name']).map((name) => name['family']);
      const { records, unreadableCount, failed } = readAll(bundle);
      const types = bundle.entry.map(({ resource }) => resource['resourceType']);
      expect(unreadableCount).toBe(0);
      expect(failed).toEqual([]);
      expect(records.filter(({ kind }) => kind === 'imaging-study').length).toBe(types.filter((type) => type === 'ImagingStudy').length);
      expect(records.filter(({ kind }) => kind === 'report').length).toBe(types.filter((type) => type === 'DiagnosticReport').length);
      expect(records.filter(({ kind }) => kind === 'visit').length).toBe(types.filter((type) => type === 'Encounter').length);
      expect(records.every(({ subject }) => subject.names.some((name) => name.family === family))).toBe(true);
      expect(records.filter(({ kind }) => kind !== 'allergy' && kind !== 'condition').every(({ time, title }) => time !== undefined && title !== '')).toBe(true);
      expect(records.every((record) => record.kind !== 'imaging-study' || (record.studyInstanceUid !== undefined && record.modalities.length > 0))).toBe(true);
      expect(records.every((record) => record.kind !== 'report' || (record.sections?.[0]?.text.length ?? 0) > 0)).toBe(true);
    }
  });

  it.each(['fhir-test-cases', 'opencr', 'recordlinker-bundles'])('of %s, deliberately broken ones among them, never throw anything but a fault', (group) => {
    for (const file of filesOf(group)) {
      let json: unknown;
      // Inputs that are no JSON never reach a reader.
      try { json = JSON.parse(textOf(group, file)); } catch { continue; }
      for (const input of [json, { resourceType: 'Bundle', entry: [{ resource: json }] }, { resourceType: 'Bundle', type: 'searchset', entry: json }]) {
        try {
          expect(Array.isArray(readAll(input).records)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceFault);
        }
      }
    }
  });
});

describe('a resource with any value in any place', () => {
  const junk: readonly unknown[] = [null, 7, -1, true, '', ' ', 'text', '__proto__', 'constructor', [], [[]], {}, { reference: '#' }, { reference: 7 }, [null], [{ coding: [null, 7] }], { coding: {} }, { value: {}, system: [] }, { start: 7, end: {} }];
  const elements = ['id', 'identifier', 'subject', 'patient', 'status', 'series', 'modality', 'started', 'numberOfSeries', 'endpoint', 'code', 'category', 'presentedForm', 'text', 'result', 'imagingStudy', 'extension', 'content', 'context', 'class', 'period', 'participant', 'location', 'valueQuantity', 'component', 'referenceRange', 'interpretation', 'medicationReference', 'medicationCodeableConcept', 'dosageInstruction', 'dosage', 'reaction', 'clinicalStatus', 'verificationStatus', 'basedOn', 'masterIdentifier', 'performer', 'effectivePeriod', 'contained', 'conclusion', 'procedureCode'];
  it('is read or left out, and takes nothing else with it', () => {
    for (const { resourceType } of SEARCH_PLANS) {
      for (const element of elements) {
        for (const value of junk) {
          const record = readOne({ resourceType, id: 'x', [element]: value });
          expect(record === undefined || isObject(record)).toBe(true);
          if (record?.kind === 'report') expect(Array.isArray(record.sections ?? [])).toBe(true);
          if (record) expect(typeof record.status).toBe('string');
        }
      }
    }
  });
});
