import { FAMILY_NAMES, GIVEN_NAMES } from './names.js';
import type { Random } from './random.js';
import type { SyntheticOrganization } from './synthetic-organizations.js';

export const OFFICES = ['legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact', 'privacy-auditor'] as const;
export type SyntheticOffice = (typeof OFFICES)[number];

/** An invented person in their one organization. */
export interface SyntheticPerson {
  readonly id: string;
  readonly organization: SyntheticOrganization;
  readonly given: string;
  readonly family: string;
  readonly displayName: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly jobTitle: string;
  readonly college: string;
  readonly licence: string;
  readonly assuranceLevel: 1 | 2 | 3;
  readonly status: 'active' | 'on-leave' | 'suspended';
  readonly statusReason: string;
  readonly offices: readonly SyntheticOffice[];
  /** Days since the account was made, and since its last use; `undefined`: never used. */
  readonly ageDays: number;
  readonly idleDays: number | undefined;
  readonly patientsOpened: number;
  /** Days until the identity documents expire; negative: they have. */
  readonly documentDays: number;
}

interface Occupation { readonly role: string; readonly title: string; readonly college?: string; readonly share: number }

const CLINICAL: readonly Occupation[] = [
  { role: 'nurse', title: 'Registered nurse', college: 'cno', share: 0.42 },
  { role: 'physician', title: 'Physician', college: 'cpso', share: 0.22 },
  { role: 'allied-health', title: 'Physiotherapist', college: 'cpo', share: 0.08 },
  { role: 'allied-health', title: 'Occupational therapist', college: 'coto', share: 0.06 },
  { role: 'allied-health', title: 'Medical radiation technologist', college: 'cmrito', share: 0.06 },
  { role: 'clerk', title: 'Unit clerk', share: 0.16 },
];
const SOLE: readonly Occupation[] = [{ role: 'physician', title: 'Physician', college: 'cpso', share: 1 }];

/** Everybody of an organization; who holds an office comes first. Names, mail addresses and licences are invented. */
export function inventPeople(organization: SyntheticOrganization, firstNumber: number, random: Random): readonly SyntheticPerson[] {
  const isSole = organization.sector === 'sole-practitioner';
  return Array.from({ length: organization.users }, (_, index) => {
    const offices = officesOf(organization, index, isSole);
    // Larger organizations have people in office who see no patients.
    const isAdministrator = offices.length > 0 && organization.users > 40;
    const occupation = isAdministrator ? undefined : occupationOf(isSole && index === 0 ? SOLE : CLINICAL, random);
    return person(organization, firstNumber + index, offices, occupation, random);
  });
}

/** How many LRAs an organization of this size has. */
const registrationAuthorities = (users: number): number => Math.min(12, 1 + Math.floor(users / 400));

function officesOf({ users, hasRegistrationAuthority }: SyntheticOrganization, index: number, isSole: boolean): readonly SyntheticOffice[] {
  if (isSole) return index === 0 ? ['legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact'] : [];
  const lras = registrationAuthorities(users);
  // A small organization has fewer people than offices: the same ones hold several.
  const at = (office: number): number => (users <= 4 ? office % users : office);
  const offices: SyntheticOffice[] = [];
  if (index === at(0)) offices.push('legal-signing-authority');
  if (index === at(1)) offices.push('privacy-contact');
  if (index === at(2)) offices.push('security-contact');
  if (users > 40 && index === at(3)) offices.push('privacy-auditor');
  const isRegistrar = users <= 4 ? index === at(1) : index >= 4 && index < 4 + lras;
  if (hasRegistrationAuthority && isRegistrar) offices.push('local-registration-authority');
  return offices;
}

function occupationOf(occupations: readonly Occupation[], random: Random): Occupation {
  let left = random.next();
  return occupations.find(({ share }) => (left -= share) < 0) ?? occupations[occupations.length - 1]!;
}

function person(organization: SyntheticOrganization, number: number, offices: readonly SyntheticOffice[], occupation: Occupation | undefined, random: Random): SyntheticPerson {
  const given = random.pick(GIVEN_NAMES);
  const family = random.pick(FAMILY_NAMES);
  const ageDays = Math.min(organization.ageDays, 10 + Math.floor(random.next() ** 1.4 * 2_500));
  const standing = offices.length > 0 ? { status: 'active' as const, statusReason: '' } : standingOf(random);
  const idleDays = lastUse(random, ageDays, standing.statusReason);
  const mail = `${given}.${family}.${number}`.normalize('NFD').replaceAll(/[^A-Za-z0-9.-]/g, '').toLowerCase();
  return {
    id: `syn-${String(number).padStart(6, '0')}`, organization, given, family, offices, ageDays, idleDays, ...standing,
    displayName: occupation?.role === 'physician' ? `Dr. ${given} ${family}` : occupation?.college === 'cno' ? `${given} ${family}, RN` : `${given} ${family}`,
    email: `${mail}@${organization.id}.example`,
    roles: occupation ? [occupation.role] : [],
    jobTitle: occupation?.title ?? 'Health records and privacy',
    college: occupation?.college ?? '',
    licence: occupation?.college ? String(100_000 + number) : '',
    assuranceLevel: random.chance(0.02) && offices.length === 0 ? 1 : random.chance(0.05) ? 3 : 2,
    patientsOpened: idleDays === undefined ? 0 : Math.floor(random.next() ** 3 * 900),
    documentDays: random.chance(0.03) ? -1 - random.below(200) : 30 + random.below(1_700),
  };
}

function standingOf(random: Random): Pick<SyntheticPerson, 'status' | 'statusReason'> {
  if (random.chance(0.015)) return { status: 'on-leave', statusReason: 'leave' };
  if (random.chance(0.03)) return { status: 'suspended', statusReason: random.pick(['idle', 'idle', 'not-attested', 'requested-by-person', 'privacy-case']) };
  return { status: 'active', statusReason: '' };
}

/** Most people look in every few days, some hardly ever, a few never since they were registered. */
function lastUse(random: Random, ageDays: number, statusReason: string): number | undefined {
  if (statusReason === 'idle') return Math.min(ageDays, 120 + random.below(400));
  const kind = random.next();
  if (kind < 0.025) return undefined;
  const days = kind < 0.6 ? random.next() * 7 : kind < 0.84 ? 7 + random.next() * 23 : kind < 0.94 ? 30 + random.next() * 60 : 90 + random.next() * 240;
  return Math.min(ageDays, days);
}
