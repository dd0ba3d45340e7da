/** One line of the table of users by sector. */
export interface SectorSize {
  readonly sector: string;
  readonly organizations: number;
  readonly sites: number;
  readonly users: number;
  /** Of these, entitled to the DI Common Service. */
  readonly commonServiceUsers: number;
}

/**
 * Users by sector in the form of table 9 of the image-exchange paper. Known are the totals (2,294 sites, 44,899 users,
 * 36,558 of them entitled to the DI Common Service), about 479 users a hospital site and 1.7 a sole practitioner, and
 * 35,443 users as the largest list; everything else is illustrative and adds up to the totals. The number of
 * organizations is illustrative throughout.
 */
export const SECTORS: readonly SectorSize[] = [
  { sector: 'hospital', organizations: 34, sites: 74, users: 35_443, commonServiceUsers: 30_126 },
  { sector: 'primary-care', organizations: 540, sites: 812, users: 4_318, commonServiceUsers: 3_372 },
  { sector: 'specialist-clinic', organizations: 190, sites: 236, users: 917, commonServiceUsers: 768 },
  { sector: 'sole-practitioner', organizations: 512, sites: 512, users: 870, commonServiceUsers: 724 },
  { sector: 'community-health-centre', organizations: 42, sites: 68, users: 742, commonServiceUsers: 566 },
  { sector: 'home-and-community-care', organizations: 14, sites: 74, users: 1_264, commonServiceUsers: 488 },
  { sector: 'long-term-care', organizations: 210, sites: 318, users: 706, commonServiceUsers: 208 },
  { sector: 'mental-health', organizations: 58, sites: 96, users: 318, commonServiceUsers: 92 },
  { sector: 'public-health', organizations: 34, sites: 41, users: 129, commonServiceUsers: 38 },
  { sector: 'independent-health-facility', organizations: 12, sites: 17, users: 104, commonServiceUsers: 98 },
  { sector: 'other', organizations: 40, sites: 46, users: 88, commonServiceUsers: 78 },
];

export const PROVINCE_USERS = SECTORS.reduce((sum, { users }) => sum + users, 0);

/**
 * The same province with another number of users: every column in proportion, the users exactly.
 * @param oneHospital all hospital sites belong to one organization: the longest list that an LRA could have.
 */
export function sectorsFor(users: number, { oneHospital = false } = {}): readonly SectorSize[] {
  const ratio = users / PROVINCE_USERS;
  const exact = SECTORS.map((sector) => sector.users * ratio);
  const shares = exact.map(Math.floor);
  const byRemainder = exact.map((value, index) => ({ index, remainder: value - Math.floor(value) })).toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, users - shares.reduce((sum, share) => sum + share, 0))) shares[index]!++;
  return SECTORS.flatMap((sector, index) => {
    const count = shares[index]!;
    if (count === 0) return [];
    const scaled = (value: number): number => (ratio === 1 ? value : Math.min(count, Math.max(1, Math.round(value * ratio))));
    const organizations = oneHospital && sector.sector === 'hospital' ? 1 : scaled(sector.organizations);
    return [{ sector: sector.sector, organizations, sites: Math.max(organizations, scaled(sector.sites)), users: count, commonServiceUsers: Math.min(count, Math.round(sector.commonServiceUsers * ratio)) }];
  });
}
