import type { Chart, Report, Study } from './chart.js';
import { liveAt } from './everyday-life.js';
import { generatePerson, type Person } from './person.js';
import { ProvinceBuilder, type ProvinceOptions, type RepositoryDifference } from './province-builder.js';
import { Random } from './random.js';
import { REPOSITORY, SITES } from './sites.js';
import { writeStories, type StoryEntry } from './story-cast.js';

/** Everything that exists in the simulated province before anybody asks. */
export interface Province {
  readonly options: ProvinceOptions;
  readonly chartsBySite: ReadonlyMap<string, readonly Chart[]>;
  readonly stories: readonly StoryEntry[];
}

/** The whole province. The same options give the same province, byte for byte. */
export function generateProvince(options: ProvinceOptions): Province {
  const builder = new ProvinceBuilder(options);
  const stories = writeStories(builder);
  for (let ordinal = 1; ordinal <= options.patientCount; ordinal++) {
    const random = new Random(`${options.seed}/life/${ordinal}`);
    const person = passedAway(generatePerson(options.seed, ordinal, options.today), random, options.today);
    for (const [index, siteId] of sitesVisited(person, random).entries()) {
      liveAt(builder.register(person, siteId), lifeSpan(person, options.today), index === 0 ? 1 : 0.45);
    }
  }
  fillRepository(builder, stories.map(({ person }) => person));
  return { options, chartsBySite: builder.charts, stories: stories.map(({ entry }) => entry) };
}

function lifeSpan(person: Person, today: string) {
  const days = (date: string) => Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000);
  return { oldestDaysAgo: Math.min(8 * 365, days(person.birthDate) - 1), newestDaysAgo: person.deceasedDate ? days(person.deceasedDate) : 1 };
}

function passedAway(person: Person, random: Random, today: string): Person {
  const isOld = Number(today.slice(0, 4)) - Number(person.birthDate.slice(0, 4)) > 78;
  const daysAgo = random.integer(3, 600);
  if (!isOld || !random.chance(0.12)) return person;
  return { ...person, deceasedDate: new Date(Date.parse(today) - daysAgo * 86_400_000).toISOString().slice(0, 10) };
}

/** The site of the town first, then the places that people travel to. */
function sitesVisited(person: Person, random: Random): string[] {
  const visited = [person.homeSiteId];
  const travels = SITES.filter(({ kind, id }) => kind === 'hospital' && id !== person.homeSiteId);
  if (random.chance(0.4)) visited.push(...random.sample(travels, random.chance(0.25) ? 2 : 1).map(({ id }) => id));
  if (person.homeSiteId === 'st-brigid') {
    if (random.chance(0.3)) visited.push('escarpment-imaging');
    if (random.chance(0.2)) visited.push('lakeshore-ultrasound');
  }
  return visited;
}

/** The DI Common Service knows everybody, as a client registry does, and holds what the contributing sites sent it. */
function fillRepository(builder: ProvinceBuilder, storyPeople: readonly Person[]): void {
  const everybody = new Map<string, { person: Person; charts: Chart[] }>(storyPeople.map((person) => [person.key, { person, charts: [] }]));
  for (const charts of builder.charts.values()) {
    for (const chart of charts) {
      const { person, replacedBy } = chart.registration;
      const known = everybody.get(person.key) ?? { person, charts: [] };
      if (!replacedBy) known.charts.push(chart);
      everybody.set(person.key, known);
    }
  }
  for (const { person, charts } of everybody.values()) {
    const { chart } = builder.register(person, REPOSITORY.id);
    chart.alsoKnownAs.push(...charts.filter(({ registration }) => registration.site.contributes).map(({ registration }) => registration));
    if (charts.some(({ consent }) => consent)) chart.consent = 'blocks-everything';
    for (const source of charts) if (source.registration.site.contributes) copyInto(chart, source, builder.differences);
  }
}

function copyInto(chart: { studies: Study[]; reports: Report[] }, source: Chart, { reports, studies }: RepositoryDifference): void {
  for (const study of source.studies.filter(({ status }) => status === 'available')) {
    const difference = studies.get(study.uid);
    const copy = difference ? difference(study) : study;
    if (copy) chart.studies.push({ ...copy, id: `s${chart.studies.length + 1}` });
  }
  for (const report of source.reports) {
    for (const copy of reports.get(report.number)?.(report) ?? [report]) {
      chart.reports.push({ ...copy, id: `r${chart.reports.length + 1}` });
    }
  }
}
