import type { Story } from './story.js';
import { fictitiousHealthNumber } from './health-number.js';
import { LAB_PANELS } from './clinical-catalogue.js';
import { dateDaysBefore } from './local-time.js';

const TWIN_HOME = { addressLine: '41 Balsam Crescent', postalCode: 'L8P 2Z4', phone: '905-555-0161', city: 'Hamilton', birthDate: '2011-08-19' } as const;

/** Stories about who is who. */
export const IDENTITY_STORIES: readonly Story[] = [
  {
    id: 'same-record-number-london', covers: 'Record number MRN7788 in London; somebody else has MRN7788 in Kitchener',
    person: { family: 'Whiteduck', given: ['Rosalie'], sex: 'female', birthDate: '1958-03-14', city: 'London', addressLine: '18 Cedar Row', postalCode: 'N6A 4Z4' },
    write({ register }) {
      const site = register('thames-valley', { recordNumber: 'MRN7788' });
      const study = site.study({ exam: 'xr-chest', daysAgo: 48, minutes: 10 * 60 + 15 });
      site.report(study, { variant: 2 });
      site.problem('heart-failure', 900); site.prescription('furosemide', 880, 'active'); site.labs(48, LAB_PANELS[1]!);
      return { studyUid: study.uid };
    },
  },
  {
    id: 'same-record-number-kitchener', covers: 'Record number MRN7788 in Kitchener; somebody else has MRN7788 in London',
    person: { family: 'Dhaliwal', given: ['Gurpreet'], sex: 'male', birthDate: '1990-06-02', city: 'Kitchener' },
    write({ register }) {
      const site = register('grand-river-falls', { recordNumber: 'MRN7788' });
      const study = site.study({ exam: 'xr-hand', daysAgo: 20, minutes: 18 * 60, laterality: 'R' });
      site.report(study, { variant: 1 });
      site.visit(20, 'EMER', 'Hand injury at work');
      return { studyUid: study.uid };
    },
  },
  {
    id: 'twin-noah', covers: 'Twins: same family name, birth date, sex, address and telephone; two people',
    person: { ...TWIN_HOME, family: 'Okafor', given: ['Noah', 'Chidi'], sex: 'male' },
    write({ register }) {
      const site = register('st-brigid');
      const study = site.study({ exam: 'xr-wrist', daysAgo: 75, minutes: 19 * 60, laterality: 'R', content: 'wrist-fracture' });
      site.report(study, { variant: 0 });
      site.visit(75, 'EMER', 'Fall at hockey'); site.allergy('peanut', 2000);
      return { studyUid: study.uid };
    },
  },
  {
    id: 'twin-nathan', covers: 'The other twin: no fracture, no allergy',
    person: { ...TWIN_HOME, family: 'Okafor', given: ['Nathan', 'Obi'], sex: 'male' },
    write({ register }) {
      const site = register('st-brigid');
      const study = site.study({ exam: 'xr-wrist', daysAgo: 75, minutes: 19 * 60 + 9, laterality: 'R', content: 'wrist' });
      site.report(study, { variant: 1 });
      site.allergy('none-known', 2000);
      return { studyUid: study.uid };
    },
  },
  {
    id: 'number-on-wrong-record', covers: 'Kitchener typed this health number into another woman’s record: what it sends under the number is not hers',
    person: { family: 'Papadopoulos', given: ['Helen'], sex: 'female', birthDate: '1949-10-05', city: 'Hamilton' },
    write({ register }) {
      const site = register('st-brigid');
      const study = site.study({ exam: 'xr-knee', daysAgo: 130, minutes: 10 * 60 + 30, laterality: 'R' });
      site.report(study, { variant: 0 });
      site.problem('osteoarthritis', 1200); site.allergy('none-known', 1000);
      return { studyUid: study.uid };
    },
  },
  {
    id: 'owner-of-wrong-record', covers: 'The woman whose Kitchener record carries the health number of somebody else',
    person: { family: 'Chen', given: ['Dorothy'], sex: 'female', birthDate: '1983-01-29', city: 'Kitchener' },
    write({ builder, person, register }) {
      const helen = [...builder.charts.get('st-brigid')!].find(({ registration }) => registration.person.key === 'story-number-on-wrong-record')!.registration.person;
      const site = register('grand-river-falls', { healthNumber: helen.healthNumber, versionCode: person.versionCode! });
      const study = site.study({ exam: 'mr-brain', daysAgo: 88, minutes: 17 * 60 });
      site.report(study, { variant: 0 });
      site.problem('migraine', 1000);
      return { studyUid: study.uid, numberInKitchener: helen.healthNumber };
    },
  },
  {
    id: 'registered-twice', covers: 'Registered twice at one hospital; the older registration was replaced by the newer one',
    person: { family: 'Maracle', given: ['Kateri', 'Anne'], sex: 'female', birthDate: '1995-09-09', city: 'Hamilton', maidenName: 'Hill' },
    write({ register }) {
      const current = register('st-brigid');
      const study = current.study({ exam: 'us-abdomen', daysAgo: 55, minutes: 8 * 60 + 45 });
      current.report(study, { variant: 0 });
      register('st-brigid', { family: 'Hill', replacedBy: current.chart.registration.patientId });
      return { studyUid: study.uid };
    },
  },
  {
    id: 'changed-name', covers: 'Known by her birth name and without her accents at a hospital she went to years ago',
    person: { family: 'Bélanger-Iyer', given: ['Éloïse'], sex: 'female', birthDate: '1979-12-24', city: 'Hamilton', maidenName: 'Bélanger' },
    write({ register }) {
      const home = register('st-brigid');
      home.report(home.study({ exam: 'xr-knee', daysAgo: 15, minutes: 9 * 60, laterality: 'L' }), { variant: 1 });
      const before = register('grand-river-falls', { family: 'Bélanger' });
      const study = before.study({ exam: 'xr-knee', daysAgo: 2600, minutes: 11 * 60, laterality: 'L' });
      before.report(study, { variant: 1 });
      return { earlierStudyUid: study.uid };
    },
  },
  {
    id: 'deceased', covers: 'A patient who has died',
    person: { family: 'Pritchard', given: ['Harold', 'Edwin'], sex: 'male', birthDate: '1934-04-02', city: 'Hamilton', deceasedDaysAgo: 37 },
    write({ register, builder }) {
      const site = register('st-brigid');
      site.visit(44, 'IMP', 'Heart failure');
      const study = site.study({ exam: 'xr-chest', daysAgo: 44, minutes: 7 * 60 + 50 });
      site.report(study, { variant: 2 });
      site.labs(43, ['sodium', 'potassium', 'creatinine'], 1.6);
      site.problem('heart-failure', 1500); site.problem('atrial-fibrillation', 2500); site.allergy('sulfonamide', 3000);
      site.document('discharge-summary', 37, 'Death summary', 'The patient died peacefully in the presence of his family.');
      return { studyUid: study.uid, deceasedDate: dateDaysBefore(builder.options.today, 37) };
    },
  },
  {
    id: 'nothing-anywhere', covers: 'Known to the client registry; no site has ever recorded anything',
    person: { family: 'Lindqvist', given: ['Zoë'], sex: 'female', birthDate: '2003-02-28', city: 'Hamilton' },
    write() {
      return { unknownHealthNumber: fictitiousHealthNumber(999_999) };
    },
  },
];
