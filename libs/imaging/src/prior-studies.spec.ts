import { describe, expect, it } from '@jest/globals';
import { bodyRegionOf } from './body-region.js';
import { rankPriors, type PriorFacts } from './prior-studies.js';

const study = (studyInstanceUid: string, day: string | undefined, modality: string, site?: string, laterality?: 'left' | 'right'): PriorFacts => ({
  studyInstanceUid, modalities: [modality],
  ...(day && { time: { local: day, instantMs: Date.parse(day) } }), ...(site && { bodySite: { text: site } }), ...(laterality && { laterality }),
});
const current = study('1.1', '2026-05-01', 'CR', 'Wrist', 'left');
const order = (...others: PriorFacts[]) => rankPriors(current, others).map(({ study: { studyInstanceUid } }) => studyInstanceUid);

describe('priors', () => {
  it('come with the same body site first, then the same modality, then the newest', () => {
    expect(order(
      study('1.2', '2026-04-01', 'CT', 'Chest'), study('1.3', '2020-01-01', 'CR', 'Chest'), study('1.4', '2024-01-01', 'CR', 'Chest'),
      study('1.5', '2019-01-01', 'MR', 'Wrist'), study('1.6', '2018-01-01', 'CR', 'Wrist'), study('1.7', '2025-01-01', 'MR', 'Wrist'),
    )).toEqual(['1.6', '1.7', '1.5', '1.4', '1.3', '1.2']);
  });

  it('are neither the study itself nor later ones', () => {
    expect(order(current, study('1.2', '2026-05-02', 'CR', 'Wrist'), study('1.3', '2026-05-01', 'CR', 'Wrist'))).toEqual(['1.3']);
  });

  it('without a time come last among their like', () => {
    expect(order(study('1.2', undefined, 'CR', 'Wrist'), study('1.3', '2001-01-01', 'CR', 'Wrist'), study('1.4', '2025-01-01', 'CR', 'Knee'))).toEqual(['1.3', '1.2', '1.4']);
  });

  it('of the other side are not of the same body site; one that names no side may be', () => {
    const ranked = rankPriors(current, [study('1.2', '2025-01-01', 'CR', 'Wrist', 'right'), study('1.3', '2024-01-01', 'CR', 'Wrist')]);
    expect(ranked.map(({ study: { studyInstanceUid }, isSameBodySite }) => [studyInstanceUid, isSameBodySite])).toEqual([['1.3', true], ['1.2', false]]);
  });

  it('of a study that names no body site share none', () => {
    expect(rankPriors(study('1.1', '2026-05-01', 'CR'), [study('1.2', '2025-01-01', 'CR')])[0]?.isSameBodySite).toBe(false);
  });
});

describe('a body region', () => {
  it.each([['Wrist', 'Poignet gauche'], ['CHEST', 'Thorax'], ['Left knee', 'genou droit'], ['Tête', 'HEAD'], ['Lumbar spine', 'Colonne lombaire'], ['Cœur', 'heart']])('is one for %s and %s', (a, b) => {
    expect(bodyRegionOf({ text: a })).toBe(bodyRegionOf({ text: b }));
  });

  it.each([['Hand', 'Wrist'], ['Upper arm', 'Forearm'], ['Cervical spine', 'Lumbar spine'], ['Foot', 'Leg'], ['Sinus', 'Orbit']])('is not one for %s and %s', (a, b) => {
    expect(bodyRegionOf({ text: a })).not.toBe(bodyRegionOf({ text: b }));
  });

  it('follows the code where a site sends one', () => {
    expect(bodyRegionOf({ text: 'POIGNET', system: 'http://snomed.info/sct', code: '8205005' })).toBe(bodyRegionOf({ text: 'Wrist' }));
  });

  it('stays the site’s own words where nobody knows them, and nothing where there are none', () => {
    expect(bodyRegionOf({ text: 'Left Parotid Gland' })).toBe('parotid gland');
    expect(bodyRegionOf({ text: ' Left ' })).toBeUndefined();
  });
});
