import { describe, expect, it } from '@jest/globals';
import { SECTORS, sectorsFor } from './sectors.js';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('users by sector', () => {
  it('add up to the known totals', () => {
    expect(sum(SECTORS.map(({ sites }) => sites))).toBe(2_294);
    expect(sum(SECTORS.map(({ users }) => users))).toBe(44_899);
    expect(sum(SECTORS.map(({ commonServiceUsers }) => commonServiceUsers))).toBe(36_558);
  });

  it('have the known sizes: 479 a hospital site, 1.7 a sole practitioner', () => {
    const of = (name: string) => SECTORS.find(({ sector }) => sector === name)!;
    expect(Math.round(of('hospital').users / of('hospital').sites)).toBe(479);
    expect((of('sole-practitioner').users / of('sole-practitioner').sites).toFixed(1)).toBe('1.7');
  });

  it.each([1, 50, 479, 5_000, 44_898, 100_000])('are divided exactly for %i users', (users) => {
    const sectors = sectorsFor(users);
    expect(sum(sectors.map((sector) => sector.users))).toBe(users);
    for (const sector of sectors) expect([sector.organizations >= 1, sector.sites >= sector.organizations, sector.users >= sector.organizations, sector.commonServiceUsers <= sector.users]).toEqual([true, true, true, true]);
  });

  it('can put all hospitals into one organization', () => {
    expect(sectorsFor(44_899, { oneHospital: true })[0]).toMatchObject({ organizations: 1, sites: 74, users: 35_443 });
  });
});
