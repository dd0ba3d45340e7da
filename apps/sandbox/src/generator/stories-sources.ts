import { LAB_PANELS } from './clinical-catalogue.js';
import type { Story } from './story.js';

/** Stories about which source answers, and what. */
export const SOURCE_STORIES: readonly Story[] = [
  {
    id: 'slow-source', covers: 'Most of the record is at Thunder Bay, which answers slowly',
    person: { family: 'Kakegamic', given: ['Joseph', 'Moses'], sex: 'male', birthDate: '1955-05-19', city: 'Thunder Bay' },
    write({ register }) {
      const slow = register('superior-north');
      slow.report(slow.study({ exam: 'xr-chest', daysAgo: 310, minutes: 9 * 60 }), { variant: 1 });
      const study = slow.study({ exam: 'ct-chest', daysAgo: 26, minutes: 23 * 60 + 40 });
      slow.report(study, { variant: 1 });
      slow.visit(26, 'EMER', 'Shortness of breath', 22 * 60); slow.labs(26, LAB_PANELS[0]!); slow.labs(26, LAB_PANELS[1]!);
      slow.problem('type-2-diabetes', 3000); slow.prescription('metformin', 2900, 'active'); slow.allergy('none-known', 2500);
      const home = register('st-brigid');
      home.visit(10, 'AMB', 'Specialist consultation');
      return { studyUid: study.uid };
    },
  },
  {
    id: 'failing-source', covers: 'Seen last week at Kenora, which is out of service: visit and allergy are missing, the x-ray is found at the DI Common Service',
    person: { family: 'Skead', given: ['Agnes'], sex: 'female', birthDate: '1947-11-23', city: 'Kenora' },
    write({ register }) {
      const down = register('lake-of-the-woods');
      const study = down.study({ exam: 'xr-hand', daysAgo: 6, minutes: 23 * 60 + 30, laterality: 'L' });
      down.report(study, { variant: 1 });
      down.visit(6, 'EMER', 'Hand injury', 22 * 60 + 50); down.allergy('contrast-medium', 400);
      const other = register('st-brigid');
      other.report(other.study({ exam: 'xr-hand', daysAgo: 900, minutes: 10 * 60, laterality: 'L' }), { variant: 0 });
      other.labs(900, LAB_PANELS[2]!);
      return { studyUid: study.uid };
    },
  },
  {
    id: 'not-entitled-source', covers: 'Seen in Belleville, which the demonstration’s family physician may not ask; the DI Common Service holds the images',
    person: { family: 'Brant', given: ['Wesley'], sex: 'male', birthDate: '1972-08-08', city: 'Belleville' },
    write({ register }) {
      const closed = register('quinte-shore');
      const study = closed.study({ exam: 'mr-brain', daysAgo: 64, minutes: 12 * 60 });
      closed.report(study, { variant: 0 });
      closed.visit(64, 'AMB', 'Neurology clinic'); closed.problem('migraine', 1600);
      const home = register('st-brigid');
      home.report(home.study({ exam: 'xr-chest', daysAgo: 500, minutes: 13 * 60 }), { variant: 1 });
      return { studyUid: study.uid };
    },
  },
  {
    id: 'three-thousand-items', covers: 'About 3,000 items: dialysis three times a week for years',
    person: { family: 'Vandersteen', given: ['Eleanor'], sex: 'female', birthDate: '1944-06-30', city: 'Hamilton' },
    write({ register }) {
      const home = register('st-brigid');
      home.problem('chronic-kidney-disease', 3600); home.problem('hypertension', 4500); home.problem('type-2-diabetes', 4000);
      for (const drug of ['furosemide', 'amlodipine', 'metformin', 'atorvastatin']) home.prescription(drug, 1500, 'active');
      home.allergy('penicillin', 4000); home.allergy('contrast-medium', 1200);
      for (let session = 0; session < 520; session++) {
        const daysAgo = 3 + Math.floor((session * 7) / 3);
        home.visit(daysAgo, 'AMB', 'Hemodialysis', 7 * 60);
        home.labs(daysAgo, ['sodium', 'potassium', 'creatinine'], 1.15, 7 * 60 + 5);
        if (session % 3 === 0) home.labs(daysAgo, ['haemoglobin', 'leukocytes', 'platelets'], 0.85, 7 * 60 + 5);
      }
      for (let year = 11; year >= 0; year--) {
        for (const exam of ['xr-chest', 'us-abdomen', 'ct-chest'] as const) home.report(home.study({ exam, daysAgo: 20 + year * 150 + exam.length }));
      }
      const elsewhere = register('grand-river-falls');
      for (let visit = 0; visit < 60; visit++) { elsewhere.visit(30 + visit * 33, 'AMB', 'Vascular access clinic'); elsewhere.labs(30 + visit * 33, LAB_PANELS[1]!); }
      const clinic = register('escarpment-imaging');
      for (let year = 6; year >= 0; year--) clinic.report(clinic.study({ exam: 'us-abdomen', daysAgo: 90 + year * 365 }));
      return {};
    },
  },
  {
    id: 'consent-blocked', covers: 'A consent directive: the DI Common Service answers 200 with an OperationOutcome only, London holds something back and says so',
    person: { family: 'Charbonneau', given: ['Marie-Ève'], sex: 'female', birthDate: '1992-03-03', city: 'Hamilton' },
    write({ register }) {
      const home = register('st-brigid');
      home.visit(40, 'AMB', 'Follow-up'); home.labs(40, LAB_PANELS[0]!); home.allergy('none-known', 500);
      const london = register('thames-valley');
      london.chart.consent = 'blocks-some';
      const shown = london.study({ exam: 'xr-chest', daysAgo: 100, minutes: 9 * 60 });
      london.report(shown, { variant: 1 });
      return { shownStudyUid: shown.uid };
    },
  },
  {
    id: 'allergies-not-recorded', covers: 'No site has recorded anything about allergies',
    person: { family: 'Haddad', given: ['Samir'], sex: 'male', birthDate: '1985-07-15', city: 'Hamilton' },
    write({ register }) {
      const home = register('st-brigid');
      home.visit(90, 'EMER', 'Laceration'); home.report(home.study({ exam: 'xr-hand', daysAgo: 90, laterality: 'L' }), { variant: 1 });
    },
  },
  {
    id: 'no-known-allergies', covers: 'A site recorded that there is no known allergy',
    person: { family: "O'Rourke", given: ['Beatrice'], sex: 'female', birthDate: '1964-01-31', city: 'Hamilton', addressLine: '7 Mill Lane', postalCode: 'L8P 3Z3' },
    write({ register }) {
      const home = register('st-brigid');
      home.allergy('none-known', 300); home.visit(300, 'AMB', 'Follow-up'); home.labs(300, LAB_PANELS[3]!);
    },
  },
  {
    id: 'known-allergies', covers: 'Three allergies, one of them dangerous, from two sites',
    person: { family: 'Raghunathan', given: ['Priya'], sex: 'female', birthDate: '1998-10-20', city: 'Hamilton' },
    write({ register }) {
      const home = register('st-brigid');
      home.allergy('peanut', 2000); home.allergy('latex', 700); home.visit(200, 'EMER', 'Anaphylaxis');
      const london = register('thames-valley');
      london.allergy('penicillin', 150); london.allergy('peanut', 150); london.prescription('amoxicillin', 152, 'stopped');
    },
  },
  {
    id: 'incomplete-copy', covers: 'A CT of which the DI Common Service received only half the slices, and an x-ray that never reached it',
    person: { family: 'Castonguay', given: ['Renaud'], sex: 'male', birthDate: '1959-02-06', city: 'Hamilton' },
    write({ register, builder }) {
      const home = register('st-brigid');
      const { studies } = builder.differences;
      const ct = home.study({ exam: 'ct-head', daysAgo: 17, minutes: 10 * 60 + 50 });
      home.report(ct, { variant: 0 });
      studies.set(ct.uid, (copy) => ({ ...copy, series: copy.series.map((series) => ({ ...series, instances: series.instances.slice(0, series.instances.length / 2) })) }));
      const chest = home.study({ exam: 'xr-chest', daysAgo: 16, minutes: 9 * 60 });
      home.report(chest, { variant: 1 });
      studies.set(chest.uid, () => undefined);
      return { studyUid: ct.uid, studyUidMissingAtRepository: chest.uid };
    },
  },
];
