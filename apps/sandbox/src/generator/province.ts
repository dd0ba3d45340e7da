import { emptyChart, type Chart, type Registration, type Report, type Study } from './chart.js';
import { ChartWriter } from './chart-writer.js';
import { liveAt } from './everyday-life.js';
import { generatePerson, type Person } from './person.js';
import { Random } from './random.js';
import type { SiteDefinition } from './site-definition.js';
import { REPOSITORY, siteById, SITES } from './sites.js';
import { writeStories, type StoryEntry } from './story-cast.js';

export interface ProvinceOptions {
  readonly seed: number;
  /** Ordinary inhabitants, beside the story cast. */
  readonly patientCount: number;
  /** YYYY-MM-DD: every date is relative to it. */
  readonly today: string;
}

/** Everything that exists in the simulated province before anybody asks. */
export interface Province {
  readonly options: ProvinceOptions;
  readonly chartsBySite: ReadonlyMap<string, readonly Chart[]>;
  readonly stories: readonly StoryEntry[];
}

/** What the repository holds differently from the site that sent it. */
export interface RepositoryDifference {
  /** Report number → what the repository has instead; an empty list: it never arrived. */
  readonly reports: Map<string, (copy: Report) => readonly Report[]>;
  /** Study UID → what the repository has instead; `undefined`: it never arrived. */
  readonly studies: Map<string, (copy: Study) => Study | undefined>;
}

/** Registers people at sites and hands out the pens to write their charts. */
export class ProvinceBuilder {
  readonly charts = new Map<string, Chart[]>(SITES.map(({ id }) => [id, []]));
  readonly differences: RepositoryDifference = { reports: new Map(), studies: new Map() };
  readonly #recordNumbers = new Map<string, Set<string>>(SITES.map(({ id }) => [id, new Set()]));

  constructor(readonly options: ProvinceOptions) {}

  /** Registers a person at a site, as the site's clerk understood it, and opens the chart. */
  register(person: Person, siteId: string, mistaken: Partial<Registration> = {}): ChartWriter {
    const site = siteById(siteId);
    const charts = this.charts.get(siteId)!;
    const registration: Registration = {
      person, site, patientId: `p${charts.length + 1}`, recordNumber: mistaken.recordNumber ?? this.#recordNumber(site, person),
      family: person.family, given: person.given, birthDate: person.birthDate, sex: person.sex, healthNumber: person.healthNumber,
      ...(person.maidenName ? { maidenName: person.maidenName } : {}),
      ...(person.versionCode ? { versionCode: person.versionCode } : {}),
      ...(person.deceasedDate ? { deceasedDate: person.deceasedDate } : {}),
      ...mistaken,
    };
    this.#recordNumbers.get(siteId)!.add(registration.recordNumber);
    const writer = new ChartWriter(emptyChart(registration), this.options.seed, this.options.today);
    charts.push(writer.chart);
    return writer;
  }

  #recordNumber(site: SiteDefinition, person: Person): string {
    const taken = this.#recordNumbers.get(site.id)!;
    const random = new Random(`${this.options.seed}/${person.key}/${site.id}/record-number`);
    for (;;) {
      const number = site.recordNumberPattern.prefix + String(random.integer(1, 10 ** site.recordNumberPattern.digits - 1)).padStart(site.recordNumberPattern.digits, '0');
      if (!taken.has(number) && !number.endsWith('7788')) return number;
    }
  }
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
