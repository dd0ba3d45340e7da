import type { SandboxStudy, StudyContent, StudyModality } from './sandbox-study.js';

export type RadiographView = 'PA' | 'AP' | 'LATERAL' | 'OBLIQUE';
export type MrWeighting = 'T1' | 'T2' | 'FLAIR';

/** Everything about one image that can be known without drawing it. */
export interface ImagePlan {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  /** Distance between pixel centres, the same in both directions. */
  readonly pixelSpacingMm: number;
  readonly pixels: 'uint8' | 'uint16' | 'int16';
  readonly bitsStored: 8 | 12 | 16;
  readonly windows: readonly { readonly center: number; readonly width: number; readonly explanation?: string }[];
  /** For radiographs: which projection. */
  readonly view?: RadiographView;
  /** For MR: which contrast. */
  readonly weighting?: MrWeighting;
  /** For CT and MR: where the slice lies; `positionMm` grows towards the head. */
  readonly slice?: { readonly positionMm: number; readonly thicknessMm: number };
}

/** The projections each part is drawn in. Images of a series whose description names none get them in this order. */
const VIEWS: Partial<Record<StudyContent, readonly RadiographView[]>> = {
  'wrist-fracture': ['PA', 'OBLIQUE', 'LATERAL'],
  wrist: ['PA', 'OBLIQUE', 'LATERAL'],
  hand: ['PA', 'OBLIQUE'],
  knee: ['AP', 'LATERAL'],
  chest: ['PA', 'LATERAL'],
};

const RADIOGRAPH_SIZES: Partial<Record<StudyContent, { rows: number; columns: number; pixelSpacingMm: number }>> = {
  'wrist-fracture': { rows: 800, columns: 560, pixelSpacingMm: 0.25 },
  wrist: { rows: 800, columns: 560, pixelSpacingMm: 0.25 },
  hand: { rows: 960, columns: 720, pixelSpacingMm: 0.25 },
  knee: { rows: 900, columns: 640, pixelSpacingMm: 0.3 },
  chest: { rows: 880, columns: 800, pixelSpacingMm: 0.5 },
};

/** The span along the body that a volume covers, feet to head, in the phantom's own millimetres. */
const VOLUME_SPANS_MM: Partial<Record<StudyContent, readonly [number, number]>> = {
  'ct-chest': [-150, 130],
  'ct-head': [-52, 84],
  'mr-brain': [-46, 78],
};

const CONTENT_BY_MODALITY: Record<StudyModality, readonly StudyContent[]> = {
  DX: ['wrist-fracture', 'wrist', 'hand', 'knee', 'chest'],
  CR: ['wrist-fracture', 'wrist', 'hand', 'knee', 'chest'],
  CT: ['ct-chest', 'ct-head'],
  MR: ['mr-brain'],
  US: ['us-abdomen'],
};

/** Throws when a study's modality cannot show its content: a slip in the sandbox's own data. */
export function assertDrawable(study: SandboxStudy): void {
  if (!CONTENT_BY_MODALITY[study.modality].includes(study.content)) {
    throw new Error('A sandbox study asks for a content its modality does not show.', { cause: `${study.modality} ${study.content}` });
  }
}

/** Plans one image of a study; the indexes count from 0 in the order of the study's series and instances. */
export function planImage(study: SandboxStudy, seriesIndex: number, instanceIndex: number): ImagePlan {
  const series = study.series[seriesIndex];
  if (!series || instanceIndex >= series.instances.length) throw new RangeError('The study has no such image.');
  if (study.modality === 'US') {
    return { rows: 480, columns: 640, frames: series.frames ?? 1, pixelSpacingMm: 0.4, pixels: 'uint8', bitsStored: 8, windows: [{ center: 128, width: 256 }] };
  }
  if (study.modality === 'CT' || study.modality === 'MR') {
    const slice = sliceOf(study.content, instanceIndex, series.instances.length);
    if (study.modality === 'MR') {
      return {
        rows: 256, columns: 256, frames: 1, pixelSpacingMm: 0.9, pixels: 'uint16', bitsStored: 12,
        windows: [{ center: 600, width: 1200 }], weighting: weightingOf(series.description), slice,
      };
    }
    const isHead = study.content === 'ct-head';
    return {
      rows: isHead ? 320 : 384, columns: isHead ? 320 : 384, frames: 1, pixelSpacingMm: isHead ? 0.72 : 0.96, pixels: 'int16', bitsStored: 16, slice,
      windows: isHead
        ? [{ center: 40, width: 80, explanation: 'BRAIN' }, { center: 500, width: 2500, explanation: 'BONE' }]
        : /lung|poumon/i.test(series.description)
          ? [{ center: -600, width: 1500, explanation: 'LUNG' }, { center: 40, width: 400, explanation: 'MEDIASTINUM' }]
          : [{ center: 40, width: 400, explanation: 'MEDIASTINUM' }, { center: -600, width: 1500, explanation: 'LUNG' }],
    };
  }
  const views = VIEWS[study.content] ?? [];
  const imagesBefore = study.series.slice(0, seriesIndex).reduce((count, { instances }) => count + instances.length, 0);
  const size = RADIOGRAPH_SIZES[study.content];
  const view = views.find((one) => VIEW_WORDS[one].test(series.description)) ?? views[(imagesBefore + instanceIndex) % views.length];
  if (!size || !view) throw new RangeError('The study asks for a content its modality does not show.');
  return { ...size, frames: 1, pixels: 'uint16', bitsStored: 12, windows: [{ center: 2048, width: 4096 }], view };
}

/** What a series in either language is called when it holds the projection. */
const VIEW_WORDS: Record<RadiographView, RegExp> = { PA: /\bPA\b/, AP: /\bAP\b/, OBLIQUE: /oblique/i, LATERAL: /lat[eé]ral|\blat\b|profil/i };

function sliceOf(content: StudyContent, index: number, count: number): NonNullable<ImagePlan['slice']> {
  const [lowest, highest] = VOLUME_SPANS_MM[content] ?? [-100, 100];
  const thicknessMm = Math.round(((highest - lowest) / Math.max(count, 1)) * 100) / 100;
  return { positionMm: Math.round((lowest + (index + 0.5) * thicknessMm) * 100) / 100, thicknessMm };
}

function weightingOf(description: string): MrWeighting {
  if (/flair/i.test(description)) return 'FLAIR';
  return /t2/i.test(description) ? 'T2' : 'T1';
}

/** Bytes of the pixel data of a planned image, all frames. */
export function pixelBytes(plan: ImagePlan): number {
  return plan.rows * plan.columns * plan.frames * (plan.pixels === 'uint8' ? 1 : 2);
}
