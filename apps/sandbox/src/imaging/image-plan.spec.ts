import { describe, expect, it } from '@jest/globals';
import { EXAMS } from '../generator/exams.js';
import { fictitiousStudy } from './fictitious-study.js';
import { planImage } from './image-plan.js';
import type { SandboxStudy, StudyContent } from './sandbox-study.js';

function studyOf(content: StudyContent, descriptions: readonly string[]): SandboxStudy {
  const study = fictitiousStudy(content, { content, modality: 'DX', images: descriptions.map(() => 1) });
  return { ...study, series: study.series.map((series, i) => ({ ...series, description: descriptions[i]! })) };
}
const viewsOf = (study: SandboxStudy) => study.series.map((_, i) => planImage(study, i, 0).view);

describe('the projection that a radiograph is drawn in', () => {
  it.each([['xr-wrist', 'wrist'], ['xr-wrist', 'wrist-fracture'], ['xr-hand', 'hand'], ['xr-knee', 'knee'], ['xr-chest', 'chest']] as const)('is what each series of %s with the content %s is called', (exam, content) => {
    const descriptions = EXAMS[exam].series.map(({ description }) => description);
    expect(viewsOf(studyOf(content, descriptions))).toEqual(descriptions.map((description) => description.toUpperCase()));
  });

  it('is found in other words and another order, in both languages', () => {
    expect(viewsOf(studyOf('wrist', ['Poignet de profil', 'Incidence PA', 'Incidence oblique']))).toEqual(['LATERAL', 'PA', 'OBLIQUE']);
    expect(viewsOf(studyOf('knee', ['Genou, latérale', 'Genou AP']))).toEqual(['LATERAL', 'AP']);
  });

  it('goes through all of them where the series say nothing', () => {
    expect(viewsOf(studyOf('wrist', ['1', '2', '3', '4']))).toEqual(['PA', 'OBLIQUE', 'LATERAL', 'PA']);
  });
});
