import type { OutcomeFacts, SourceFacts } from '@longview/web-design-system';
import type { TimelineItem } from '../timeline-state.js';

let counter = 0;

/** A record of a fictitious person; `on` is its date, read as noon UTC for ordering. */
export function anItem({ on = '2026-11-19', sourceIds = ['a'], ...some }: Partial<Omit<TimelineItem, 'copies'>> & { readonly on?: string; readonly sourceIds?: readonly string[] } = {}): TimelineItem {
  const time = { __typename: 'ClinicalTime' as const, local: on, offset: null, instant: Date.parse(`${on.padEnd(10, '-01').slice(0, 10)}T12:00:00Z`) };
  const id = some.id ?? `item-${++counter}`;
  return {
    __typename: 'TimelineItem', id, kind: 'IMAGING_STUDY', status: 'FINAL', time, title: 'Wrist left, 3 views', language: null, reason: 'SINGLE', conflicts: [],
    copies: sourceIds.map((sourceId) => ({ __typename: 'RecordCopy', copyKey: `${id}-${sourceId}`, sourceId, siteName: null, status: 'FINAL', time, issued: null, title: 'Wrist left, 3 views', accession: null, numberOfSeries: null, numberOfInstances: null, hasImages: true, receivedAt: 0 })),
    studyInstanceUid: '1.2.3', modalities: ['DX'], bodySite: null, laterality: null, hasImages: true, studyItemId: null, category: null, performer: null, value: null, unit: null, referenceRange: null, interpretation: null, state: null, end: null,
    ...some,
  };
}

export function anOutcome(sourceId: string, state: OutcomeFacts['state'] = 'ANSWERED', some: Partial<OutcomeFacts> = {}): OutcomeFacts {
  return { sourceId, state, recordCount: 0, withheldCount: 0, failedKinds: [], elapsedMs: null, since: null, faultCode: null, ...some };
}

export function sourcesOf(...ids: readonly string[]): ReadonlyMap<string, SourceFacts> {
  return new Map(ids.map((id) => [id, { id, name: { __typename: 'LocalizedText', en: `Hospital ${id}`, fr: `Hôpital ${id}` }, city: null, phone: null, timeZone: 'America/Toronto', kinds: ['IMAGING_STUDY', 'REPORT', 'ALLERGY'], hasImages: true, isRepository: false, isEntitled: true }]));
}

export const inEnglish = { localized: (text: { readonly en: string }): string => text.en, nowMs: Date.parse('2026-11-22T12:00:00Z') };
