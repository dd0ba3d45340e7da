import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber, type Identifier, type IdentifierType } from '@longview/clinical-model';
import type { SourceDefinition } from '@longview/sources-contract';
import { codesOf } from './concept.js';
import { objectOf, objectsOf, textOf, type Json } from './json.js';

const TYPES: ReadonlySet<string> = new Set<IdentifierType>(['JHN', 'MR', 'ACSN', 'PLAC', 'FILL', 'UID']);
/** Systems by which FHIR says that a value is a DICOM UID or a URI (DICOM UIDs are URIs as `urn:oid:`). */
const DICOM_UID_SYSTEM = 'urn:dicom:uid';
const URI_SYSTEM = 'urn:ietf:rfc:3986';

/** Domains of a source's own numbers, for those that it sends without one. */
export type LocalSystems = Readonly<Partial<Record<IdentifierType, string>>>;

export function localSystemsOf({ id, identifierSystem }: SourceDefinition): LocalSystems {
  return { ...(identifierSystem && { MR: identifierSystem }), ACSN: `urn:longview:source:${id}:accession` };
}

/** Reads an identifier with its domain; an identifier without one says nothing and is left out. */
export function readIdentifier(value: unknown, local: LocalSystems): Identifier | undefined {
  const identifier = objectOf(value);
  const text = textOf(identifier?.['value']);
  if (!identifier || !text || identifier['use'] === 'old') return undefined;
  const type = codesOf(identifier['type']).find((code): code is IdentifierType => TYPES.has(code));
  const system = textOf(identifier['system']) ?? (type && local[type]);
  if (!system) return undefined;
  const normalized = normalizeIdentifierSystem(system);
  if (normalized === ONTARIO_HEALTH_NUMBER_SYSTEM) return { system: normalized, value: plainHealthNumber(text), type: 'JHN' };
  if (system === DICOM_UID_SYSTEM) return { system, value: stripOidPrefix(text), type: 'UID' };
  return { system: normalized, value: text, ...(type && { type }) };
}

export function readIdentifiers(value: unknown, local: LocalSystems): Identifier[] {
  const identifiers: Identifier[] = [];
  for (const item of objectsOf(value)) {
    const identifier = readIdentifier(item, local);
    if (identifier) identifiers.push(identifier);
  }
  return identifiers;
}

/** Business identifiers of a record and of the orders it fulfils. */
export function readRecordIdentifiers(resource: Json, local: LocalSystems): Identifier[] {
  const identifiers = [...readIdentifiers(resource['identifier'], local), ...readIdentifiers(resource['masterIdentifier'], local)];
  for (const order of objectsOf(resource['basedOn'])) {
    const identifier = readIdentifier(order['identifier'], local);
    if (identifier && !identifiers.some(({ system, value }) => system === identifier.system && value === identifier.value)) identifiers.push(identifier);
  }
  return identifiers;
}

/** The number without blanks, hyphens and version code. A number with a wrong check digit stays as wrong as it is. */
function plainHealthNumber(text: string): string {
  const parsed = parseHealthNumber(text);
  return 'number' in parsed ? parsed.number : text.replace(/[\s-]/g, '');
}

/** A study's UID among its identifiers, with or without `urn:oid:`, and also where the system is missing or a general one. */
export function readStudyUid(value: unknown): string | undefined {
  let fallback: string | undefined;
  for (const identifier of objectsOf(value)) {
    const text = textOf(identifier['value']);
    if (!text) continue;
    const uid = stripOidPrefix(text);
    if (!/^\d+(\.\d+)+$/.test(uid) || uid.length > 64) continue;
    const system = identifier['system'];
    if (system === DICOM_UID_SYSTEM) return uid;
    if (system === URI_SYSTEM || (system === undefined && uid.split('.').length > 3)) fallback ??= uid;
  }
  return fallback;
}

function stripOidPrefix(text: string): string {
  return text.replace(/^urn:oid:/i, '');
}
