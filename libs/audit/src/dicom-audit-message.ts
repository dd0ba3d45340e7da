import type { FhirAuditEvent } from './balp-audit-event.js';

interface Code { readonly csd: string; readonly system: string; readonly text: string }

/** FHIR names code systems by URI, the audit message by the short name of DICOM PS3.16 Annex 8 or IHE. */
const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  'http://dicom.nema.org/resources/ontology/DCM': 'DCM',
  'http://snomed.info/sct': 'SCT',
  'http://hl7.org/fhir/restful-interaction': 'HL7 FHIR restful-interaction',
  'http://terminology.hl7.org/CodeSystem/v3-ActReason': 'HL7 V3 ActReason',
  'http://terminology.hl7.org/CodeSystem/v3-ParticipationType': 'HL7 V3 ParticipationType',
  'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle': 'ISO 21089',
};

const PATIENT_RECORD: Code = { csd: '110110', system: 'DCM', text: 'Patient Record' };
const QUERY: Code = { csd: '110112', system: 'DCM', text: 'Query' };
const PATIENT_NUMBER: Code = { csd: '2', system: 'RFC-3881', text: 'Patient Number' };
const SEARCH_CRITERIA: Code = { csd: '10', system: 'RFC-3881', text: 'Search Criteria' };
const NODE_ID: Code = { csd: '11', system: 'RFC-3881', text: 'User Identifier' };
const STUDY_INSTANCE_UID: Code = { csd: '110180', system: 'DCM', text: 'Study Instance UID' };
const OTHER_OBJECT: Code = { csd: '12', system: 'RFC-3881', text: 'URI' };
const APPLICATION_SERVER = '4';

/**
 * An audit event in the form that audit record repositories receive (IHE ITI-20): the XML audit message of DICOM PS3.15 A.5,
 * from its BALP form, so that both say the same. Where BALP speaks of REST interactions, the message has the event
 * identifiers of DICOM PS3.16 CID 400.
 * @see https://dicom.nema.org/medical/dicom/current/output/chtml/part15/sect_A.5.html
 */
export function toDicomAuditMessage(event: FhirAuditEvent, auditSourceId: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><AuditMessage>${[identification(event), ...event.agent.map(participant), source(auditSourceId), ...(event.entity ?? []).map(objectOf)].join('')}</AuditMessage>`;
}

function identification({ type, subtype, action, recorded, outcome, outcomeDesc, purposeOfEvent = [] }: FhirAuditEvent): string {
  const isRest = type.code === 'rest';
  const eventId = isRest ? (action === 'E' ? QUERY : PATIENT_RECORD) : codeOf(type);
  return element('EventIdentification', { EventActionCode: action, EventDateTime: recorded, EventOutcomeIndicator: outcome }, [
    coded('EventID', eventId),
    ...subtype.map((one) => coded('EventTypeCode', codeOf(one))),
    ...(outcomeDesc ? [`<EventOutcomeDescription>${escapeXml(outcomeDesc)}</EventOutcomeDescription>`] : []),
    ...purposeOfEvent.flatMap(({ coding }) => coding.map((one) => coded('PurposeOfUse', codeOf(one)))),
  ]);
}

function participant({ type, role = [], who, name, requestor, network }: FhirAuditEvent['agent'][number]): string {
  return element('ActiveParticipant', {
    UserID: who.identifier?.value ?? who.display ?? 'unknown', ...(name !== undefined && { UserName: name }), UserIsRequestor: String(requestor),
    ...(network && { NetworkAccessPointID: network.address, NetworkAccessPointTypeCode: network.type }),
  }, [...(type ? [type] : []), ...role].flatMap(({ coding }) => coding.map((one) => coded('RoleIDCode', codeOf(one)))));
}

const source = (auditSourceId: string): string => element('AuditSourceIdentification', { AuditSourceID: auditSourceId }, [element('AuditSourceTypeCode', { 'csd-code': APPLICATION_SERVER }, [])]);

function objectOf({ what, type, role, query, detail = [] }: NonNullable<FhirAuditEvent['entity']>[number]): string {
  const id = what?.identifier?.value ?? '';
  const isPatient = role?.code === '1';
  const idType = isPatient ? PATIENT_NUMBER : query !== undefined ? SEARCH_CRITERIA : type.code === 'XrequestId' ? NODE_ID : /^[0-9.]{5,64}$/.test(id) ? STUDY_INSTANCE_UID : OTHER_OBJECT;
  return element('ParticipantObjectIdentification', {
    ParticipantObjectID: id, ParticipantObjectTypeCode: isPatient ? '1' : '2', ...(role && { ParticipantObjectTypeCodeRole: role.code }),
  }, [
    coded('ParticipantObjectIDTypeCode', idType),
    query === undefined ? '<ParticipantObjectName/>' : `<ParticipantObjectQuery>${escapeXml(query)}</ParticipantObjectQuery>`,
    // PS3.15: the value of a detail is base64.
    ...detail.map(({ type: kind, valueString }) => element('ParticipantObjectDetail', { type: kind, value: Buffer.from(valueString, 'utf8').toString('base64') }, [])),
  ]);
}

function codeOf({ system, code, display }: FhirAuditEvent['type']): Code {
  return { csd: code, system: SYSTEM_NAMES[system] ?? system, text: display ?? code };
}

const coded = (name: string, { csd, system, text }: Code): string => element(name, { 'csd-code': csd, codeSystemName: system, originalText: text }, []);

function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[]): string {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`).join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Characters that XML 1.0 does not have are replaced: a message that cannot be read is worth nothing to anybody. */
function escapeXml(text: string): string {
  return [...text.toWellFormed()].map((char) => (isXmlChar(char.codePointAt(0)!) ? ENTITIES[char] ?? char : '\uFFFD')).join('');
}

const isXmlChar = (code: number): boolean => code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code !== 0xfffe && code !== 0xffff);
