/** A laboratory test as Ontario laboratories report it: SI units, adult reference range. */
export interface LabTest {
  readonly loinc: string;
  readonly en: string;
  readonly fr: string;
  /** UCUM */
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  /** Where a healthy person's value lies, and how far it wanders. */
  readonly mean: number;
  readonly deviation: number;
  readonly decimals: number;
  readonly critical?: { readonly low?: number; readonly high?: number };
}

export const LAB_TESTS = {
  haemoglobin: { loinc: '718-7', en: 'Hemoglobin', fr: 'Hémoglobine', unit: 'g/L', low: 120, high: 160, mean: 138, deviation: 14, decimals: 0, critical: { low: 70 } },
  leukocytes: { loinc: '6690-2', en: 'Leukocytes', fr: 'Leucocytes', unit: '10*9/L', low: 4, high: 11, mean: 7.2, deviation: 2.4, decimals: 1 },
  platelets: { loinc: '777-3', en: 'Platelets', fr: 'Plaquettes', unit: '10*9/L', low: 150, high: 400, mean: 255, deviation: 65, decimals: 0, critical: { low: 20 } },
  sodium: { loinc: '2951-2', en: 'Sodium', fr: 'Sodium', unit: 'mmol/L', low: 135, high: 145, mean: 140, deviation: 3, decimals: 0, critical: { low: 120, high: 160 } },
  potassium: { loinc: '2823-3', en: 'Potassium', fr: 'Potassium', unit: 'mmol/L', low: 3.5, high: 5, mean: 4.3, deviation: 0.5, decimals: 1, critical: { low: 2.8, high: 6.2 } },
  creatinine: { loinc: '14682-9', en: 'Creatinine', fr: 'Créatinine', unit: 'umol/L', low: 50, high: 110, mean: 82, deviation: 22, decimals: 0 },
  glucose: { loinc: '14749-6', en: 'Glucose, random', fr: 'Glucose, au hasard', unit: 'mmol/L', low: 4, high: 11, mean: 6.4, deviation: 1.9, decimals: 1 },
  'haemoglobin-a1c': { loinc: '4548-4', en: 'Hemoglobin A1c', fr: 'Hémoglobine glyquée (A1c)', unit: '%', low: 4, high: 6, mean: 5.8, deviation: 0.9, decimals: 1 },
  alt: { loinc: '1742-6', en: 'Alanine aminotransferase (ALT)', fr: 'Alanine aminotransférase (ALT)', unit: 'U/L', high: 40, mean: 26, deviation: 11, decimals: 0 },
  tsh: { loinc: '3016-3', en: 'Thyrotropin (TSH)', fr: 'Thyréotropine (TSH)', unit: 'm[IU]/L', low: 0.32, high: 4, mean: 2.1, deviation: 1.1, decimals: 2 },
  'c-reactive-protein': { loinc: '1988-5', en: 'C-reactive protein', fr: 'Protéine C réactive', unit: 'mg/L', high: 8, mean: 5, deviation: 4, decimals: 1 },
  inr: { loinc: '6301-6', en: 'INR', fr: 'RIN', unit: '{INR}', low: 0.9, high: 1.2, mean: 1.05, deviation: 0.12, decimals: 1, critical: { high: 5 } },
} as const satisfies Record<string, LabTest>;

export const LAB_PANELS: readonly (readonly (keyof typeof LAB_TESTS)[])[] = [
  ['haemoglobin', 'leukocytes', 'platelets'],
  ['sodium', 'potassium', 'creatinine'],
  ['glucose', 'haemoglobin-a1c'],
  ['alt', 'c-reactive-protein'],
  ['tsh'],
];

export function labTestOf(key: string): LabTest {
  return entryOf<LabTest>(LAB_TESTS, key);
}

export interface Drug { readonly atc: string; readonly en: string; readonly fr: string; readonly dosage: { readonly en: string; readonly fr: string } }

export const DRUGS = {
  metformin: { atc: 'A10BA02', en: 'metformin 500 mg tablet', fr: 'metformine 500 mg, comprimé', dosage: { en: '1 tablet twice a day with meals', fr: '1 comprimé deux fois par jour aux repas' } },
  ramipril: { atc: 'C09AA05', en: 'ramipril 5 mg capsule', fr: 'ramipril 5 mg, capsule', dosage: { en: '1 capsule once a day', fr: '1 capsule une fois par jour' } },
  amlodipine: { atc: 'C08CA01', en: 'amlodipine 5 mg tablet', fr: 'amlodipine 5 mg, comprimé', dosage: { en: '1 tablet once a day', fr: '1 comprimé une fois par jour' } },
  atorvastatin: { atc: 'C10AA05', en: 'atorvastatin 20 mg tablet', fr: 'atorvastatine 20 mg, comprimé', dosage: { en: '1 tablet at bedtime', fr: '1 comprimé au coucher' } },
  levothyroxine: { atc: 'H03AA01', en: 'levothyroxine 75 mcg tablet', fr: 'lévothyroxine 75 mcg, comprimé', dosage: { en: '1 tablet in the morning on an empty stomach', fr: '1 comprimé le matin à jeun' } },
  salbutamol: { atc: 'R03AC02', en: 'salbutamol 100 mcg inhaler', fr: 'salbutamol 100 mcg, aérosol', dosage: { en: '2 puffs every 4 hours as needed', fr: '2 inhalations toutes les 4 heures au besoin' } },
  apixaban: { atc: 'B01AF02', en: 'apixaban 5 mg tablet', fr: 'apixaban 5 mg, comprimé', dosage: { en: '1 tablet twice a day', fr: '1 comprimé deux fois par jour' } },
  pantoprazole: { atc: 'A02BC02', en: 'pantoprazole 40 mg tablet', fr: 'pantoprazole 40 mg, comprimé', dosage: { en: '1 tablet before breakfast', fr: '1 comprimé avant le déjeuner' } },
  acetaminophen: { atc: 'N02BE01', en: 'acetaminophen 500 mg tablet', fr: 'acétaminophène 500 mg, comprimé', dosage: { en: '1 or 2 tablets every 6 hours as needed', fr: '1 ou 2 comprimés toutes les 6 heures au besoin' } },
  amoxicillin: { atc: 'J01CA04', en: 'amoxicillin 500 mg capsule', fr: 'amoxicilline 500 mg, capsule', dosage: { en: '1 capsule three times a day for 7 days', fr: '1 capsule trois fois par jour pendant 7 jours' } },
  sertraline: { atc: 'N06AB06', en: 'sertraline 50 mg tablet', fr: 'sertraline 50 mg, comprimé', dosage: { en: '1 tablet once a day', fr: '1 comprimé une fois par jour' } },
  furosemide: { atc: 'C03CA01', en: 'furosemide 40 mg tablet', fr: 'furosémide 40 mg, comprimé', dosage: { en: '1 tablet in the morning', fr: '1 comprimé le matin' } },
} as const satisfies Record<string, Drug>;

export function drugOf(key: string): Drug {
  return entryOf<Drug>(DRUGS, key);
}

export interface Condition { readonly snomed: string; readonly en: string; readonly fr: string; readonly drugs: readonly (keyof typeof DRUGS)[] }

export const CONDITIONS = {
  hypertension: { snomed: '38341003', en: 'Hypertension', fr: 'Hypertension artérielle', drugs: ['ramipril', 'amlodipine'] },
  'type-2-diabetes': { snomed: '44054006', en: 'Type 2 diabetes mellitus', fr: 'Diabète de type 2', drugs: ['metformin', 'atorvastatin'] },
  asthma: { snomed: '195967001', en: 'Asthma', fr: 'Asthme', drugs: ['salbutamol'] },
  copd: { snomed: '13645005', en: 'Chronic obstructive pulmonary disease', fr: 'Maladie pulmonaire obstructive chronique', drugs: ['salbutamol'] },
  'atrial-fibrillation': { snomed: '49436004', en: 'Atrial fibrillation', fr: 'Fibrillation auriculaire', drugs: ['apixaban'] },
  'heart-failure': { snomed: '84114007', en: 'Heart failure', fr: 'Insuffisance cardiaque', drugs: ['furosemide', 'ramipril'] },
  hypothyroidism: { snomed: '40930008', en: 'Hypothyroidism', fr: 'Hypothyroïdie', drugs: ['levothyroxine'] },
  osteoarthritis: { snomed: '396275006', en: 'Osteoarthritis', fr: 'Arthrose', drugs: ['acetaminophen'] },
  osteoporosis: { snomed: '64859006', en: 'Osteoporosis', fr: 'Ostéoporose', drugs: [] },
  depression: { snomed: '35489007', en: 'Depressive disorder', fr: 'Trouble dépressif', drugs: ['sertraline'] },
  'chronic-kidney-disease': { snomed: '709044004', en: 'Chronic kidney disease', fr: 'Insuffisance rénale chronique', drugs: ['furosemide'] },
  reflux: { snomed: '235595009', en: 'Gastroesophageal reflux disease', fr: 'Reflux gastro-œsophagien', drugs: ['pantoprazole'] },
  migraine: { snomed: '37796009', en: 'Migraine', fr: 'Migraine', drugs: ['acetaminophen'] },
} as const satisfies Record<string, Condition>;

export function conditionOf(key: string): Condition {
  return entryOf<Condition>(CONDITIONS, key);
}

export interface Allergen {
  /** Where SNOMED CT has the very statement; otherwise words only, as many sites send it. */
  readonly snomed?: string;
  readonly en: string;
  readonly fr: string;
  readonly category?: 'food' | 'medication' | 'environment';
  readonly criticality?: 'low' | 'high';
  readonly reaction?: { readonly en: string; readonly fr: string };
}

/** `none-known` is an entry of its own: a site that recorded it was told so; a site without entries was not. */
export const ALLERGENS = {
  'none-known': { snomed: '716186003', en: 'No known allergy', fr: 'Aucune allergie connue' },
  penicillin: { snomed: '91936005', en: 'Allergy to penicillin', fr: 'Allergie à la pénicilline', category: 'medication', criticality: 'high', reaction: { en: 'Anaphylaxis', fr: 'Anaphylaxie' } },
  peanut: { snomed: '91935009', en: 'Allergy to peanut', fr: 'Allergie à l’arachide', category: 'food', criticality: 'high', reaction: { en: 'Swelling of the lips, wheeze', fr: 'Œdème des lèvres, sibilances' } },
  latex: { en: 'Latex', fr: 'Latex', category: 'environment', criticality: 'low', reaction: { en: 'Contact rash', fr: 'Dermatite de contact' } },
  'contrast-medium': { en: 'Iodinated contrast medium', fr: 'Produit de contraste iodé', category: 'medication', criticality: 'high', reaction: { en: 'Hives', fr: 'Urticaire' } },
  sulfonamide: { en: 'Sulfonamide antibiotics', fr: 'Sulfamides', category: 'medication', criticality: 'low', reaction: { en: 'Rash', fr: 'Éruption cutanée' } },
} as const satisfies Record<string, Allergen>;

export function allergenOf(key: string): Allergen {
  return entryOf<Allergen>(ALLERGENS, key);
}

function entryOf<T>(catalogue: Record<string, T>, key: string): T {
  const entry = catalogue[key];
  if (!entry) throw new Error('No such entry in the clinical catalogue.');
  return entry;
}
