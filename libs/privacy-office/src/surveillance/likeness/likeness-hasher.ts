import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { SubjectIdentity } from '@longview/clinical-model';

/** What rules compare of a patient: keyed hashes, from which nobody can tell a name, a day or an address. */
export interface PatientLikeness {
  readonly surnames: readonly string[];
  readonly fullNames: readonly string[];
  /** Full name and birth date together. */
  readonly born: readonly string[];
  readonly postalCode: string;
  readonly address: string;
  readonly phone: string;
  readonly isDeceased: boolean;
}

export interface PersonName {
  readonly familyName: string;
  readonly givenName: string;
}

/** A zero in second place is rural delivery (Canada Post, Addressing Guidelines, Postal codes). */
const RURAL_POSTAL_CODE = /^[A-Z]0[A-Z]\d[A-Z]\d$/;

/**
 * Hashes what is compared. The key is derived from the access log's index key for this purpose alone, so that a hash here
 * says nothing about a key there. An unknown fact is the empty text and equals nothing.
 */
export class LikenessHasher {
  readonly #key: KeyObject;

  /** @param indexKey the access log's, 32 bytes. */
  constructor(indexKey: Buffer) {
    this.#key = createSecretKey(createHmac('sha256', indexKey).update('longview likeness 1').digest());
  }

  ofPatient({ names, birthDate, postalCode, addressLine, phone, deceased, deceasedDate }: SubjectIdentity): PatientLikeness {
    const all = names.map(({ family, given }) => ({ familyName: family, givenName: given[0] ?? '' }));
    return {
      surnames: distinct(all.flatMap(({ familyName }) => this.surnames(familyName))),
      fullNames: distinct(all.map((name) => this.fullName(name))),
      born: distinct(all.map((name) => this.born(name, birthDate))),
      postalCode: this.postalCode(postalCode), address: this.address(addressLine, postalCode), phone: this.phone(phone),
      isDeceased: deceased === true || deceasedDate !== undefined,
    };
  }

  /** Each part of a double name by itself, and the whole: Tremblay-Singh is a Tremblay's and a Singh's name. */
  surnames(familyName: string): readonly string[] {
    const parts = familyName.split(/[\s\-\u2010-\u2015]+/).map(letters).filter((part) => part.length > 1 && !PARTICLES.has(part));
    return distinct([letters(familyName), ...parts].map((part) => this.#hash('surname', part)));
  }

  fullName({ familyName, givenName }: PersonName): string {
    const [family, given] = [letters(familyName), letters(givenName.trim().split(/\s+/)[0] ?? '')];
    return family && given ? this.#hash('name', `${family}|${given}`) : '';
  }

  born(name: PersonName, birthDate: string | undefined): string {
    const fullName = this.fullName(name);
    return fullName && birthDate?.length === 10 ? this.#hash('born', `${fullName}|${birthDate}`) : '';
  }

  /** Nothing for a rural code, which is a whole town's or region's: living there together says nothing, and is not kept. */
  postalCode(text: string | undefined): string {
    const code = compact(text);
    return RURAL_POSTAL_CODE.test(code) ? '' : this.#hash('postal-code', code);
  }

  /** A street and number mean something only together with the postal code. */
  address(line: string | undefined, postalCode: string | undefined): string {
    const street = compact(line);
    return street && compact(postalCode) ? this.#hash('address', `${street}|${compact(postalCode)}`) : '';
  }

  phone(text: string | undefined): string {
    const digits = (text ?? '').replaceAll(/\D/g, '').slice(-10);
    return digits.length === 10 ? this.#hash('phone', digits) : '';
  }

  #hash(kind: string, text: string): string {
    return text === '' ? '' : createHmac('sha256', this.#key).update(`${kind}|${text}`, 'utf8').digest().subarray(0, 12).toString('base64url');
  }
}

/** Words before a name that tell nobody's family. */
const PARTICLES = new Set(['DE', 'DU', 'DES', 'LA', 'LE', 'VAN', 'VON', 'DER', 'DEN', 'EL', 'AL', 'BIN', 'ST', 'MC', 'MAC']);
const distinct = (hashes: readonly string[]): readonly string[] => [...new Set(hashes)].filter((hash) => hash !== '');
const letters = (text: string): string => text.normalize('NFD').replaceAll(/[^\p{L}]/gu, '').toUpperCase();
const compact = (text: string | undefined): string => (text ?? '').normalize('NFD').replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
