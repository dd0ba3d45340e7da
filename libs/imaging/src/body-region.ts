import type { Coding } from '@longview/clinical-model';

// Anatomic regions with their SNOMED CT codes (DICOM PS3.16 CID 4031 and table L-1) and the words that reports and orders use
// for them in English and French. A site that is not here is compared by its own words.
const REGIONS: readonly (readonly [region: string, snomed: readonly string[], words: readonly string[]])[] = [
  ['head', ['69536005', '12738006', '89546000'], ['head', 'brain', 'skull', 'tete', 'crane', 'cerveau', 'cerebral']],
  ['neck', ['45048000'], ['neck', 'cou']],
  ['chest', ['51185008', '816094009'], ['chest', 'thorax', 'lung', 'lungs', 'poumon', 'poumons', 'thoracique', 'poitrine']],
  ['heart', ['80891009'], ['heart', 'cardiac', 'coeur', 'cardiaque']],
  ['breast', ['76752008'], ['breast', 'breasts', 'mammary', 'sein', 'seins', 'mammaire']],
  ['abdomen', ['818981001', '818983003', '113345001'], ['abdomen', 'abdominal', 'ventre']],
  ['pelvis', ['12921003', '816092008'], ['pelvis', 'pelvic', 'bassin', 'pelvien']],
  ['cervical-spine', ['122494005'], ['cervical spine', 'c spine', 'cspine', 'colonne cervicale', 'rachis cervical']],
  ['thoracic-spine', ['122495006'], ['thoracic spine', 't spine', 'tspine', 'dorsal spine', 'colonne dorsale', 'colonne thoracique', 'rachis dorsal']],
  ['lumbar-spine', ['122496007', '297173004'], ['lumbar spine', 'l spine', 'lspine', 'lumbosacral spine', 'colonne lombaire', 'rachis lombaire']],
  ['shoulder', ['16982005'], ['shoulder', 'epaule']],
  ['upper-arm', ['40983000', '85050009'], ['upper arm', 'humerus', 'bras']],
  ['elbow', ['16953009', '76248009'], ['elbow', 'coude']],
  ['forearm', ['14975008'], ['forearm', 'radius', 'ulna', 'avant bras', 'avantbras']],
  ['wrist', ['8205005', '74670003'], ['wrist', 'carpus', 'poignet', 'carpe']],
  ['hand', ['85562004'], ['hand', 'main']],
  ['finger', ['7569003', '76505004'], ['finger', 'thumb', 'doigt', 'pouce']],
  ['hip', ['29836001', '24136001'], ['hip', 'hanche']],
  ['thigh', ['68367000', '71341001'], ['thigh', 'femur', 'upper leg', 'cuisse']],
  ['knee', ['72696002'], ['knee', 'genou']],
  ['lower-leg', ['30021000'], ['lower leg', 'leg', 'tibia', 'fibula', 'jambe', 'perone']],
  ['ankle', ['344001', '70258002'], ['ankle', 'cheville']],
  ['foot', ['56459004', '29707007'], ['foot', 'toe', 'pied', 'orteil']],
  ['kidney', ['64033007'], ['kidney', 'kidneys', 'renal', 'rein', 'reins']],
  ['liver', ['10200004'], ['liver', 'hepatic', 'foie', 'hepatique']],
  ['uterus', ['35039007'], ['uterus', 'obstetric', 'uterine', 'obstetrique']],
];
const SIDES = /\b(?:left|right|bilateral|both|gauche|gauches|droite?|droits|bilaterale?|les deux|lt|rt)\b/g;

/** One name for a place of the body, however a site codes or spells it; `undefined` when the study does not say. */
export function bodyRegionOf(site: Coding | undefined): string | undefined {
  if (!site) return undefined;
  const byCode = site.code === undefined ? undefined : REGIONS.find(([, codes]) => codes.includes(site.code!));
  if (byCode) return byCode[0];
  const words = site.text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replace(/[^\p{L}\p{N}]+/gu, ' ').replace(SIDES, ' ').replace(/\s+/g, ' ').trim();
  if (words === '') return undefined;
  return REGIONS.find(([, , names]) => names.includes(words))?.[0] ?? words;
}
