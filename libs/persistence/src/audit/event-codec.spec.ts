import { describe, expect, it } from '@jest/globals';
import { canonicalEventText, type AuditEvent } from '@longview/audit';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from './bytes.js';
import { readNumber, readText, writeNumber, writeText } from './compact-values.js';
import { columnsOf, decodeEvent, writePayload, type EventColumns } from './event-codec.js';

const words = new Map<string, number>();
const codeOf = (word: string): number => words.get(word) ?? (words.set(word, words.size + 1), words.size);
const wordOf = (code: number): string => {
  const found = [...words].find(([, known]) => known === code);
  if (!found) throw new RangeError('no such word');
  return found[0];
};
const encodeEvent = (event: AuditEvent): { columns: EventColumns; payload: Buffer } => {
  const out = new ByteWriter();
  writePayload(out, event, codeOf);
  return { columns: columnsOf(event, codeOf), payload: out.finish() };
};
const roundTrip = (event: AuditEvent): AuditEvent => {
  const { columns, payload } = encodeEvent(event);
  return decodeEvent(event.id, columns, payload, wordOf);
};

/** Fictitious; everything that an event can have. */
const full: AuditEvent = {
  id: '7-1042', action: 'records-shown', outcome: 'success', occurredAtMs: 1_763_650_000_123,
  actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician', 'privacy-contact'], organizationId: 'erieshore-family-health' },
  sessionId: 'c2Vzc2lvbi1vbmUtYW5kLW1vcmU', requestId: '018f2d3e-7a6b-7c11-9f3e-2b1a5c6d7e8f', clientAddress: '192.0.2.17', purposeOfUse: 'TREAT', rule: 'entitled-organization',
  patient: { key: 'cGF0aWVudC1rZXktMDAwMQ', sealed: 'AQIDBAUGBwgJCgsMDQ4PEA' },
  custodians: [{ custodianId: 'lakehead-general', sourceId: 'lakehead-general-fhir', itemCount: 300, use: 'collection' }, { custodianId: 'own', sourceId: 'own-fhir', itemCount: 0, use: 'use' }],
  objects: ['1.2.826.0.1.3680043.10.1', 'report/4711', ''],
  completeness: {
    asOfMs: 1_763_650_001_000, isRestricted: true,
    outcomes: [
      { sourceId: 'lakehead-general-fhir', state: 'answered', recordCount: 300, withheldCount: 2, failedKinds: [], elapsedMs: 211 },
      { sourceId: 'superior-fhir', state: 'down', recordCount: 0, withheldCount: 0, failedKinds: ['allergy', 'lab'], sinceMs: 1_763_640_000_000, faultCode: 'SOURCE_UNREACHABLE' },
    ],
  },
  consentBlockedSourceIds: ['superior-fhir'], details: { itemsPrinted: 3, share: -0.25, isRepeat: true, isFirst: false, note: 'x' },
};

describe('the compact form of an event', () => {
  it('gives back every member as it was', () => {
    expect(roundTrip(full)).toEqual(full);
    const { sessionId: _, patient: __, completeness: ___, custodians: ____, ...few } = full;
    expect(roundTrip({ ...few, custodians: [] })).toEqual({ ...few, custodians: [] });
  });

  it('gives back the same canonical text, so that its hash stays right', () => {
    expect(canonicalEventText(roundTrip(full))).toBe(canonicalEventText(full));
  });

  it('takes a fifth of JSON for a search over eleven sources', () => {
    const outcome = full.completeness!.outcomes[0]!;
    const search = { ...full, completeness: { ...full.completeness!, outcomes: Array.from({ length: 11 }, (_, i) => ({ ...outcome, sourceId: `hospital-${i}` })) } };
    expect(encodeEvent(search).payload.length).toBeLessThan(JSON.stringify(search).length / 5);
  });

  it.each<[string, (columns: EventColumns, payload: Buffer) => [EventColumns, Buffer]]>([
    ['another layout', (columns, payload) => [columns, Buffer.concat([Buffer.of(9), payload.subarray(1)])]],
    ['a missing end', (columns, payload) => [columns, payload.subarray(0, -1)]],
    ['something behind it', (columns, payload) => [columns, Buffer.concat([payload, Buffer.of(0)])]],
    ['a word that never was', (columns, payload) => [{ ...columns, userCode: 999_999 }, payload]],
  ])('is not read with %s', (_, spoil) => {
    const { columns, payload } = encodeEvent(full);
    expect(() => decodeEvent(full.id, ...spoil(columns, payload), wordOf)).toThrow(RangeError);
  });

  it('is not read with a patient beside an event about nobody', () => {
    const { patient: _, ...aboutNobody } = full;
    const { columns, payload } = encodeEvent(aboutNobody);
    expect(() => decodeEvent(full.id, { ...columns, patientKey: 'somebody' }, payload, wordOf)).toThrow(RangeError);
  });
});

describe('texts and numbers', () => {
  const likely = fc.oneof(
    fc.string(), fc.string({ unit: 'grapheme' }), fc.uuid(), fc.ipV4(), fc.ipV6(), fc.base64String(), fc.stringMatching(/^[\w-]{0,40}$/), fc.stringMatching(/^[\d.]{0,64}$/),
    fc.constantFrom('0.0.0.0', '256.1.1.1', '01.2.3.4', '1.2.3.4.', '.', '..', '018F2D3E-7A6B-7C11-9F3E-2B1A5C6D7E8F', 'A', 'AB', 'é'));

  it('come back as they were, whatever they look like', () => {
    fc.assert(fc.property(fc.array(likely), fc.array(fc.oneof(fc.nat(), fc.double({ noNaN: true }), fc.maxSafeInteger())), (texts, numbers) => {
      const out = new ByteWriter(4);
      texts.forEach((text) => writeText(out, text));
      numbers.forEach((value) => writeNumber(out, value));
      const source = new ByteReader(out.finish());
      expect(texts.map(() => readText(source))).toEqual(texts);
      expect(numbers.map(() => readNumber(source))).toEqual(numbers);
      expect(source.isAtEnd).toBe(true);
    }), { numRuns: 2_000 });
  });

  it.each([0, -0, 0.5, 1.5, -1, 2 ** 52, 2 ** 52 - 1, Number.MAX_SAFE_INTEGER, 1e-300])('the number %d comes back as it was', (value) => {
    const out = new ByteWriter();
    writeNumber(out, value);
    const source = new ByteReader(out.finish());
    expect(readNumber(source)).toBe(value);
    expect(source.isAtEnd).toBe(true);
  });

  it.each([['018f2d3e-7a6b-7c11-9f3e-2b1a5c6d7e8f', 18], ['192.0.2.17', 5], ['1.2.826.0.1.3680043.10.1', 13], ['c2Vzc2lvbi1vbmUtYW5kLW1vcmU', 22]])('%s takes %i bytes', (text, bytes) => {
    const out = new ByteWriter();
    writeText(out, text);
    expect(out.finish().length).toBe(bytes);
  });
});
