import type { StudyContent } from '../imaging/sandbox-study.js';
import type { ChartDraft, ClinicalDocument, LabResult, Prescription, Report, Study, Visit } from './chart.js';
import { labTestOf } from './clinical-catalogue.js';
import { examOf, titleOf, withSide, type ExamKey } from './exams.js';
import { at, dateDaysBefore, minutesAfter, type LocalTime } from './local-time.js';
import { PRACTITIONER_NAMES } from './names.js';
import { numberFor, Random, uidFor } from './random.js';
import { REPORT_TEXTS_EN } from './report-texts-en.js';
import { REPORT_TEXTS_FR } from './report-texts-fr.js';

export interface StudyOrder {
  readonly exam: ExamKey;
  readonly daysAgo: number;
  /** Minutes after midnight, wall clock of the site. */
  readonly minutes?: number;
  readonly laterality?: 'L' | 'R';
  readonly content?: StudyContent;
  /** The room's own technique, where the exam is made with more than one. */
  readonly modality?: Study['modality'];
  readonly status?: Study['status'];
}

export interface ReportOrder {
  /** Which of the exam's texts; drawn when left out. */
  readonly variant?: number;
  readonly status?: Report['status'];
  readonly issuedMinutesLater?: number;
}

/** Writes what one site knows about one person. Its draws depend on the seed, the person and the site only. */
export class ChartWriter {
  readonly #random: Random;

  constructor(readonly chart: ChartDraft, readonly seed: number, readonly today: string) {
    this.#random = new Random(`${this.#name}/chart`);
  }

  get #name(): string {
    return `${this.seed}/${this.chart.registration.person.key}/${this.chart.registration.site.id}`;
  }

  get random(): Random {
    return this.#random;
  }

  get #site() {
    return this.chart.registration.site;
  }

  time(daysAgo: number, minutes: number): LocalTime {
    return at(dateDaysBefore(this.today, daysAgo), minutes, this.#site.timeZone);
  }

  visit(daysAgo: number, visitClass: Visit['visitClass'], reason: string, minutes = this.#random.integer(8 * 60, 21 * 60)): Visit {
    const start = this.time(daysAgo, minutes);
    const stay = { AMB: 40, VR: 20, EMER: 260, IMP: this.#random.integer(2, 9) * 1440 - 200 }[visitClass];
    const end = minutesAfter(start, stay, this.#site.timeZone);
    const lastDay = this.chart.registration.deceasedDate ?? this.today;
    const visit: Visit = {
      id: `v${this.chart.visits.length + 1}`, visitClass, start, reason,
      ...(end.local.slice(0, 10) <= lastDay ? { end } : lastDay === this.today ? {} : { end: at(lastDay, 1439, this.#site.timeZone) }),
      location: LOCATIONS[this.#site.language][visitClass], practitioner: this.practitioner(),
    };
    this.chart.visits.push(visit);
    return visit;
  }

  /** One draw of blood. `factor` moves the values away from what is usual. */
  labs(daysAgo: number, tests: readonly string[], factor = 1, minutes = this.#random.integer(6 * 60, 11 * 60)): void {
    const time = this.time(daysAgo, minutes);
    for (const test of tests) {
      const { mean, deviation, decimals } = labTestOf(test);
      const value = Number(Math.max(mean / 20, this.#random.around(mean * factor, deviation)).toFixed(decimals));
      const result: LabResult = { id: `l${this.chart.labs.length + 1}`, test, time, value };
      this.chart.labs.push(result);
    }
  }

  prescription(drug: string, daysAgo: number, state: Prescription['state']): void {
    this.chart.prescriptions.push({ id: `m${this.chart.prescriptions.length + 1}`, drug, date: dateDaysBefore(this.today, daysAgo), state, prescriber: this.practitioner() });
  }

  problem(condition: string, daysAgo: number, state: 'active' | 'resolved' = 'active'): void {
    this.chart.problems.push({ id: `c${this.chart.problems.length + 1}`, condition, onset: dateDaysBefore(this.today, daysAgo), state });
  }

  allergy(allergen: string, daysAgo: number): void {
    this.chart.allergies.push({ id: `a${this.chart.allergies.length + 1}`, allergen, recorded: dateDaysBefore(this.today, daysAgo), state: 'active' });
  }

  document(kind: ClinicalDocument['kind'], daysAgo: number, title: string, text: string, form: ClinicalDocument['form'] = 'text'): void {
    this.chart.documents.push({ id: `d${this.chart.documents.length + 1}`, kind, time: this.time(daysAgo, 15 * 60 + 20), author: this.practitioner(), title, text, form });
  }

  /** Orders come oldest first, so that a report can name what it was compared with. */
  study(order: StudyOrder): Study {
    const exam = examOf(order.exam);
    const name = `${this.#name}/study/${this.chart.studies.length + 1}`;
    const language = this.#site.language;
    const uid = uidFor(name);
    const started = this.time(order.daysAgo, order.minutes ?? this.#random.integer(7 * 60, 20 * 60));
    const study: Study = {
      id: `s${this.chart.studies.length + 1}`, uid, performedAt: this.#site, exam: order.exam,
      accession: `${this.#site.code.slice(0, 2)}${started.local.slice(2, 4)}${this.#random.digits(7)}`,
      content: order.content ?? exam.content,
      modality: order.modality ?? (exam.alternativeModality && this.#random.chance(0.3) ? exam.alternativeModality : exam.modality),
      ...(order.laterality ? { laterality: order.laterality } : {}),
      started, description: titleOf(order.exam, language, order.laterality),
      series: exam.series.map((series, index) => ({
        uid: uidFor(`${name}/${index}`), description: series.description,
        instances: Array.from({ length: series.instances }, (_, instance) => uidFor(`${name}/${index}/${instance}`)),
        ...(series.frames ? { frames: series.frames } : {}),
      })),
      referrer: this.practitioner(), status: order.status ?? 'available', seed: numberFor(name),
    };
    this.chart.studies.push(study);
    return study;
  }

  /** A report on a study that stands in this chart. */
  report(study: Study, { variant, status = 'final', issuedMinutesLater = this.#random.integer(35, 1500) }: ReportOrder = {}): Report {
    const { text } = this.textFor(study.exam as ExamKey, variant);
    const language = this.#site.language;
    const written = (part: string) => withSide(part, study.exam, language, study.laterality);
    const report: Report = {
      id: `r${this.chart.reports.length + 1}`, number: `${this.#site.code}-R${study.accession.slice(2)}`, performedAt: this.#site,
      exam: study.exam, studyUid: study.uid, accession: study.accession, status, effective: study.started,
      issued: minutesAfter(study.started, issuedMinutesLater, this.#site.timeZone),
      title: study.description, language, radiologist: this.practitioner(),
      sections: [
        { role: 'indication', text: capitalized(written(text.indication)) },
        { role: 'comparison', text: this.#comparison(study) },
        { role: 'technique', text: written(text.technique) },
        { role: 'findings', text: written(text.findings) },
        { role: 'impression', text: written(text.impression) },
      ],
    };
    this.chart.reports.push(report);
    return report;
  }

  /** The text a report will have, and the pictures that go with it. */
  textFor(exam: ExamKey, variant?: number) {
    const texts = (this.#site.language === 'fr' ? REPORT_TEXTS_FR : REPORT_TEXTS_EN)[exam];
    const index = variant ?? this.#random.integer(0, texts.length - 1);
    return { index, text: texts[index] ?? texts[0]! };
  }

  practitioner(): string {
    return this.#random.pick(PRACTITIONER_NAMES);
  }

  #comparison(study: Study): string {
    const prior = this.chart.studies
      .filter((other) => other !== study && examOf(other.exam).bodyPart === examOf(study.exam).bodyPart && other.started.local < study.started.local)
      .sort((a, b) => (a.started.local < b.started.local ? 1 : -1))[0];
    if (this.#site.language === 'fr') return prior ? `${prior.description}, ${prior.started.local.slice(0, 10)}.` : 'Aucun examen antérieur disponible.';
    return prior ? `${prior.description}, ${prior.started.local.slice(0, 10)}.` : 'No prior study available.';
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const LOCATIONS = {
  en: { AMB: 'Ambulatory care', VR: 'Virtual visit', EMER: 'Emergency department', IMP: 'General medicine' },
  fr: { AMB: 'Clinique externe', VR: 'Visite virtuelle', EMER: 'Service des urgences', IMP: 'Médecine générale' },
} as const;
