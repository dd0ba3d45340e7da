import { fictitiousHealthNumber } from './health-number.js';
import { dateDaysBefore } from './local-time.js';
import type { Person } from './person.js';
import { placeOf, type Place } from './places.js';
import type { ProvinceBuilder } from './province-builder.js';
import { IMAGING_STORIES } from './stories-imaging.js';
import { IDENTITY_STORIES } from './stories-identity.js';
import { SOURCE_STORIES } from './stories-sources.js';
import type { Story } from './story.js';

/** One named patient of the cast, as `story-cast.json` lists them. Fictitious, number included. */
export interface StoryEntry {
  readonly id: string;
  /** What the person is there for. */
  readonly covers: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly healthNumber: string;
  readonly recordNumbers: readonly { readonly siteId: string; readonly system: string; readonly value: string }[];
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

const STORIES: readonly Story[] = [...IMAGING_STORIES, ...IDENTITY_STORIES, ...SOURCE_STORIES];

/** Health numbers of the cast depend on the order here only, never on the seed: documents and tests may name them. */
const FIRST_ORDINAL = 900_001;

/** Writes the cast into the province. */
export function writeStories(builder: ProvinceBuilder): { person: Person; entry: StoryEntry }[] {
  return STORIES.map((story, index) => {
    const person = personOf(story, FIRST_ORDINAL + index, builder.options.today);
    const recordNumbers: { siteId: string; system: string; value: string }[] = [];
    const facts = story.write({
      builder, person,
      register: (siteId, mistaken) => {
        const writer = builder.register(person, siteId, mistaken);
        const { site, recordNumber } = writer.chart.registration;
        recordNumbers.push({ siteId, system: site.recordNumberSystem, value: recordNumber });
        return writer;
      },
    });
    const { family, given, birthDate, sex, healthNumber } = person;
    return { person, entry: { id: story.id, covers: story.covers, family, given, birthDate, sex, healthNumber, recordNumbers, facts: facts ?? {} } };
  });
}

function personOf({ id, person }: Story, ordinal: number, today: string): Person {
  const place: Place = placeOf(person.city);
  return {
    key: `story-${id}`, family: person.family, given: person.given, sex: person.sex, birthDate: person.birthDate,
    ...(person.maidenName ? { maidenName: person.maidenName } : {}),
    ...(person.deceasedDaysAgo === undefined ? {} : { deceasedDate: dateDaysBefore(today, person.deceasedDaysAgo) }),
    healthNumber: fictitiousHealthNumber(ordinal), versionCode: 'ZZ', language: person.language ?? 'en',
    address: { line: person.addressLine ?? `${100 + (ordinal % 800)} ${place.streets[ordinal % place.streets.length]}`, city: person.city, postalCode: person.postalCode ?? `${place.forwardSortationAreas[0]} ${1 + (ordinal % 9)}Z${ordinal % 10}` },
    phone: person.phone ?? `${place.areaCodes[0]}-555-01${String(ordinal % 100).padStart(2, '0')}`,
    homeSiteId: place.siteId,
  };
}
