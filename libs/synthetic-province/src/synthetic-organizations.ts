import { ORGANIZATION_NAMES, PLACES } from './names.js';
import type { Random } from './random.js';
import type { SectorSize } from './sectors.js';

export type AgreementState = 'in-force' | 'ending' | 'expired';

/** An invented organization before its people are. */
export interface SyntheticOrganization {
  readonly id: string;
  readonly sector: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly place: string;
  readonly status: 'active' | 'suspended' | 'departed' | 'applying';
  readonly users: number;
  readonly sites: number;
  readonly agreement: AgreementState;
  /** False: nobody is LRA at the moment. */
  readonly hasRegistrationAuthority: boolean;
  /** Days since it joined. */
  readonly ageDays: number;
}

const APPLYING = 14;
const DEPARTED = 6;

/**
 * The organizations of every sector with exactly the sector's sites and users between them, and beside those a few that
 * are still joining or have left, which have neither.
 */
export function inventOrganizations(sectors: readonly SectorSize[], random: Random): readonly SyntheticOrganization[] {
  const organizations: SyntheticOrganization[] = [];
  const name = nameGiver(random);
  const invent = (sector: string, index: number, users: number, sites: number, status: SyntheticOrganization['status']): void => {
    const isLarge = users > 200;
    organizations.push({
      id: `syn-${sector}-${String(index + 1).padStart(3, '0')}`, sector, ...name(sector), status, users, sites,
      agreement: random.chance(0.02) && !isLarge ? 'expired' : random.chance(0.04) ? 'ending' : 'in-force',
      hasRegistrationAuthority: sector === 'sole-practitioner' || isLarge || !random.chance(0.016),
      ageDays: 120 + random.below(2_800),
    });
  };
  for (const { sector, organizations: count, users, sites } of sectors) {
    const weights = Array.from({ length: count }, () => (sector === 'hospital' ? 0.15 + random.next() ** 3 * 6 : 0.5 + random.next()));
    const usersOf = divide(users, weights);
    const sitesOf = divide(sites, usersOf.map((share) => Math.sqrt(share)), sector === 'sole-practitioner' ? 1 : Infinity);
    for (let i = 0; i < count; i++) invent(sector, i, usersOf[i]!, sitesOf[i]!, usersOf[i]! < 200 && random.chance(0.005) ? 'suspended' : 'active');
  }
  const joinable = ['primary-care', 'specialist-clinic', 'sole-practitioner', 'long-term-care'] as const;
  for (let i = 0; i < APPLYING; i++) invent(joinable[i % joinable.length]!, 900 + i, 0, 0, 'applying');
  for (let i = 0; i < DEPARTED; i++) invent(joinable[i % joinable.length]!, 950 + i, 0, 0, 'departed');
  return organizations;
}

/** Gives each at least one and the rest by weight; the shares add up to `total`. */
function divide(total: number, weights: readonly number[], most = Infinity): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const rest = total - weights.length;
  const shares = weights.map((weight) => 1 + Math.floor((rest * weight) / sum));
  for (let i = 0, left = total - shares.reduce((all, share) => all + share, 0); left > 0; i++) {
    if (shares[i % shares.length]! >= most) continue;
    shares[i % shares.length]!++;
    left--;
  }
  return shares;
}

/** No two organizations share a name: a place that is used up for a sector is followed by a number. */
function nameGiver(random: Random): (sector: string) => { readonly nameEn: string; readonly nameFr: string; readonly place: string } {
  const used = new Map<string, number>();
  return (sector) => {
    const place = random.pick(PLACES);
    const { en, fr } = random.pick(ORGANIZATION_NAMES[sector] ?? ORGANIZATION_NAMES['other']!);
    const count = (used.get(en(place)) ?? 0) + 1;
    used.set(en(place), count);
    const suffix = count === 1 ? '' : ` ${count}`;
    return { nameEn: en(place) + suffix, nameFr: fr(place) + suffix, place };
  };
}
