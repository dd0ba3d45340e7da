import type { Clock, Database, Queryable } from '@longview/platform';
import { insertRows, type RowBatch } from './insert-rows.js';
import { calendarFrom, organizationRows, sourcesOf } from './organization-rows.js';
import { entitlementRows, peopleRows } from './people-rows.js';
import { createRandom } from './random.js';
import { PROVINCE_USERS, sectorsFor, type SectorSize } from './sectors.js';
import { inventOrganizations } from './synthetic-organizations.js';
import { inventPeople, type SyntheticPerson } from './synthetic-people.js';

/** The sandbox's sources; a generated province asks the same. */
const DEFAULT_SOURCES = ['di-common-service', 'st-brigid', 'thames-valley', 'grand-river-falls', 'quinte-shore'];

export interface ProvinceOptions {
  /** 44,899 unless said otherwise: the province of table 9. */
  readonly users?: number;
  readonly seed?: number;
  /** The first is the DI Common Service. */
  readonly sourceIds?: readonly string[];
  readonly identityProviderId?: string;
  /** All hospital sites belong to one organization, with 35,443 users the longest list that an LRA could have. */
  readonly oneHospital?: boolean;
  /** Adds to organizations that are there already. */
  readonly addToExisting?: boolean;
}

export interface GeneratedProvince {
  readonly organizations: number;
  readonly sites: number;
  readonly users: number;
  readonly commonServiceUsers: number;
  readonly largestOrganization: { readonly id: string; readonly users: number };
  readonly sectors: readonly SectorSize[];
}

/** The database has organizations, which might be real ones: nothing was written. */
export class ProvinceNotEmpty extends Error {
  override readonly name = 'ProvinceNotEmpty';
  readonly code = 'PROVINCE_NOT_EMPTY';
  constructor() {
    super('The database holds organizations already. Say that the synthetic ones are to be added to them, or use an empty database.');
  }
}

/**
 * Fills a database with an invented province of the size of table 9, all or nothing: the same options on the same day
 * write the same province. Everybody in it is fictitious.
 * @throws {ProvinceNotEmpty} when there are organizations already and `addToExisting` was not said.
 */
export async function generateProvince(database: Database, clock: Pick<Clock, 'nowMs'>, options: ProvinceOptions = {}): Promise<GeneratedProvince> {
  const { users = PROVINCE_USERS, seed = 9, sourceIds = DEFAULT_SOURCES, identityProviderId = 'sandbox', oneHospital = false, addToExisting = false } = options;
  if (!addToExisting) await requireEmpty(database);
  const commonServiceId = sourceIds[0]!;
  const sectors = sectorsFor(users, { oneHospital });
  const random = createRandom(seed);
  const calendar = calendarFrom(clock.nowMs());
  const organizations = inventOrganizations(sectors, random);
  const sources = new Map(organizations.map((one) => [one.id, sourcesOf(one, { sourceIds, commonServiceId }, random)]));
  const people: SyntheticPerson[] = [];
  for (const organization of organizations) people.push(...inventPeople(organization, people.length + 1, random));
  const commonServiceUsers = new Map(sectors.map((sector) => [sector.sector, sector.commonServiceUsers]));
  const batches: readonly RowBatch[] = [
    ...organizationRows(organizations, sources, calendar, random),
    ...peopleRows(people, identityProviderId, calendar, random),
    entitlementRows(people, commonServiceId, commonServiceUsers, sources, calendar, random),
  ];
  await database.transaction(async (connection) => {
    // Asked again where nobody comes between: the first look only saves the work.
    if (!addToExisting) await requireEmpty(connection);
    await agreementVersionOne(connection, calendar.at(2_900));
    for (const batch of batches) await insertRows(connection, batch);
  });
  const largest = organizations.reduce((most, one) => (one.users > most.users ? one : most));
  return {
    organizations: organizations.length, sites: organizations.reduce((sum, { sites }) => sum + sites, 0), users: people.length,
    commonServiceUsers: sectors.reduce((sum, sector) => sum + sector.commonServiceUsers, 0), largestOrganization: { id: largest.id, users: largest.users }, sectors,
  };
}

async function requireEmpty(connection: Queryable): Promise<void> {
  const { rows } = await connection.query('select 1 from organization limit 1');
  if (rows.length > 0) throw new ProvinceNotEmpty();
}

/** What the invented people accepted, where no agreement was published yet. */
async function agreementVersionOne(connection: Queryable, effectiveFrom: string): Promise<void> {
  await connection.query(
    `insert into user_agreement (version, effective_from, text_en, text_fr, published_by)
     values (1, $1, 'I will look only at records that I need for care.', 'Je ne consulterai que les dossiers dont j’ai besoin pour prodiguer des soins.', 'syn-program-office') on conflict do nothing`, [effectiveFrom]);
}
