import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { identifierKey, ONTARIO_HEALTH_NUMBER_SYSTEM, type Identifier, type SubjectIdentity } from '@longview/clinical-model';
import type { AuditEvent } from './audit-event.js';

/** 32 random bytes each. The index key stays for the life of the log; sealing keys can be added, and the newest one seals. */
export interface PseudonymizerKeys {
  readonly indexKey: Buffer;
  /** By a number from 0 to 255 that is written with what was sealed. The highest one seals. */
  readonly sealingKeys: ReadonlyMap<number, Buffer>;
}

/** Who an event is about, for those who may know: what {@link PatientPseudonymizer.reveal} gives back. */
export interface RevealedPatient {
  readonly identifier?: Identifier;
  readonly name?: string;
  readonly birthDate?: string;
}

type PatientPseudonym = NonNullable<AuditEvent['patient']>;

/** Makes of a patient what the access log may hold: a keyed hash to find a patient's events by, and the identity encrypted. */
export class PatientPseudonymizer {
  readonly #indexKey: KeyObject;
  readonly #sealingKeys: ReadonlyMap<number, KeyObject>;
  readonly #newestKey: number;

  constructor({ indexKey, sealingKeys }: PseudonymizerKeys) {
    if (sealingKeys.size === 0 || [indexKey, ...sealingKeys.values()].some((key) => key.length !== 32)) throw new TypeError('Keys of the access log are 32 bytes each.');
    // Prepared once: with plain bytes every use prepares the key anew, which takes four times as long as the hash.
    this.#indexKey = createSecretKey(indexKey);
    this.#sealingKeys = new Map([...sealingKeys].map(([number, key]) => [number, createSecretKey(key)]));
    this.#newestKey = Math.max(...sealingKeys.keys());
  }

  /** The same `key` for the same strongest identifier, always; `sealed` differs every time. */
  pseudonymize(patient: SubjectIdentity): PatientPseudonym {
    const identifier = strongestIdentifier(patient.identifiers);
    const facts = [identifier ? shortDomain(identifier.system) : '', identifier?.value ?? '', nameOf(patient), patient.birthDate ?? ''].map((fact) => fact.replaceAll('\n', ' '));
    return { key: identifier ? this.keyOf(identifier) : this.#keyOfDemographics(patient), sealed: this.#seal(facts.join('\n')) };
  }

  /** The key under which events about the holder of this identifier are found. */
  keyOf(identifier: Pick<Identifier, 'system' | 'value'>): string {
    return this.#keyOfText(`identifier|${identifierKey(identifier)}`);
  }

  /**
   * The keys of every identifier known of a patient, the strongest first: what is kept about them under any of these is
   * theirs. Who is known by no identifier has the key of name and birth date.
   */
  keysOf(patient: SubjectIdentity): readonly string[] {
    const strongest = strongestIdentifier(patient.identifiers);
    return strongest ? [...new Set([strongest, ...patient.identifiers].map((identifier) => this.keyOf(identifier)))] : [this.#keyOfDemographics(patient)];
  }

  /** Opens what was sealed. Throws when it was changed or sealed with a key that is not here. */
  reveal(sealed: string): RevealedPatient {
    const bytes = Buffer.from(sealed, 'base64url');
    const key = this.#sealingKeys.get(bytes[0] ?? -1);
    if (!key || bytes.length < 29) throw new TypeError('Not sealed with a key of this log.');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13)).setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]).toString('utf8');
    const [system, value, name, birthDate] = text.split('\n');
    return { ...(system && value && { identifier: { system: system === HEALTH_NUMBER ? ONTARIO_HEALTH_NUMBER_SYSTEM : system, value } }), ...(name && { name }), ...(birthDate && { birthDate }) };
  }

  #keyOfDemographics(patient: SubjectIdentity): string {
    return this.#keyOfText(`demographics|${nameOf(patient).replaceAll('\n', ' ').toUpperCase()}|${patient.birthDate?.replaceAll('\n', ' ') ?? ''}`);
  }

  /** 128 bits: more than enough to tell all people apart, and half the index. */
  #keyOfText(text: string): string {
    return createHmac('sha256', this.#indexKey).update(text, 'utf8').digest().subarray(0, 16).toString('base64url');
  }

  #seal(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#sealingKeys.get(this.#newestKey)!, nonce);
    return Buffer.concat([Buffer.of(this.#newestKey), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }
}

const nameOf = ({ names: [name] }: SubjectIdentity): string => (name ? [...name.given, name.family].join(' ') : '');

/** Nearly every event is about the holder of a health number, and its domain is longer than everything else. */
const HEALTH_NUMBER = 'JHN';

function shortDomain(system: string): string {
  return system === ONTARIO_HEALTH_NUMBER_SYSTEM ? HEALTH_NUMBER : system;
}

/** The health number, else the first by domain and value, so that the order in which sources answered changes nothing. */
function strongestIdentifier(identifiers: readonly Identifier[]): Identifier | undefined {
  return identifiers.find(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM)
    ?? [...identifiers].sort((a, b) => (identifierKey(a) < identifierKey(b) ? -1 : 1))[0];
}
