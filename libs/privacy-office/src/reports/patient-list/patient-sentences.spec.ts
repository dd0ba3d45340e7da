import { describe, expect, it } from '@jest/globals';
import type { AuditAction, AuditEvent } from '@longview/audit';
import { RECORD_KINDS, RELATIONSHIP_KINDS } from '@longview/clinical-model';
import fc from 'fast-check';
import type { PatientEvent } from '../access.js';
import { accessLine } from '../access-line.js';
import type { Names } from '../names.js';
import { patientSentences, WORDS, type Language } from './patient-sentences.js';

const names: Names = {
  organization: (id) => ({ en: `${id} Hospital`, fr: `Hôpital ${id}` }), source: (id) => ({ en: id, fr: id }), reason: (code) => ({ en: `reason ${code}`, fr: `motif ${code}` }), standing: () => undefined,
};
/** Fictitious. */
const event = (action: AuditAction, change: Partial<AuditEvent> = {}): PatientEvent => ({
  id: '7-77', action, outcome: 'success', occurredAtMs: Date.UTC(2026, 10, 3, 19, 7), sessionId: 'secret-session', clientAddress: '192.0.2.44', rule: 'role:physician', purposeOfUse: 'TREAT',
  actor: { userId: 'internal-id', displayName: 'Dr. Exemple', roles: ['physician'], organizationId: 'North' }, patient: { key: 'secret-key', sealed: 'secret' }, ...change,
});
const shown = (custodianId = 'South', itemCount = 1) => ({ custodians: [{ custodianId, sourceId: 'south-fhir', itemCount, use: 'collection' as const }] });
const tell = (language: Language, ...events: readonly PatientEvent[]): readonly string[] => patientSentences(accessLine('7-77', events, { kind: 'collections', organizationId: 'North' })!, language, names);

describe('what a patient is told of an access', () => {
  it('begins with when and who, in the words and the time of the province', () => {
    expect(tell('en', event('patient-opened'), event('records-shown', { ...shown('South', 3), details: { kinds: 'report lab' } }))).toEqual(['On November 3, 2026 at 14:07, Dr. Exemple (physician, North Hospital) looked at your record.', 'They saw a list of your records (reports and lab results), held by South Hospital.']);
    expect(tell('en', event('access-refused', { outcome: 'refused' }))[0]).toContain('asked to see your record.');
    expect(tell('fr', event('patient-opened'))[0]).toMatch(/^Le 3 novembre 2026 à 14 h 07, Dr\. Exemple \(médecin, Hôpital North\) a ouvert votre dossier\.$/);
  });

  it.each([
    ['a record that was read', [event('report-opened', { ...shown(), objects: ['south-fhir/lab/1'] }), event('report-opened', { ...shown(), objects: ['south-fhir/lab/2'] })], 'They opened and read 2 lab results, held by South Hospital.'],
    ['images, launched and seen, as one exam', [event('study-launched', { ...shown('South', 200), objects: ['1.2.3'] }), event('images-shown', { ...shown(), objects: ['1.2.3'] })], 'They looked at the images of 1 imaging exam, held by South Hospital.'],
    ['paper', [event('printed')], 'They printed something from your record.'],
    ['a file', [event('exported')], 'They saved something from your record as a file.'],
    ['a refusal for want of a connection', [event('access-refused', { outcome: 'refused', rule: 'reason-required' })], 'The system refused to show something, because nothing connected them with your care at that moment. What was refused was not shown.'],
    ['an override', [event('override-started', { purposeOfUse: 'BTG', details: { ground: 'express-consent' } })], 'You had restricted access to information about you, and they went past that restriction. The law allows this on certain grounds only. The ground they stated: you, or the person who decides for you, had expressly agreed. It is written down each time and you are entitled to be told.'],
    ['a reason that was stated', [event('patient-opened', { details: { relationship: 'stated', statedReason: 'care' } })], 'The reason they gave: reason care.'],
    ['no reason at all', [event('patient-opened', { details: { relationship: 'missing' } })], 'The system found no connection with your care, and they gave no reason.'],
  ] as const)('says %s', (_, events, sentence) => {
    expect(tell('en', ...events)).toContain(sentence);
    expect(tell('fr', ...events)).toHaveLength(tell('en', ...events).length);
  });

  it('tells a search that showed who they are from one that showed nothing', () => {
    expect(tell('en', event('patient-search', shown()))[0]).toContain('saw your name, birth date or other identifying details');
    expect(tell('en', event('patient-search'))[0]).toContain('searched for you and did not open your record');
  });

  it('says of a refusal by consent no more than of any other, and never whose record it was', () => {
    const byConsent = event('access-refused', { outcome: 'refused', rule: 'consent-blocked', custodians: [{ custodianId: 'Closed', sourceId: 'closed', itemCount: 0, use: 'collection' }], consentBlockedSourceIds: ['closed'] });
    expect(tell('en', byConsent)).toEqual(tell('en', event('access-refused', { outcome: 'refused', rule: 'role-does-not-permit' })));
    expect(tell('en', byConsent).join(' ')).not.toMatch(/closed|consent/i);
  });

  it('has as many sentences in French as in English, none empty, and no word from inside', () => {
    const anyEvent = fc.record({
      action: fc.constantFrom<AuditAction>('patient-search', 'patient-opened', 'records-shown', 'report-opened', 'study-launched', 'images-shown', 'printed', 'exported', 'access-refused', 'override-started', 'relationship-stated'),
      outcome: fc.constantFrom('success', 'refused', 'failure'), rule: fc.constantFrom('reason-required', 'consent-blocked', 'role:physician'), object: fc.constantFrom(...RECORD_KINDS),
      items: fc.nat(3), relationshipKind: fc.option(fc.constantFrom(...RELATIONSHIP_KINDS)), statedReason: fc.option(fc.constant('care')), ground: fc.constantFrom('express-consent', 'harm-to-patient', 'harm-to-others', 'new-ground'),
    });
    fc.assert(fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 6 }), (events) => {
      const all = events.map(({ action, outcome, rule, object, items, relationshipKind, statedReason, ground }) => event(action, {
        outcome: outcome as AuditEvent['outcome'], rule, ...shown('South', items), objects: [`south-fhir/${object}/1`], details: { kinds: object, ground, relationship: relationshipKind ? 'found' : 'stated', ...(relationshipKind && { relationshipKind }), ...(statedReason && { statedReason }) },
      }));
      const [english, french] = [tell('en', ...all), tell('fr', ...all)];
      expect(french).toHaveLength(english.length);
      for (const sentence of [...english, ...french]) {
        expect(sentence.trim()).not.toBe('');
        expect(sentence).not.toMatch(/undefined|internal-id|south-fhir|secret|192\.0|role:|7-77|TREAT|BTG/);
      }
    }));
    expect(WORDS.fr.columns).toHaveLength(WORDS.en.columns.length);
  });
});
