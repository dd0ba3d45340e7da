import type { ChartWriter, StudyOrder } from './chart-writer.js';
import { CONDITIONS, conditionOf, LAB_PANELS } from './clinical-catalogue.js';
import { EXAMS, examOf, type ExamKey } from './exams.js';

const REASONS = {
  en: { AMB: ['Follow-up', 'Specialist consultation', 'Fracture clinic', 'Diabetes education'], VR: ['Follow-up by video'], EMER: ['Abdominal pain', 'Chest pain', 'Fall', 'Shortness of breath', 'Laceration'], IMP: ['Pneumonia', 'Hip replacement', 'Heart failure', 'Observation after a fall'] },
  fr: { AMB: ['Suivi', 'Consultation spécialisée', 'Clinique d’orthopédie', 'Enseignement sur le diabète'], VR: ['Suivi par vidéo'], EMER: ['Douleur abdominale', 'Douleur thoracique', 'Chute', 'Dyspnée', 'Lacération'], IMP: ['Pneumonie', 'Prothèse de hanche', 'Insuffisance cardiaque', 'Observation après une chute'] },
} as const;

const DISCHARGE = {
  en: { title: 'Discharge summary', text: 'The patient was admitted, improved with treatment and was discharged home in stable condition. Medications were reconciled. Follow-up with the family physician within two weeks. Return to the emergency department if symptoms recur.' },
  fr: { title: 'Sommaire de départ', text: 'La personne a été admise, son état s’est amélioré avec le traitement et elle a obtenu son congé dans un état stable. Bilan comparatif des médicaments effectué. Suivi chez le médecin de famille d’ici deux semaines. Revenir à l’urgence si les symptômes réapparaissent.' },
} as const;

const CONSULTATION = {
  en: { title: 'Consultation letter', text: 'Thank you for referring this patient. History and examination were reviewed. I suggest continuing the present treatment and repeating the blood work in three months. I would be glad to see the patient again.' },
  fr: { title: 'Lettre de consultation', text: 'Merci de m’avoir adressé cette personne. Anamnèse et examen effectués. Je suggère de poursuivre le traitement actuel et de répéter les analyses dans trois mois. Je la reverrai avec plaisir.' },
} as const;

const ULTRASOUND_CLINIC: readonly ExamKey[] = ['us-abdomen', 'xr-knee', 'xr-hand'];
const IMAGING_CLINIC: readonly ExamKey[] = ['us-abdomen', 'xr-knee', 'xr-hand', 'xr-wrist', 'xr-chest'];
const HOSPITAL = Object.keys(EXAMS) as ExamKey[];

export interface LifeSpan {
  /** Events lie between these two, counted back from today. */
  readonly oldestDaysAgo: number;
  readonly newestDaysAgo: number;
}

/**
 * Some years at one site, as the record of an ordinary patient holds them.
 * @param intensity 1 for the hospital a person usually goes to; less where they are seen now and then.
 */
export function liveAt(writer: ChartWriter, span: LifeSpan, intensity: number): void {
  const { random, chart } = writer;
  const { kind, language, speaks } = chart.registration.site;
  const day = () => random.integer(span.newestDaysAgo, Math.max(span.newestDaysAgo, span.oldestDaysAgo));
  const exams = kind === 'hospital' ? HOSPITAL : speaks.includes('fhir') ? IMAGING_CLINIC : ULTRASOUND_CLINIC;
  imaging(writer, exams, kind === 'hospital' ? random.integer(0, Math.ceil(4 * intensity)) : random.integer(1, 2), day);
  if (kind !== 'hospital') return;

  const visits = Array.from({ length: Math.ceil(random.integer(1, 7) * intensity) }, day).sort((a, b) => b - a);
  for (const daysAgo of visits) {
    const visitClass = random.pick(['AMB', 'AMB', 'AMB', 'EMER', 'EMER', 'IMP', 'VR'] as const);
    const { end } = writer.visit(daysAgo, visitClass, random.pick(REASONS[language][visitClass]));
    if (visitClass !== 'VR' && random.chance(0.7)) writer.labs(daysAgo, random.sample(LAB_PANELS, random.integer(1, 2)).flat());
    if (visitClass === 'IMP' && end) writer.document('discharge-summary', daysBetween(end.local.slice(0, 10), writer.today), DISCHARGE[language].title, DISCHARGE[language].text);
    if (visitClass === 'AMB' && random.chance(0.3)) writer.document('consultation', daysAgo, CONSULTATION[language].title, CONSULTATION[language].text, 'pdf');
  }
  for (const key of random.sample(Object.keys(CONDITIONS), random.integer(0, Math.round(3 * intensity)))) {
    const since = day();
    writer.problem(key, since, random.chance(0.85) ? 'active' : 'resolved');
    for (const drug of conditionOf(key).drugs) if (random.chance(0.8)) writer.prescription(drug, Math.max(span.newestDaysAgo, since - 5), random.pick(['active', 'active', 'completed', 'stopped']));
  }
  const allergies = random.next();
  if (allergies < 0.35) writer.allergy('none-known', day());
  else if (allergies < 0.6) for (const allergen of random.sample(['penicillin', 'peanut', 'latex', 'contrast-medium', 'sulfonamide'], random.integer(1, 2))) writer.allergy(allergen, day());
}

function daysBetween(date: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000);
}

function imaging(writer: ChartWriter, exams: readonly ExamKey[], count: number, day: () => number): void {
  const { random } = writer;
  const days = Array.from({ length: count }, day).sort((a, b) => b - a);
  for (const daysAgo of days) {
    const exam = random.pick(exams);
    const { index, text } = writer.textFor(exam);
    const order: StudyOrder = { exam, daysAgo, ...(examOf(exam).paired ? { laterality: random.pick(['L', 'R'] as const) } : {}), ...(text.content ? { content: text.content } : {}) };
    const study = writer.study(order);
    // The newest exams of a busy place are still being read.
    if (random.chance(0.96)) writer.report(study, { variant: index, ...(daysAgo < 2 ? { status: 'preliminary', issuedMinutesLater: 30 } : {}) });
  }
}
