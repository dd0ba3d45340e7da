import type { StudyContent, StudyModality } from '../imaging/sandbox-study.js';

/** An examination that the province's sites perform. */
export interface Exam {
  readonly modality: StudyModality;
  /** Older rooms still make computed radiographs. */
  readonly alternativeModality?: StudyModality;
  /** DICOM Body Part Examined. */
  readonly bodyPart: string;
  readonly bodySite: { readonly en: string; readonly fr: string; readonly snomed: string };
  readonly paired: boolean;
  /** What a site's own catalogue calls it. `{side}` stands for the side in words. */
  readonly title: { readonly en: string; readonly fr: string };
  readonly localCode: string;
  /** LOINC where the exam has a code that fits; 18748-4 "Diagnostic imaging study" otherwise. */
  readonly loinc: string;
  readonly series: readonly { readonly description: string; readonly instances: number; readonly frames?: number }[];
  readonly content: StudyContent;
}

export const EXAMS = {
  'xr-wrist': {
    modality: 'DX', alternativeModality: 'CR', bodyPart: 'WRIST', bodySite: { en: 'Wrist', fr: 'Poignet', snomed: '8205005' }, paired: true, localCode: 'XWRI3', loinc: '18748-4', content: 'wrist',
    title: { en: 'XR wrist {side}, 3 views', fr: 'Radiographie du poignet {side}, 3 incidences' },
    series: [{ description: 'PA', instances: 1 }, { description: 'Oblique', instances: 1 }, { description: 'Lateral', instances: 1 }],
  },
  'xr-hand': {
    modality: 'DX', alternativeModality: 'CR', bodyPart: 'HAND', bodySite: { en: 'Hand', fr: 'Main', snomed: '85562004' }, paired: true, localCode: 'XHAN2', loinc: '18748-4', content: 'hand',
    title: { en: 'XR hand {side}, 2 views', fr: 'Radiographie de la main {side}, 2 incidences' },
    series: [{ description: 'PA', instances: 1 }, { description: 'Oblique', instances: 1 }],
  },
  'xr-knee': {
    modality: 'DX', alternativeModality: 'CR', bodyPart: 'KNEE', bodySite: { en: 'Knee', fr: 'Genou', snomed: '72696002' }, paired: true, localCode: 'XKNE2', loinc: '18748-4', content: 'knee',
    title: { en: 'XR knee {side}, 2 views', fr: 'Radiographie du genou {side}, 2 incidences' },
    series: [{ description: 'AP', instances: 1 }, { description: 'Lateral', instances: 1 }],
  },
  'xr-chest': {
    modality: 'DX', alternativeModality: 'CR', bodyPart: 'CHEST', bodySite: { en: 'Chest', fr: 'Thorax', snomed: '51185008' }, paired: false, localCode: 'XCHE2', loinc: '36643-5', content: 'chest',
    title: { en: 'XR chest, PA and lateral', fr: 'Radiographie pulmonaire, PA et latérale' },
    series: [{ description: 'PA', instances: 1 }, { description: 'Lateral', instances: 1 }],
  },
  'ct-chest': {
    modality: 'CT', bodyPart: 'CHEST', bodySite: { en: 'Chest', fr: 'Thorax', snomed: '51185008' }, paired: false, localCode: 'CCHE', loinc: '24627-2', content: 'ct-chest',
    title: { en: 'CT chest without contrast', fr: 'TDM du thorax sans contraste' },
    series: [{ description: 'Axial 5 mm soft tissue', instances: 32 }],
  },
  'ct-head': {
    modality: 'CT', bodyPart: 'HEAD', bodySite: { en: 'Head', fr: 'Tête', snomed: '69536005' }, paired: false, localCode: 'CHEA', loinc: '24725-4', content: 'ct-head',
    title: { en: 'CT head without contrast', fr: 'TDM de la tête sans contraste' },
    series: [{ description: 'Axial 5 mm brain', instances: 28 }],
  },
  'mr-brain': {
    modality: 'MR', bodyPart: 'BRAIN', bodySite: { en: 'Brain', fr: 'Cerveau', snomed: '12738006' }, paired: false, localCode: 'MBRA', loinc: '24590-2', content: 'mr-brain',
    title: { en: 'MR brain without contrast', fr: 'IRM cérébrale sans contraste' },
    series: [{ description: 'Axial T1', instances: 20 }, { description: 'Axial T2 FLAIR', instances: 20 }],
  },
  'us-abdomen': {
    modality: 'US', bodyPart: 'ABDOMEN', bodySite: { en: 'Abdomen', fr: 'Abdomen', snomed: '818983003' }, paired: false, localCode: 'UABD', loinc: '24558-9', content: 'us-abdomen',
    title: { en: 'US abdomen, complete', fr: 'Échographie abdominale complète' },
    series: [{ description: 'Stills', instances: 3 }, { description: 'Liver sweep', instances: 1, frames: 24 }],
  },
} as const satisfies Record<string, Exam>;

export type ExamKey = keyof typeof EXAMS;

export function examOf(key: string): Exam {
  const exam = (EXAMS as Record<string, Exam>)[key];
  if (!exam) throw new Error('No such examination in the catalogue.');
  return exam;
}

/** The exam's title in words, with its side. */
export function titleOf(key: string, language: 'en' | 'fr', laterality?: 'L' | 'R'): string {
  return withSide(examOf(key).title[language], key, language, laterality);
}

/** Puts the side into a text that has `{side}`: French agrees with the body part. */
export function withSide(text: string, key: string, language: 'en' | 'fr', laterality?: 'L' | 'R'): string {
  const side = laterality === undefined ? '' : SIDES[language === 'en' ? 'en' : key === 'xr-hand' ? 'frFeminine' : 'fr'][laterality];
  return text.replaceAll('{side}', side);
}

const SIDES = { en: { L: 'left', R: 'right' }, fr: { L: 'gauche', R: 'droit' }, frFeminine: { L: 'gauche', R: 'droite' } };
