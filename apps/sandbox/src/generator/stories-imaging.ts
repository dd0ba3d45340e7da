import { LAB_PANELS } from './clinical-catalogue.js';
import { minutesAfter } from './local-time.js';
import type { Story } from './story.js';

/** Stories about studies and reports. The demonstration's family physician sits in Hamilton. */
export const IMAGING_STORIES: readonly Story[] = [
  {
    id: 'broken-arm', covers: 'Left wrist fractured and x-rayed in another city two weeks ago; an older wrist x-ray at home to compare with',
    person: { family: 'Tremblay-Kowalski', given: ['Amélie', 'Rose'], sex: 'female', birthDate: '1987-04-12', city: 'Hamilton' },
    write({ register }) {
      const home = register('st-brigid');
      home.visit(2450, 'EMER', 'Wrist pain');
      const prior = home.study({ exam: 'xr-wrist', daysAgo: 2450, minutes: 14 * 60 + 12, laterality: 'L', content: 'wrist', modality: 'CR' });
      home.report(prior, { variant: 1 });
      home.visit(420, 'AMB', 'Annual review');
      home.labs(420, LAB_PANELS[0]!); home.labs(420, LAB_PANELS[1]!); home.labs(420, ['tsh'], 2.4);
      home.problem('hypothyroidism', 2000); home.prescription('levothyroxine', 400, 'active'); home.allergy('penicillin', 2400);
      const chest = home.study({ exam: 'xr-chest', daysAgo: 1300, minutes: 10 * 60 + 40 });
      home.report(chest, { variant: 1 });
      const away = register('thames-valley');
      away.visit(14, 'EMER', 'Fall on the outstretched left hand', 16 * 60 + 5);
      away.labs(14, LAB_PANELS[0]!, 1, 16 * 60 + 40);
      const wrist = away.study({ exam: 'xr-wrist', daysAgo: 14, minutes: 17 * 60 + 3, laterality: 'L', content: 'wrist-fracture', modality: 'DX' });
      const report = away.report(wrist, { variant: 0, issuedMinutesLater: 74 });
      away.prescription('acetaminophen', 14, 'active');
      away.visit(7, 'AMB', 'Fracture clinic', 9 * 60 + 30);
      return { studyUid: wrist.uid, priorStudyUid: prior.uid, reportNumber: report.number, accession: wrist.accession };
    },
  },
  {
    id: 'newer-addendum', covers: 'The same CT at the hospital and at the DI Common Service, whose copy of the report carries a later addendum',
    person: { family: 'MacAllister', given: ['Gordon'], sex: 'male', birthDate: '1951-09-30', city: 'Hamilton' },
    write({ register, builder }) {
      const home = register('st-brigid');
      home.problem('copd', 3000); home.prescription('salbutamol', 2900, 'active'); home.allergy('none-known', 2800);
      home.report(home.study({ exam: 'xr-chest', daysAgo: 60, minutes: 11 * 60 }), { variant: 1 });
      const ct = home.study({ exam: 'ct-chest', daysAgo: 41, minutes: 9 * 60 + 25 });
      const report = home.report(ct, { variant: 0, issuedMinutesLater: 190 });
      const addendum = 'Compared now with an outside CT of four years ago that has since been received: the right upper lobe nodule measured 7 mm then as well. It is stable; no further follow-up is needed.';
      builder.differences.reports.set(report.number, (copy) => [{
        ...copy, status: 'amended', issued: minutesAfter(copy.issued, 3 * 1440 + 35, 'America/Toronto'), sections: [...copy.sections, { role: 'addendum', text: addendum }],
      }]);
      home.visit(41, 'AMB', 'Respirology clinic', 13 * 60);
      return { studyUid: ct.uid, reportNumber: report.number };
    },
  },
  {
    id: 'addendum-as-own-report', covers: 'An addendum that a hospital sends as a report of its own, pointing at the first',
    person: { family: 'Sørensen', given: ['Ingrid', 'Marie'], sex: 'female', birthDate: '1946-02-17', city: 'London' },
    write({ register }) {
      const site = register('thames-valley');
      const study = site.study({ exam: 'xr-knee', daysAgo: 33, minutes: 10 * 60, laterality: 'R' });
      const report = site.report(study, { variant: 0, issuedMinutesLater: 120 });
      const { reports } = site.chart;
      reports.push({ ...report, id: `r${reports.length + 1}`, number: `${report.number}A`, issued: minutesAfter(report.issued, 1500, 'America/Toronto'), addendumOf: report.id,
        sections: [{ role: 'addendum', text: 'Chondrocalcinosis of the lateral meniscus is present and was not mentioned in the first report.' }] });
      return { studyUid: study.uid, reportNumber: report.number };
    },
  },
  {
    id: 'preliminary-then-amended', covers: 'A preliminary report that the hospital has amended since; the DI Common Service still has the preliminary one',
    person: { family: 'Beausoleil', given: ['Lucien'], sex: 'male', birthDate: '1939-12-03', city: 'Sudbury', language: 'fr' },
    write({ register, builder }) {
      const site = register('nickel-basin');
      site.visit(5, 'EMER', 'Chute avec impact crânien', 21 * 60);
      site.problem('atrial-fibrillation', 1500); site.prescription('apixaban', 1490, 'active');
      const study = site.study({ exam: 'ct-head', daysAgo: 5, minutes: 22 * 60 + 10 });
      const report = site.report(study, { variant: 0, status: 'amended', issuedMinutesLater: 760 });
      site.chart.reports[site.chart.reports.indexOf(report)] = { ...report, sections: report.sections.map((section) => section.role === 'impression'
        ? { ...section, text: 'Fine lame d’hématome sous-dural frontal gauche de 3 mm, non décrite dans le rapport préliminaire. Contrôle dans six heures recommandé. Le médecin traitant a été joint.' } : section) };
      builder.differences.reports.set(report.number, () => [{ ...report, status: 'preliminary', issued: minutesAfter(study.started, 40, 'America/Toronto') }]);
      return { studyUid: study.uid, reportNumber: report.number };
    },
  },
  {
    id: 'study-without-report', covers: 'A study that nobody has reported yet, and a report whose images are not in any archive',
    person: { family: 'Ferreira-Duarte', given: ['Inês'], sex: 'female', birthDate: '1974-07-21', city: 'Kitchener' },
    write({ register }) {
      const site = register('grand-river-falls');
      const old = site.study({ exam: 'mr-brain', daysAgo: 3100, minutes: 15 * 60 });
      site.report(old, { variant: 0 });
      // The film was never digitised: the report came across from the old system, the study did not.
      site.chart.studies.pop();
      const unread = site.study({ exam: 'us-abdomen', daysAgo: 1, minutes: 16 * 60 + 45 });
      site.visit(1, 'EMER', 'Abdominal pain', 14 * 60);
      site.labs(1, LAB_PANELS[0]!); site.labs(1, LAB_PANELS[3]!, 3);
      return { unreportedStudyUid: unread.uid, reportWithoutImages: site.chart.reports[0]!.number };
    },
  },
  {
    id: 'entered-in-error', covers: 'A report entered in error, and a cancelled examination',
    person: { family: 'Bezruchko', given: ['Olha'], sex: 'female', birthDate: '1962-05-08', city: 'Hamilton' },
    write({ register }) {
      const site = register('st-brigid');
      const hand = site.study({ exam: 'xr-hand', daysAgo: 22, minutes: 9 * 60, laterality: 'R' });
      const wrong = site.report(hand, { variant: 1, status: 'entered-in-error', issuedMinutesLater: 30 });
      const { reports } = site.chart;
      reports[reports.indexOf(wrong)] = { ...wrong, number: `${wrong.number}X` };
      const right = site.report(hand, { variant: 0, issuedMinutesLater: 95 });
      site.study({ exam: 'ct-head', daysAgo: 21, minutes: 8 * 60, status: 'cancelled' });
      site.allergy('latex', 900);
      return { studyUid: hand.uid, wrongReport: wrong.number, rightReport: right.number };
    },
  },
  {
    id: 'images-only-clinic', covers: 'Ultrasound at a clinic that answers DICOMweb only and sends nothing to the DI Common Service',
    person: { family: 'Wójcik', given: ['Tomasz'], sex: 'male', birthDate: '1980-01-25', city: 'Hamilton' },
    write({ register }) {
      const clinic = register('lakeshore-ultrasound');
      const study = clinic.study({ exam: 'us-abdomen', daysAgo: 9, minutes: 13 * 60 + 20 });
      const knee = clinic.study({ exam: 'xr-knee', daysAgo: 400, minutes: 9 * 60 + 5, laterality: 'L' });
      register('st-brigid').visit(12, 'AMB', 'Abdominal pain after meals');
      return { studyUid: study.uid, kneeStudyUid: knee.uid };
    },
  },
  {
    id: 'french-record', covers: 'A record kept in French at two hospitals, with a name of two hyphens and accents',
    person: { family: 'Lalonde-Côté', given: ['François-Xavier'], sex: 'male', birthDate: '1968-11-11', city: 'Sudbury', language: 'fr' },
    write({ register }) {
      const sudbury = register('nickel-basin');
      sudbury.report(sudbury.study({ exam: 'xr-chest', daysAgo: 700, minutes: 10 * 60 }), { variant: 1 });
      const ct = sudbury.study({ exam: 'ct-chest', daysAgo: 30, minutes: 11 * 60 });
      sudbury.report(ct, { variant: 0 });
      sudbury.visit(30, 'AMB', 'Suivi en pneumologie'); sudbury.allergy('sulfonamide', 800); sudbury.problem('hypertension', 2000);
      sudbury.document('consultation', 28, 'Lettre de consultation', 'Merci de m’avoir adressé ce patient. Nodule du lobe supérieur droit à surveiller. TDM de contrôle dans six mois.', 'pdf');
      const ottawa = register('hopital-de-la-riviere');
      ottawa.report(ottawa.study({ exam: 'xr-knee', daysAgo: 210, minutes: 14 * 60, laterality: 'L' }), { variant: 0 });
      ottawa.labs(210, LAB_PANELS[1]!);
      return { studyUid: ct.uid };
    },
  },
];
