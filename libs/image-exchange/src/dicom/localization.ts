import { decodeText, encodeText } from './character-set.js';
import { EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN, type Encoding } from './encoding.js';
import { encodingInside, UNDEFINED_LENGTH, writeAsRead, writeElement, writeHeader, writeItem, writeSequence, type Element } from './element.js';
import { itemsOf } from './read-elements.js';
import { TAG } from './tags.js';

/** A patient number and who issued it; `universal` is the issuer's OID where it has one. */
export interface IssuedNumber {
  readonly value: string;
  readonly issuer: string;
  readonly universal?: string;
}

/** What an instance is to say once it is at home in the receiving archive (IHE IRWF: reconciled identifiers). */
export interface Localization {
  readonly patient: {
    readonly number: IssuedNumber;
    readonly family: string;
    readonly given: readonly string[];
    /** `YYYY-MM-DD`; what is shorter leaves the instance's own. */
    readonly birthDate?: string;
    readonly sex?: 'M' | 'F' | 'O';
    /** The same person's numbers elsewhere, the source's among them. */
    readonly others: readonly IssuedNumber[];
  };
  readonly accession: IssuedNumber;
  /** Who changed it, and whose it was: names of institutions, of which what is not ASCII loses its accents. */
  readonly modifyingSystem: string;
  readonly receivingInstitution: string;
  readonly sourceInstitution: string;
  readonly atMs: number;
}

const LONGEST = { LO: 64, SH: 16, PN: 64 } as const;

/** The header as it stood up to the series UID, changed, and what stood there before. */
export interface LocalizedHeader {
  readonly elements: readonly Buffer[];
  /** The elements whose values were replaced or removed, in order. */
  readonly originals: readonly Element[];
}

/** Replaces the identifiers of patient and order and adds the mark of an instance from elsewhere. Pure. */
export function localizeHeader(header: readonly Element[], localization: Localization, encoding: Encoding): LocalizedHeader {
  const characterSet = characterSetOf(header);
  const edits = editsOf(header, localization, characterSet, encoding);
  const originals: Element[] = [];
  const written = new Map<number, Buffer>();
  for (const element of header) {
    // Lengths of groups (retired) would no longer be true.
    if ((element.tag & 0xffff) === 0) continue;
    const edit = edits.get(element.tag);
    if (edit === undefined || (edit.text !== undefined && decodeText(element.value, characterSet) === edit.text)) {
      written.set(element.tag, writeAsRead(element, encoding));
      edits.delete(element.tag);
    } else if (!edit.isAddition) originals.push(element);
  }
  for (const [tag, { bytes }] of edits) if (bytes) written.set(tag, bytes);
  return { elements: [...written].sort(([a], [b]) => a - b).map(([, bytes]) => bytes), originals };
}

/**
 * Original Attributes Sequence (PS3.3 §C.12.1.1.9) with one more item; what was there before stays in front of it.
 * @param before the sequence as it stood.
 */
export function originalAttributes(originals: readonly Element[], { modifyingSystem, sourceInstitution, atMs }: Localization, encoding: Encoding, before?: Element): Buffer {
  return appendItem(TAG.originalAttributes, before, encoding, (inside) => Buffer.concat([
    writeSequence(TAG.modifiedAttributes, [Buffer.concat(originals.map((element) => (inside === encoding ? writeAsRead(element, encoding) : asImplicit(element, encoding))))], inside),
    writeElement(TAG.modificationDateTime, 'DT', ascii(dateTimeOf(atMs)), inside),
    writeElement(TAG.modifyingSystem, 'LO', institution(modifyingSystem), inside),
    writeElement(TAG.sourceOfPreviousValues, 'LO', institution(sourceInstitution), inside),
    writeElement(TAG.reasonForModification, 'CS', ascii('COERCE'), inside),
  ]));
}

/** A sequence with one more item at its end, written as what is in it already: one that came as UN stays so. */
function appendItem(tag: number, before: Element | undefined, encoding: Encoding, item: (encoding: Encoding) => Buffer): Buffer {
  const inside = before ? encodingInside(before, encoding) : encoding;
  const value = Buffer.concat([...(before ? [itemsAsRead(before)] : []), writeItem(item(inside), inside)]);
  return Buffer.concat([writeHeader(tag, before?.vr === 'UN' ? 'UN' : 'SQ', value.length, encoding), value]);
}

/** Only texts and sequences of texts are ever replaced, so no number has to be turned round. */
function asImplicit(element: Element, encoding: Encoding): Buffer {
  if (element.vr !== 'SQ') return writeAsRead(element, IMPLICIT_LITTLE_ENDIAN);
  return writeSequence(element.tag, itemsOf(element, encoding).map((item) => Buffer.concat(item.map((one) => asImplicit(one, encoding)))), IMPLICIT_LITTLE_ENDIAN);
}

/** An edit: bytes to write, or none to remove. With `text`, an element that says the same already stays as it is. */
interface Edit {
  readonly bytes?: Buffer;
  readonly text?: string;
  /** Only adds to what was there, so nothing is lost. */
  readonly isAddition?: true;
}

function editsOf(header: readonly Element[], { patient, accession, ...marks }: Localization, characterSet: string, encoding: Encoding): Map<number, Edit> {
  const edits = new Map<number, Edit>();
  let declares: string | undefined;
  const text = (tag: number, vr: string, value: string): void => {
    const encoded = encodeText(value, characterSet);
    declares ??= encoded.declares;
    edits.set(tag, { text: value, bytes: writeElement(tag, vr, encoded.bytes, encoding) });
  };
  text(TAG.accessionNumber, 'SH', accession.value.slice(0, LONGEST.SH));
  edits.set(TAG.issuerOfAccessionNumber, { bytes: writeSequence(TAG.issuerOfAccessionNumber, [issuerMacro(accession, encoding)], encoding) });
  text(TAG.patientName, 'PN', [patient.family, patient.given.join(' ')].map((part) => part.replace(/[\\^=\r\n]/g, ' ').trim()).join('^').slice(0, LONGEST.PN));
  text(TAG.patientId, 'LO', patient.number.value);
  text(TAG.issuerOfPatientId, 'LO', patient.number.issuer);
  edits.set(TAG.issuerQualifiers, patient.number.universal === undefined ? {} : { bytes: writeSequence(TAG.issuerQualifiers, [universalIssuer(patient.number.universal, encoding)], encoding) });
  const birthDate = patient.birthDate?.replaceAll('-', '');
  if (birthDate?.length === 8) text(TAG.patientBirthDate, 'DA', birthDate);
  if (patient.sex) text(TAG.patientSex, 'CS', patient.sex);
  // Retired in favour of the sequence, and without issuers.
  edits.set(TAG.otherPatientIds, {});
  edits.set(TAG.otherPatientIdsSequence, patient.others.length === 0 ? {} : { bytes: writeSequence(TAG.otherPatientIdsSequence, patient.others.map((other) => otherPatientId(other, encoding)), encoding) });
  const equipment = header.find(({ tag }) => tag === TAG.contributingEquipment);
  edits.set(TAG.contributingEquipment, { isAddition: true, bytes: appendItem(TAG.contributingEquipment, equipment, encoding, (inside) => modifyingEquipment(marks, inside)) });
  if (declares !== undefined) edits.set(TAG.specificCharacterSet, { isAddition: true, bytes: writeElement(TAG.specificCharacterSet, 'CS', ascii(declares), encoding) });
  return edits;
}

/** HL7v2 Hierarchic Designator (PS3.3 §10.14). */
function issuerMacro({ issuer, universal }: IssuedNumber, encoding: Encoding): Buffer {
  return Buffer.concat([writeElement(TAG.localNamespace, 'UT', institution(issuer), encoding), ...(universal === undefined ? [] : [universalIssuer(universal, encoding)])]);
}

function universalIssuer(oid: string, encoding: Encoding): Buffer {
  return Buffer.concat([writeElement(TAG.universalEntityId, 'UT', ascii(oid), encoding), writeElement(TAG.universalEntityIdType, 'CS', ascii('ISO'), encoding)]);
}

function otherPatientId({ value, issuer, universal }: IssuedNumber, encoding: Encoding): Buffer {
  return Buffer.concat([
    writeElement(TAG.patientId, 'LO', institution(value), encoding),
    ...(issuer === '' ? [] : [writeElement(TAG.issuerOfPatientId, 'LO', institution(issuer), encoding)]),
    writeElement(TAG.typeOfPatientId, 'CS', ascii('TEXT'), encoding),
    ...(universal === undefined ? [] : [writeSequence(TAG.issuerQualifiers, [universalIssuer(universal, encoding)], encoding)]),
  ]);
}

/** Says, where an archive or a person looks for it, that the instance comes from elsewhere (PS3.3 §C.12.1, CID 7005). */
function modifyingEquipment({ modifyingSystem, receivingInstitution, sourceInstitution, atMs }: Pick<Localization, 'modifyingSystem' | 'receivingInstitution' | 'sourceInstitution' | 'atMs'>, encoding: Encoding): Buffer {
  const purpose = Buffer.concat([writeElement(TAG.codeValue, 'SH', ascii('109103'), encoding), writeElement(TAG.codingScheme, 'SH', ascii('DCM'), encoding), writeElement(TAG.codeMeaning, 'LO', ascii('Modifying Equipment'), encoding)]);
  return Buffer.concat([
    writeElement(TAG.manufacturer, 'LO', institution(modifyingSystem), encoding),
    writeElement(TAG.institutionName, 'LO', institution(receivingInstitution), encoding),
    writeElement(TAG.contributionDateTime, 'DT', ascii(dateTimeOf(atMs)), encoding),
    writeElement(TAG.contributionDescription, 'ST', institution(`Foreign study imported from ${sourceInstitution}`), encoding),
    writeSequence(TAG.purposeOfReference, [purpose], encoding),
  ]);
}

/** What stands in a sequence, without the delimiter at its end. */
function itemsAsRead({ value, length }: Element): Buffer {
  return length === UNDEFINED_LENGTH ? value.subarray(0, -8) : value;
}

export function characterSetOf(header: readonly Element[]): string {
  const value = header.find(({ tag }) => tag === TAG.specificCharacterSet)?.value;
  return value === undefined ? '' : (decodeText(value, '') ?? '');
}

/** Text of an element; empty where it is absent, `undefined` where its letters cannot be told for sure. */
export function textOf(header: readonly Element[], tag: number, characterSet = ''): string | undefined {
  const value = header.find((element) => element.tag === tag)?.value;
  return value === undefined ? '' : decodeText(value, characterSet);
}

/** Universal issuer of the patient number (PS3.3 §10.14.1.1), where one is named. */
export function universalIssuerOf(header: readonly Element[], encoding: Encoding = EXPLICIT_LITTLE_ENDIAN): string {
  const qualifiers = header.find(({ tag }) => tag === TAG.issuerQualifiers);
  const [item] = qualifiers ? itemsOf(qualifiers, encoding) : [];
  return (item && textOf(item, TAG.universalEntityId)) || '';
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

function institution(text: string): Buffer {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").replace(/[^ -~]|\\/g, '?');
  return ascii(plain.slice(0, LONGEST.LO));
}

/** DT with its offset (PS3.5 §6.2): an instant means the same everywhere. */
function dateTimeOf(atMs: number): string {
  return `${new Date(atMs).toISOString().replace(/[-:TZ]/g, '')}000+0000`;
}
