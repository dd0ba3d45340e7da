import type { Registration } from './chart.js';
import type { ChartWriter } from './chart-writer.js';
import type { Person } from './person.js';
import type { ProvinceBuilder } from './province-builder.js';

export interface StoryPerson {
  readonly family: string;
  readonly given: readonly string[];
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly city: string;
  readonly language?: 'en' | 'fr';
  readonly maidenName?: string;
  readonly deceasedDaysAgo?: number;
  readonly addressLine?: string;
  readonly postalCode?: string;
  readonly phone?: string;
}

export interface Story {
  readonly id: string;
  readonly covers: string;
  readonly person: StoryPerson;
  /** Writes the person's charts and returns facts that tests and demonstrations want to know. */
  write(telling: StoryTelling): Record<string, string | number | boolean> | void;
}

/** What a story is written with. */
export interface StoryTelling {
  readonly builder: ProvinceBuilder;
  readonly person: Person;
  register(siteId: string, mistaken?: Partial<Registration>): ChartWriter;
}
