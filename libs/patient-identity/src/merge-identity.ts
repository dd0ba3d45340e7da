import { identifierKey, normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber, type HumanName, type Identifier, type PatientRecord, type SubjectIdentity } from '@longview/clinical-model';
import { readPersonName } from './person-name.js';

/**
 * What the registrations of one person say together: every identifier (health numbers without their version code), every
 * name they go by with the best-written form first, and of each other field what most of them say. A field on which they are evenly split is left out, except the
 * birth date, without which nobody can be told apart: there the form that the order of the members puts first counts.
 * @param members in their final order; the result depends on nothing else.
 */
export function mergeIdentity(members: readonly PatientRecord[]): SubjectIdentity {
  // A registration that another one took over still names the person, but does not outvote its successor.
  const current = members.filter(({ replacedBy }) => replacedBy === undefined);
  const voters = current.length > 0 ? current : members;
  const birthDates = count(voters.map(({ birthDate }) => birthDate));
  const birthDate = birthDates[0]?.value ?? members.find((member) => member.birthDate !== undefined)?.birthDate;
  const gender = agreed(voters.map((member) => (member.gender === 'unknown' ? undefined : member.gender)));
  const deceased = agreed(voters.map((member) => member.deceased ?? (member.deceasedDate ? true : undefined)));
  const deceasedDate = agreed(voters.map((member) => member.deceasedDate));
  const postalCode = agreed(voters.map((member) => member.postalCode));
  const city = agreed(voters.map((member) => member.city));
  const addressLine = agreed(voters.map((member) => member.addressLine));
  const phone = agreed(voters.map((member) => member.phone));
  return {
    identifiers: mergeIdentifiers(members),
    names: mergeNames(members),
    ...(birthDate !== undefined && { birthDate }), ...(gender !== undefined && { gender }),
    ...(deceased !== undefined && { deceased }), ...(deceased && deceasedDate !== undefined && { deceasedDate }),
    ...(postalCode !== undefined && { postalCode }), ...(city !== undefined && { city }), ...(addressLine !== undefined && { addressLine }), ...(phone !== undefined && { phone }),
  };
}

/** Values with how often they occur, most frequent first, then in order of appearance. */
function count<T>(values: readonly (T | undefined)[]): { value: T; times: number }[] {
  const times = new Map<T, number>();
  for (const value of values) if (value !== undefined) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].map(([value, n]) => ({ value, times: n })).sort((a, b) => b.times - a.times);
}

function agreed<T>(values: readonly (T | undefined)[]): T | undefined {
  const [first, second] = count(values);
  return first && first.times !== second?.times ? first.value : undefined;
}

function mergeIdentifiers(members: readonly PatientRecord[]): Identifier[] {
  const merged = new Map<string, Identifier>();
  for (const { identifiers } of members) {
    for (const identifier of identifiers) {
      const system = normalizeIdentifierSystem(identifier.system);
      const healthNumber = system === ONTARIO_HEALTH_NUMBER_SYSTEM ? parseHealthNumber(identifier.value) : undefined;
      const value = healthNumber && 'number' in healthNumber ? healthNumber.number : identifier.value;
      const key = identifierKey({ system, value });
      const known = merged.get(key);
      if (!known || (known.type === undefined && identifier.type !== undefined)) merged.set(key, { ...identifier, system, value });
    }
  }
  return [...merged.values()];
}

function mergeNames(members: readonly PatientRecord[]): HumanName[] {
  const forms = new Map<string, { name: HumanName; times: number; quality: number }>();
  for (const { names, replacedBy } of members) {
    for (const name of names) {
      const { given, family } = readPersonName(name);
      const key = `${family.join('')}|${given.join('')}`;
      const quality = qualityOf(name) - (replacedBy === undefined ? 0 : 10);
      const known = forms.get(key);
      if (!known) forms.set(key, { name, times: 1, quality });
      else {
        known.times++;
        if (quality > known.quality) Object.assign(known, { name, quality });
      }
    }
  }
  return [...forms.values()].sort((a, b) => usePenalty(a.name) - usePenalty(b.name) || b.quality - a.quality || b.times - a.times).map(({ name }) => name);
}

/** A former name is no name to show first. */
function usePenalty({ use }: HumanName): number {
  return use === 'old' || use === 'maiden' ? 2 : use === 'nickname' ? 1 : 0;
}

/** How carefully a name is written: in full, with its accents, and not in capitals. */
function qualityOf({ family, given, use }: HumanName): number {
  const text = [family, ...given].join(' ');
  const fullParts = given.filter((part) => part.replace(/\W/g, '').length > 1).length;
  return fullParts * 2 + (use === 'official' ? 1 : 0) + (/[^\p{ASCII}]/u.test(text) ? 1.5 : 0) + (/\p{Ll}/u.test(text) ? 3 : 0);
}
