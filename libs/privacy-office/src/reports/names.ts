import type { MembershipStatus, Parties } from '@longview/participants';
import { readStandings } from '@longview/participants';
import type { Database } from '@longview/platform';
import type { AccessLine } from './access-line.js';

export interface Bilingual {
  readonly en: string;
  readonly fr: string;
}

/** What the province calls the things that the log names by their ids. */
export interface ProvinceNames {
  readonly sources: ReadonlyMap<string, { readonly name: Bilingual; readonly custodianId: string }>;
  /** Reasons that people state, by their codes. */
  readonly reasons: ReadonlyMap<string, Bilingual>;
}

/** Who and what lines name, by the names of today; people's own names are those that the log kept. */
export interface Names {
  organization(id: string): Bilingual;
  source(id: string): Bilingual;
  reason(code: string): Bilingual;
  /** How somebody stands now at the organization that they acted for. */
  standing(userId: string, organizationId: string | undefined): MembershipStatus | undefined;
}

export interface NamesDeps {
  readonly database: Pick<Database, 'query'>;
  readonly parties: Pick<Parties, 'organizations'>;
  readonly province: ProvinceNames;
}

export async function namesOf({ database, parties, province }: NamesDeps, lines: readonly AccessLine[], ...organizationIds: readonly string[]): Promise<Names> {
  const people = lines.flatMap(({ actor: { userId, organizationId } }) => (organizationId === undefined ? [] : [{ userId, organizationId }]));
  const ids = new Set([...organizationIds, ...people.map(({ organizationId }) => organizationId), ...lines.flatMap(({ shown }) => shown.map(({ custodianId }) => custodianId))]);
  const [organizations, standingOf] = await Promise.all([parties.organizations([...ids]), readStandings(database, people)]);
  return {
    organization: (id) => organizations.get(id)?.name ?? same(id),
    source: (id) => province.sources.get(id)?.name ?? same(id),
    reason: (code) => province.reasons.get(code) ?? same(code),
    standing: (userId, organizationId) => (organizationId === undefined ? undefined : standingOf({ userId, organizationId })),
  };
}

/** What has left the register is still called what the log calls it. */
const same = (id: string): Bilingual => ({ en: id, fr: id });
