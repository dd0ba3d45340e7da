import { describe, expect, it } from '@jest/globals';
import { instantOf } from './local-time.js';
import { generateProvince, type Province } from './province.js';
import { REPOSITORY, SITES } from './sites.js';

const OPTIONS = { seed: 1, patientCount: 120, today: '2026-11-22' };
const province = generateProvince(OPTIONS);
const charts = [...province.chartsBySite.values()].flat();
const registrations = charts.map(({ registration }) => registration);

const printed = ({ chartsBySite, stories }: Province) => JSON.stringify([[...chartsBySite], stories]);

/** Written from the rule, not from the generator: all digits, every second one from the right doubled, sum divisible by ten. */
function passesModTen(number: string): boolean {
  const weighted = [...number].reverse().map((digit, index) => (index % 2 === 1 ? [...String(Number(digit) * 2)] : [digit]).reduce((sum, one) => sum + Number(one), 0));
  return weighted.reduce((sum, one) => sum + one, 0) % 10 === 0;
}

function story(id: string) {
  return province.stories.find((one) => one.id === id)!;
}

function storyCharts(id: string) {
  return new Map(charts.filter(({ registration }) => registration.person.key === `story-${id}`).map((chart) => [chart.registration.site.id, chart]));
}

describe('a generated province', () => {
  it('is the same, byte for byte, for the same seed, size and day', () => {
    expect(printed(generateProvince(OPTIONS))).toBe(printed(province));
  });

  it('differs with the seed and with the day', () => {
    expect(printed(generateProvince({ ...OPTIONS, seed: 2 }))).not.toBe(printed(province));
    expect(printed(generateProvince({ ...OPTIONS, today: '2026-11-23' }))).not.toBe(printed(province));
  });

  it('keeps the first people when there are to be more', () => {
    const names = ({ chartsBySite }: Province) => chartsBySite.get('st-brigid')!.map(({ registration }) => registration.family);
    expect(names(generateProvince({ ...OPTIONS, patientCount: 150 })).slice(0, names(province).length)).toEqual(names(province));
  });

  it('gives everybody a fictitious health number with the right check digit', () => {
    for (const { healthNumber } of registrations) {
      expect(healthNumber).toMatch(/^999\d{7}$/);
      expect(passesModTen(healthNumber!)).toBe(true);
    }
  });

  it('gives no number to two people, but for the one that was typed wrongly on purpose', () => {
    const people = new Map<string, Set<string>>();
    for (const { healthNumber, person } of registrations) people.set(healthNumber!, (people.get(healthNumber!) ?? new Set()).add(person.key));
    const shared = [...people].filter(([, keys]) => keys.size > 1);
    expect(shared).toEqual([[story('number-on-wrong-record').healthNumber, new Set(['story-number-on-wrong-record', 'story-owner-of-wrong-record'])]]);
  });

  it('issues a record number once at each site', () => {
    for (const { id } of SITES) {
      const numbers = province.chartsBySite.get(id)!.map(({ registration }) => registration.recordNumber);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });

  it('gives no study to two people, and no accession number to two studies of a site', () => {
    const owners = new Map<string, string>();
    const accessions = new Map<string, string>();
    for (const { registration, studies } of charts) {
      for (const { uid, accession, performedAt } of studies) {
        expect(owners.get(uid) ?? registration.person.key).toBe(registration.person.key);
        owners.set(uid, registration.person.key);
        expect(accessions.get(`${performedAt.id}|${accession}`) ?? uid).toBe(uid);
        accessions.set(`${performedAt.id}|${accession}`, uid);
      }
    }
    expect(owners.size).toBeGreaterThan(300);
  });

  it('makes every UID under 2.25 and no longer than DICOM allows', () => {
    const uids = charts.flatMap(({ studies }) => studies.flatMap(({ uid, series }) => [uid, ...series.flatMap((one) => [one.uid, ...one.instances])]));
    for (const uid of uids) expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
  });

  it('dates nothing before birth, after death or in the future', () => {
    const now = Date.parse(`${OPTIONS.today}T23:59:59-05:00`);
    for (const { registration, studies, visits, labs, reports, documents } of charts) {
      for (const { issued } of reports) expect(instantOf(issued)).toBeLessThan(now);
      const times = [...studies.map(({ started }) => started), ...visits.flatMap(({ start, end }) => [start, end ?? start]), ...[...labs, ...documents].map(({ time }) => time)];
      for (const time of times) {
        expect(instantOf(time)).toBeLessThan(now);
        expect(time.local.slice(0, 10) >= registration.birthDate).toBe(true);
        if (registration.deceasedDate) expect(time.local.slice(0, 10) <= registration.deceasedDate).toBe(true);
      }
    }
  });

  it('writes postal codes as Canada Post does, and telephone numbers that nobody has', () => {
    for (const { person } of registrations) {
      expect(person.address.postalCode).toMatch(/^[KLMNP]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d$/);
      expect(person.phone).toMatch(/^\d{3}-555-01\d\d$/);
    }
  });

  it('knows the wall clock of each place, summer and winter', () => {
    const offsets = (siteId: string) => new Set(province.chartsBySite.get(siteId)!.flatMap(({ visits }) => visits.map(({ start }) => start.offset)));
    expect(offsets('st-brigid')).toEqual(new Set(['-05:00', '-04:00']));
    expect(offsets('lake-of-the-woods')).toEqual(new Set(['-06:00', '-05:00']));
  });

  it('has people with accents, hyphens, apostrophes and names of several words', () => {
    const names = registrations.map(({ family }) => family).join('|');
    for (const pattern of [/[éèô]/, /-/, /'/, /[ł ą ć]/, /van der|de la|Di P|Dela/]) expect(names).toMatch(pattern);
  });
});

describe('the DI Common Service', () => {
  const held = province.chartsBySite.get(REPOSITORY.id)!;

  it('knows everybody, with the record numbers of the sites that contribute', () => {
    expect(new Set(held.map(({ registration }) => registration.person.key)).size).toBe(new Set(registrations.map(({ person }) => person.key)).size);
    const [amelie] = held.filter(({ registration }) => registration.person.key === 'story-broken-arm');
    expect(amelie!.alsoKnownAs.map(({ site }) => site.id)).toEqual(['st-brigid', 'thames-valley']);
  });

  it('received half of one CT, and one x-ray not at all', () => {
    const { facts } = story('incomplete-copy');
    const [home, repository] = ['st-brigid', REPOSITORY.id].map((id) => storyCharts('incomplete-copy').get(id)!.studies);
    const size = (studies: typeof home, uid: unknown) => studies!.find((study) => study.uid === uid)?.series[0]!.instances.length;
    expect([size(home, facts['studyUid']), size(repository, facts['studyUid'])]).toEqual([28, 14]);
    expect([size(home, facts['studyUidMissingAtRepository']), size(repository, facts['studyUidMissingAtRepository'])]).toEqual([1, undefined]);
  });

  it('holds the other studies of contributing sites under their own UIDs and accession numbers, and no more', () => {
    const uids = new Set(held.flatMap(({ studies }) => studies.map(({ uid }) => uid)));
    const expected = charts.filter(({ registration }) => registration.site.contributes).flatMap(({ studies }) => studies.filter(({ status }) => status === 'available').map(({ uid }) => uid));
    expect(uids).toEqual(new Set(expected.filter((uid) => uid !== story('incomplete-copy').facts['studyUidMissingAtRepository'])));
  });
});

describe('the story cast', () => {
  it('has health numbers that do not depend on the seed, so that documents may name them', () => {
    const numbers = ({ stories }: Province) => stories.map(({ id, healthNumber }) => [id, healthNumber]);
    expect(numbers(generateProvince({ ...OPTIONS, seed: 99, patientCount: 0 }))).toEqual(numbers(province));
  });

  it('broke an arm in London two weeks ago and has an older wrist at home', () => {
    const found = storyCharts('broken-arm');
    const fracture = found.get('thames-valley')!.studies[0]!;
    expect(fracture).toMatchObject({ uid: story('broken-arm').facts['studyUid'], exam: 'xr-wrist', laterality: 'L', content: 'wrist-fracture' });
    expect(fracture.started.local.slice(0, 10)).toBe('2026-11-08');
    expect(found.get('st-brigid')!.studies.map(({ uid }) => uid)).toContain(story('broken-arm').facts['priorStudyUid']);
  });

  it('has a newer, amended copy of one report at the DI Common Service', () => {
    const number = story('newer-addendum').facts['reportNumber'];
    const [home, repository] = ['st-brigid', REPOSITORY.id].map((id) => storyCharts('newer-addendum').get(id)!.reports.find((report) => report.number === number)!);
    expect([home!.status, repository!.status]).toEqual(['final', 'amended']);
    expect(instantOf(repository!.issued)).toBeGreaterThan(instantOf(home!.issued));
    expect(repository!.sections.at(-1)!.role).toBe('addendum');
  });

  it('has two people under MRN7788, at two hospitals', () => {
    const owners = registrations.filter(({ recordNumber }) => recordNumber === 'MRN7788').map(({ person, site }) => [person.family, site.id]);
    expect(owners).toEqual([['Whiteduck', 'thames-valley'], ['Dhaliwal', 'grand-river-falls']]);
  });

  it('has twins who share everything but given names and numbers', () => {
    const [noah, nathan] = ['twin-noah', 'twin-nathan'].map((id) => storyCharts(id).get('st-brigid')!.registration.person);
    const shared = ({ family, birthDate, sex, address, phone }: typeof noah & object) => ({ family, birthDate, sex, address, phone });
    expect(shared(noah!)).toEqual(shared(nathan!));
    expect(noah!.healthNumber).not.toBe(nathan!.healthNumber);
  });

  it('has somebody with about 3,000 items and somebody with none', () => {
    const size = (id: string) => [...storyCharts(id).values()].reduce((sum, { visits, labs, studies, reports, prescriptions, problems, allergies, documents }) =>
      sum + [visits, labs, studies, reports, prescriptions, problems, allergies, documents].reduce((count, list) => count + list.length, 0), 0);
    expect(size('three-thousand-items')).toBeGreaterThan(2_900);
    expect(size('three-thousand-items')).toBeLessThan(3_300);
    expect(size('nothing-anywhere')).toBe(0);
  });
});
