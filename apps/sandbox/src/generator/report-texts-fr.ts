import type { ExamKey } from './exams.js';
import type { ReportText } from './report-texts-en.js';

/** The same in French, written for itself rather than translated line by line. */
export const REPORT_TEXTS_FR: Readonly<Record<ExamKey, readonly ReportText[]>> = {
  'xr-wrist': [
    {
      indication: 'Chute sur la main {side} en extension. Douleur et œdème du poignet.',
      technique: 'Poignet {side}, trois incidences.',
      findings: 'Fracture transversale du radius distal, à environ 2 cm de l’interligne, avec légère bascule dorsale du fragment distal. Pas d’extension intra-articulaire. Styloïde ulnaire intacte. Alignement du carpe préservé. Tuméfaction des tissus mous dorsaux.',
      impression: 'Fracture extra-articulaire du radius distal, poignet {side}, avec légère bascule dorsale.', content: 'wrist-fracture',
    },
    {
      indication: 'Douleur au poignet {side} sans traumatisme.',
      technique: 'Poignet {side}, trois incidences.',
      findings: 'Absence de fracture ou de luxation. Interlignes articulaires conservés. Tissus mous sans particularité.',
      impression: 'Radiographies du poignet {side} dans les limites de la normale.',
    },
  ],
  'xr-hand': [
    {
      indication: 'Raideur des petites articulations de la main {side}.',
      technique: 'Main {side}, incidences PA et oblique.',
      findings: 'Pincement léger et ostéophytes marginaux aux interphalangiennes distales. Pas d’érosion. Minéralisation osseuse normale pour l’âge.',
      impression: 'Arthrose légère des interphalangiennes distales. Aucun signe d’arthropathie érosive.',
    },
  ],
  'xr-knee': [
    {
      indication: 'Gonalgie {side} chronique, augmentée dans les escaliers.',
      technique: 'Genou {side} en charge, incidences AP et latérale.',
      findings: 'Pincement modéré du compartiment interne avec sclérose sous-chondrale et ostéophytes. Petit épanchement articulaire. Pas de fracture.',
      impression: 'Gonarthrose interne modérée du genou {side} avec petit épanchement.',
    },
  ],
  'xr-chest': [
    {
      indication: 'Toux et fièvre depuis cinq jours.',
      technique: 'Incidences PA et latérale.',
      findings: 'Opacité alvéolaire du lobe inférieur droit. Pas d’épanchement pleural. Silhouette cardiaque et médiastin normaux. Pas de pneumothorax.',
      impression: 'Pneumonie du lobe inférieur droit. Un contrôle dans six semaines est suggéré.',
    },
    {
      indication: 'Bilan préopératoire.',
      technique: 'Incidences PA et latérale.',
      findings: 'Plages pulmonaires claires. Cœur de taille normale. Pas d’épanchement pleural. Discrets changements dégénératifs du rachis dorsal.',
      impression: 'Pas de lésion cardiopulmonaire aiguë.',
    },
  ],
  'ct-chest': [
    {
      indication: 'Nodule à la radiographie pulmonaire. Ancien fumeur.',
      technique: 'Acquisition hélicoïdale sans produit de contraste.',
      findings: 'Nodule solide de 7 mm du lobe supérieur droit, à contours réguliers. Granulomes calcifiés du lobe inférieur gauche. Pas d’adénopathie médiastinale. Emphysème léger.',
      impression: '1. Nodule solide de 7 mm du lobe supérieur droit : TDM de contrôle dans 6 à 12 mois.\n2. Emphysème léger.',
    },
  ],
  'ct-head': [
    {
      indication: 'Chute avec impact crânien. Sous anticoagulant.',
      technique: 'Acquisition axiale sans contraste.',
      findings: 'Pas d’hémorragie intracrânienne. Pas d’effet de masse ni de déviation de la ligne médiane. Atrophie corticale en rapport avec l’âge. Pas de fracture.',
      impression: 'Pas d’hémorragie intracrânienne aiguë ni de fracture du crâne.',
    },
  ],
  'mr-brain': [
    {
      indication: 'Céphalées d’apparition récente.',
      technique: 'Séquences T1, T2, FLAIR et diffusion sans gadolinium.',
      findings: 'Pas de restriction de la diffusion. Quelques foyers punctiformes d’hypersignal T2 frontaux non spécifiques. Ventricules de taille normale. Pas de masse.',
      impression: 'Pas d’anomalie aiguë. Foyers non spécifiques de la substance blanche.',
    },
  ],
  'us-abdomen': [
    {
      indication: 'Douleur à l’hypochondre droit après les repas.',
      technique: 'Examen en mode B et Doppler couleur.',
      findings: 'Plusieurs calculs vésiculaires mobiles, jusqu’à 9 mm. Paroi vésiculaire fine. Cholédoque de 4 mm. Foie, rate et reins sans particularité.',
      impression: 'Lithiase vésiculaire sans signe de cholécystite.',
    },
  ],
};
