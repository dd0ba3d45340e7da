import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PatientEvent } from './access.js';
import { onSide, type ShownItems, type Viewpoint } from './side.js';

const ORGANIZATIONS = ['north', 'south', 'clinic', 'office'] as const;
const sum = (shown: readonly ShownItems[]): number => shown.reduce((total, { itemCount }) => total + itemCount, 0);

/** Events as the product writes them: a custodian's own people use, others collect. Fictitious. */
const anyEvent: fc.Arbitrary<PatientEvent> = fc.record({
  organizationId: fc.option(fc.constantFrom(...ORGANIZATIONS), { nil: undefined }),
  action: fc.constantFrom('patient-search', 'patient-opened', 'records-shown', 'report-opened', 'study-launched', 'images-shown', 'printed', 'exported', 'access-refused', 'relationship-stated', 'override-started', 'override-ended', 'launch-ended'),
  outcome: fc.constantFrom('success', 'refused', 'failure'),
  lines: fc.array(fc.record({ custodianId: fc.constantFrom(...ORGANIZATIONS), sourceId: fc.constantFrom('fhir', 'repository'), itemCount: fc.nat(50) }), { maxLength: 5 }),
  hiddenCount: fc.nat(3), objects: fc.array(fc.constantFrom('fhir/report/1', 'repository/report/2'), { maxLength: 2 }),
}).map(({ organizationId, action, outcome, lines, hiddenCount, objects }) => ({
  id: '1-1', action, outcome, occurredAtMs: 0, actor: { userId: 'somebody', displayName: 'Some Body', roles: ['nurse'], ...(organizationId !== undefined && { organizationId }) },
  patient: { key: 'patient', sealed: '' }, objects, details: { hiddenCount },
  custodians: lines.map((line) => ({ ...line, use: line.custodianId === organizationId ? 'use' as const : 'collection' as const })),
}));
const seenBy = (viewpoint: Viewpoint, events: readonly PatientEvent[]): readonly ShownItems[] => events.flatMap((event) => onSide(viewpoint, event)?.shown ?? []);
const of = (use: ShownItems['use'], shown: readonly ShownItems[]) => shown.filter((one) => one.use === use);

describe('the two sides of the log', () => {
  it('hold each shown item in the reports of exactly the organizations that are entitled to it', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
      for (const event of events) {
        for (const line of event.custodians!.filter(({ itemCount }) => itemCount > 0)) {
          const holders = ORGANIZATIONS.flatMap((organizationId) => (['collections', 'disclosures'] as const).filter((kind) => onSide({ kind, organizationId }, event)?.shown.includes(line)).map((kind) => `${kind} of ${organizationId}`));
          const actingFor = event.actor.organizationId;
          expect(holders.sort()).toEqual([
            ...(actingFor === undefined ? [] : [`collections of ${actingFor}`]), ...(line.use === 'collection' ? [`disclosures of ${line.custodianId}`] : []),
          ].sort());
        }
      }
    }));
  });

  it('add up: what all collected is what all disclosed, and with the uses it is everything that was shown', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 12 }), (all) => {
      const acting = all.filter(({ actor }) => actor.organizationId !== undefined);
      const everything = sum(acting.flatMap(({ custodians }) => custodians!));
      const collections = ORGANIZATIONS.flatMap((organizationId) => seenBy({ kind: 'collections', organizationId }, acting));
      const disclosures = ORGANIZATIONS.flatMap((organizationId) => seenBy({ kind: 'disclosures', organizationId }, acting));
      expect(sum(of('collection', collections))).toBe(sum(disclosures));
      expect(of('use', disclosures)).toEqual([]);
      expect(sum(of('use', collections)) + sum(disclosures)).toBe(everything);
      // Whoever acted for nobody collected all the same: the custodian and the program office see it.
      expect(sum(seenBy({ kind: 'collections' }, all))).toBe(sum(all.flatMap(({ custodians }) => custodians!)));
      expect(sum(seenBy({ kind: 'disclosures' }, all))).toBe(sum(of('collection', all.flatMap(({ custodians }) => custodians!))));
    }));
  });

  it('tell a custodian nothing of what others held', () => {
    fc.assert(fc.property(anyEvent, fc.constantFrom(...ORGANIZATIONS), (event, organizationId) => {
      const seen = onSide({ kind: 'disclosures', organizationId }, event);
      if (!seen) return;
      expect(event.actor.organizationId).not.toBe(organizationId);
      expect(seen.shown.every(({ custodianId }) => custodianId === organizationId)).toBe(true);
      expect(seen.withheldCount).toBe(0);
      if (event.custodians!.some(({ custodianId }) => custodianId !== organizationId)) expect(seen.objects).toEqual([]);
    }), { numRuns: 1_000 });
  });

  it('name a record that an override merely opened to its custodian and to nobody else', () => {
    const started: PatientEvent = {
      id: '1-1', action: 'override-started', outcome: 'success', occurredAtMs: 0, actor: { userId: 'somebody', displayName: 'Some Body', roles: ['physician'], organizationId: 'clinic' }, patient: { key: 'patient', sealed: '' },
      custodians: [{ custodianId: 'north', sourceId: 'fhir', itemCount: 0, use: 'collection' }],
    };
    expect(onSide({ kind: 'disclosures', organizationId: 'north' }, started)?.shown).toHaveLength(1);
    for (const viewpoint of [{ kind: 'collections', organizationId: 'clinic' }, { kind: 'collections' }, { kind: 'disclosures' }, { kind: 'disclosures', organizationId: 'south' }] as const) expect(onSide(viewpoint, started)?.shown ?? []).toEqual([]);
  });
});
