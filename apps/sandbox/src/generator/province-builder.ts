import { emptyChart, type Chart, type Registration, type Report, type Study } from './chart.js';
import { ChartWriter } from './chart-writer.js';
import type { Person } from './person.js';
import { Random } from './random.js';
import type { SiteDefinition } from './site-definition.js';
import { siteById, SITES } from './sites.js';

export interface ProvinceOptions {
  readonly seed: number;
  /** Ordinary inhabitants, beside the story cast. */
  readonly patientCount: number;
  /** YYYY-MM-DD: every date is relative to it. */
  readonly today: string;
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
