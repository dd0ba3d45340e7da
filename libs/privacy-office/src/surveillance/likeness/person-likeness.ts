import { ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber, type Identifier } from '@longview/clinical-model';
import type { FactsOfPerson } from '@longview/participants';
import type { Clock, Queryable } from '@longview/platform';
import type { LikenessHasher, PersonName } from './likeness-hasher.js';

export interface PersonLikenessDeps {
  readonly clock: Clock;
  readonly hasher: LikenessHasher;
  readonly keyOf: (identifier: Pick<Identifier, 'system' | 'value'>) => string;
}

const MOST_AT_ONCE = 1_000;

/**
 * Brings the hashes of users' names up to date with the register, so that nobody who registers people has to think of it.
 * @returns how many there were.
 */
export async function refreshPersonNames(connection: Queryable, { clock, hasher }: PersonLikenessDeps): Promise<number> {
  const { rows } = await connection.query<PersonName & { readonly id: string; readonly version: number }>(
    `select p.id, p.family_name as "familyName", p.given_name as "givenName", p.version from person p left join person_likeness l on l.person_id = p.id
      where l.person_id is null or l.person_version <> p.version order by p.id limit ${MOST_AT_ONCE}`);
  if (rows.length === 0) return 0;
  const names = rows.map(({ id, version, ...name }) => ({ id, version, surnames: hasher.surnames(name.familyName), full_name: hasher.fullName(name) }));
  await connection.query(
    `insert into person_likeness (person_id, surnames, full_name, person_version, noted_at)
     select g.id, array(select jsonb_array_elements_text(g.surnames)), g.full_name, g.version, $2 from jsonb_to_recordset($1::jsonb) as g(id text, surnames jsonb, full_name text, version int)
     on conflict (person_id) do update set surnames = excluded.surnames, full_name = excluded.full_name, person_version = excluded.person_version, noted_at = excluded.noted_at`, [JSON.stringify(names), new Date(clock.nowMs())]);
  return rows.length;
}

/** Keeps hashes of the facts that are given; one that is not given stays as it was. The facts themselves are kept nowhere. */
export async function keepPersonalFacts(connection: Queryable, { clock, hasher, keyOf }: PersonLikenessDeps, people: readonly FactsOfPerson[]): Promise<void> {
  const { rows } = await connection.query<PersonName & { readonly id: string }>('select id, family_name as "familyName", given_name as "givenName" from person where id = any($1)', [people.map(({ personId }) => personId)]);
  const names = new Map(rows.map(({ id, ...name }) => [id, name]));
  const hashed = people.flatMap(({ personId, facts }) => {
    const name = names.get(personId);
    if (!name) return [];
    const number = facts.healthNumber ? parseHealthNumber(facts.healthNumber) : undefined;
    return [{
      id: personId, surnames: hasher.surnames(name.familyName), full_name: hasher.fullName(name), born: hasher.born(name, facts.birthDate), postal_code: hasher.postalCode(facts.homePostalCode), address: hasher.address(facts.homeAddress, facts.homePostalCode),
      phone: hasher.phone(facts.homePhone), own_key: number && 'number' in number ? keyOf({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: number.number }) : '',
    }];
  });
  await connection.query(
    `insert into person_likeness as l (person_id, surnames, full_name, born, postal_code, address, phone, own_key, noted_at)
     select g.id, array(select jsonb_array_elements_text(g.surnames)), g.full_name, g.born, g.postal_code, g.address, g.phone, g.own_key, $2
       from jsonb_to_recordset($1::jsonb) as g(id text, surnames jsonb, full_name text, born text, postal_code text, address text, phone text, own_key text)
     on conflict (person_id) do update set born = coalesce(nullif(excluded.born, ''), l.born), postal_code = coalesce(nullif(excluded.postal_code, ''), l.postal_code), address = coalesce(nullif(excluded.address, ''), l.address),
       phone = coalesce(nullif(excluded.phone, ''), l.phone), own_key = coalesce(nullif(excluded.own_key, ''), l.own_key), noted_at = excluded.noted_at`, [JSON.stringify(hashed), new Date(clock.nowMs())]);
}
