import type { Database } from '@longview/platform';

/** An organization or a person by the name that people know. */
export interface Party {
  readonly id: string;
  readonly name: { readonly en: string; readonly fr: string };
}

export interface NamedPerson {
  readonly userId: string;
  readonly displayName: string;
  readonly organizations: readonly Party[];
}

/** Who is who, for whoever has to name them. Says nothing of standing. */
export interface Parties {
  organizations(ids: readonly string[]): Promise<ReadonlyMap<string, Party>>;
  people(ids: readonly string[]): Promise<ReadonlyMap<string, NamedPerson>>;
  /** People who take part now and whose name holds every word of the text, by name, at most 20. */
  findPeople(text: string): Promise<readonly NamedPerson[]>;
}

const MAX_FOUND = 20;
const PERSON = `
  select p.id as "userId", p.display_name as "displayName", coalesce((
    select json_agg(json_build_object('id', o.id, 'name', json_build_object('en', o.name_en, 'fr', o.name_fr)) order by o.name_en, o.id)
      from membership m join organization o on o.id = m.organization_id where m.person_id = p.id and m.status <> 'revoked'), '[]') as organizations
  from person p`;

export function createParties(database: Pick<Database, 'query'>): Parties {
  return {
    async organizations(ids) {
      const { rows } = await database.query<{ id: string; en: string; fr: string }>('select id, name_en as en, name_fr as fr from organization where id = any($1)', [ids]);
      return new Map(rows.map(({ id, en, fr }) => [id, { id, name: { en, fr } }]));
    },
    async people(ids) {
      const { rows } = await database.query<NamedPerson>(`${PERSON} where p.id = any($1)`, [ids]);
      return new Map(rows.map((row) => [row.userId, row]));
    },
    async findPeople(text) {
      const patterns = text.trim().split(/\s+/).filter(Boolean).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
      if (patterns.length === 0) return [];
      return (await database.query<NamedPerson>(`${PERSON} where p.is_active and p.display_name ilike all($1) order by lower(p.family_name), lower(p.given_name), p.display_name, p.id limit ${MAX_FOUND}`, [patterns])).rows;
    },
  };
}
