import type { AuditAction, AuditEvent } from './audit-event.js';

/** As much of a FHIR R4 AuditEvent as we write. @see https://hl7.org/fhir/R4/auditevent.html */
export interface FhirAuditEvent {
  readonly resourceType: 'AuditEvent';
  readonly id: string;
  readonly meta?: { readonly profile: readonly string[] };
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly recorded: string;
  readonly outcome: '0' | '4' | '8';
  readonly outcomeDesc?: string;
  readonly purposeOfEvent?: readonly CodeableConcept[];
  readonly agent: readonly Agent[];
  readonly source: { readonly observer: Reference; readonly type: readonly Coding[] };
  readonly entity?: readonly Entity[];
}
interface Coding { readonly system: string; readonly code: string; readonly display?: string }
interface CodeableConcept { readonly coding: readonly Coding[] }
interface Reference { readonly identifier?: { readonly system?: string; readonly value: string }; readonly display?: string }
interface Agent {
  readonly type?: CodeableConcept;
  readonly role?: readonly CodeableConcept[];
  readonly who: Reference;
  readonly name?: string;
  readonly requestor: boolean;
  readonly policy?: readonly string[];
  readonly network?: { readonly address: string; readonly type: '1' | '2' | '5' };
  readonly purposeOfUse?: readonly CodeableConcept[];
}
interface Entity {
  readonly what?: Reference;
  readonly type: Coding;
  readonly role?: Coding;
  readonly query?: string;
  readonly detail?: readonly { readonly type: string; readonly valueString: string }[];
}

/** Who recorded the event. */
export interface BalpObserver {
  /** Address of this installation: `https://longview.example`. */
  readonly systemUrl: string;
  readonly name: string;
}

const PROFILES = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.';
const dcm = (code: string, display: string): Coding => ({ system: 'http://dicom.nema.org/resources/ontology/DCM', code, display });
const interaction = (code: string): Coding => ({ system: 'http://hl7.org/fhir/restful-interaction', code, display: code });
const entityType = (code: string, display: string): Coding => ({ system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code, display });
const objectRole = (code: string, display: string): Coding => ({ system: 'http://terminology.hl7.org/CodeSystem/object-role', code, display });

const REST: Coding = { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest', display: 'Restful Operation' };
const SOURCE = dcm('110153', 'Source Role ID');
const DESTINATION = dcm('110152', 'Destination Role ID');
const RECIPIENT: Coding = { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP', display: 'information recipient' };
const CUSTODIAN: Coding = { system: 'http://snomed.info/sct', code: '159541003', display: 'Record keeping/library clerk' };

/** BALP has a pattern for reading, asking and disclosing; for the rest it leaves the codes of DICOM PS3.16 CID 400 and 401. */
type Pattern = { readonly balp: 'Read' | 'Query' | 'Disclosure' } | { readonly balp?: undefined; readonly type: Coding; readonly subtype: Coding; readonly action: FhirAuditEvent['action'] };

const userAuthentication = (code: string, display: string): Pattern => ({ type: dcm('110114', 'User Authentication'), subtype: dcm(code, display), action: 'E' });
const securityAlert = (code: string, display: string, action: FhirAuditEvent['action'] = 'E'): Pattern => ({ type: dcm('110113', 'Security Alert'), subtype: dcm(code, display), action });
const RESTRICTED = securityAlert('110132', 'Use of Restricted Function');

const PATTERNS: Readonly<Record<AuditAction, Pattern>> = {
  'sign-in': userAuthentication('110122', 'Login'),
  'sign-out': userAuthentication('110123', 'Logout'),
  'session-locked': userAuthentication('110123', 'Logout'),
  'organization-chosen': securityAlert('110137', 'User Security Attributes Changed', 'U'),
  'access-refused': RESTRICTED,
  'patient-search': { balp: 'Query' },
  'patient-opened': { balp: 'Read' },
  'records-shown': { balp: 'Read' },
  'report-opened': { balp: 'Read' },
  'study-launched': { balp: 'Read' },
  'images-shown': { balp: 'Read' },
  'images-refused': RESTRICTED,
  'launch-ended': { type: dcm('110100', 'Application Activity'), subtype: dcm('110121', 'Application Stop'), action: 'E' },
  printed: { balp: 'Read' },
  exported: { balp: 'Disclosure' },
  'configuration-applied': securityAlert('110129', 'Security Configuration', 'U'),
  'agreement-accepted': securityAlert('110137', 'User Security Attributes Changed', 'U'),
  'relationship-sought': { balp: 'Query' },
  'relationship-stated': { type: dcm('110100', 'Application Activity'), subtype: dcm('110120', 'Application Start'), action: 'E' },
  'directive-entered': securityAlert('110136', 'Security Roles Changed', 'C'),
  'directive-ended': securityAlert('110136', 'Security Roles Changed', 'U'),
  'override-started': securityAlert('110127', 'Emergency Override Started'),
  'override-ended': securityAlert('110138', 'Emergency Override Stopped'),
  'organization-changed': securityAlert('110129', 'Security Configuration', 'U'),
  'user-changed': securityAlert('110137', 'User Security Attributes Changed', 'U'),
  'role-holder-changed': securityAlert('110136', 'Security Roles Changed', 'U'),
  'campaign-changed': securityAlert('110129', 'Security Configuration', 'U'),
  'attestation-decided': securityAlert('110137', 'User Security Attributes Changed', 'U'),
  'governance-read': { type: dcm('110100', 'Application Activity'), subtype: dcm('110120', 'Application Start'), action: 'R' },
  'access-log-read': { type: dcm('110101', 'Audit Log Used'), subtype: dcm('110101', 'Audit Log Used'), action: 'R' },
  'surveillance-changed': securityAlert('110129', 'Security Configuration', 'U'),
  'flag-decided': RESTRICTED,
  'case-changed': RESTRICTED,
  'letter-issued': { type: dcm('110106', 'Export'), subtype: dcm('110106', 'Export'), action: 'C' },
  'retention-applied': securityAlert('110129', 'Security Configuration', 'D'),
  // Asking another organization for somebody's images, whatever it then sends.
  'study-requested': { type: dcm('110112', 'Query'), subtype: dcm('110112', 'Query'), action: 'E' },
  'study-sent': { balp: 'Disclosure' },
  'study-imported': { type: dcm('110107', 'Import'), subtype: dcm('110107', 'Import'), action: 'C' },
  'group-changed': securityAlert('110129', 'Security Configuration', 'U'),
};

/**
 * The event in the form that other systems exchange: IHE Basic Audit Log Patterns over FHIR R4. The read and query patterns
 * describe success only, so what was refused or failed is an AuditEvent without that profile. It names the patient by the
 * keyed hash and nothing else.
 * @see https://profiles.ihe.net/ITI/BALP/content.html
 */
export function toBalpAuditEvent(event: AuditEvent, observer: BalpObserver): FhirAuditEvent {
  const pattern = PATTERNS[event.action];
  const isSuccess = event.outcome === 'success';
  const profile = isSuccess ? profileOf(pattern, event) : undefined;
  const { type, subtype, action } = codesOf(pattern);
  const purpose = event.purposeOfUse && { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: event.purposeOfUse }] };
  const entity = entitiesOf(event, pattern, observer);
  return {
    resourceType: 'AuditEvent',
    id: event.id,
    ...(profile && { meta: { profile: [PROFILES + profile] } }),
    type,
    subtype: [subtype],
    action,
    recorded: new Date(event.occurredAtMs).toISOString(),
    outcome: isSuccess ? '0' : event.outcome === 'refused' ? '4' : '8',
    ...(event.rule && { outcomeDesc: event.rule }),
    ...(purpose && { purposeOfEvent: [purpose] }),
    agent: agentsOf(event, pattern, observer, purpose),
    source: { observer: { identifier: { value: observer.systemUrl }, display: observer.name }, type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4', display: 'Application Server' }] },
    ...(entity.length > 0 && { entity }),
  };
}

/** What an event of this kind says of itself by codes, whatever happened. */
export function balpCodesOf(action: AuditAction): Pick<FhirAuditEvent, 'type' | 'subtype' | 'action'> {
  const codes = codesOf(PATTERNS[action]);
  return { ...codes, subtype: [codes.subtype] };
}

function profileOf({ balp }: Pattern, { patient }: AuditEvent): string | undefined {
  if (balp === 'Disclosure') return patient && 'PrivacyDisclosure.Source';
  return balp && (patient ? `Patient${balp}` : balp);
}

function codesOf(pattern: Pattern): { readonly type: Coding; readonly subtype: Coding; readonly action: FhirAuditEvent['action'] } {
  switch (pattern.balp) {
    case 'Read': return { type: REST, subtype: interaction('read'), action: 'R' };
    case 'Query': return { type: REST, subtype: interaction('search'), action: 'E' };
    case 'Disclosure': return { type: dcm('110106', 'Export'), subtype: { system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle', code: 'disclose', display: 'Disclose Record Lifecycle Event' }, action: 'R' };
    case undefined: return pattern;
  }
}

/** In a read the client is the destination of what is read, in a query it is the source of the question. */
function agentsOf(event: AuditEvent, { balp }: Pattern, observer: BalpObserver, purpose: CodeableConcept | undefined): readonly Agent[] {
  const { userId, displayName, roles, organizationId } = event.actor;
  const user: Agent = {
    type: { coding: [RECIPIENT] },
    ...(roles.length > 0 && { role: roles.map((role) => ({ coding: [{ system: `${observer.systemUrl}/role`, code: role }] })) }),
    who: { identifier: { system: `${observer.systemUrl}/user`, value: userId }, ...(organizationId && { display: organizationId }) },
    name: displayName,
    requestor: event.action !== 'session-locked',
    ...(event.rule && { policy: [`${observer.systemUrl}/rule/${encodeURIComponent(event.rule)}`] }),
    ...(purpose && { purposeOfUse: [purpose] }),
  };
  const client: Agent = {
    type: { coding: [balp === 'Query' ? SOURCE : DESTINATION] },
    who: { display: event.sessionId ? `session ${event.sessionId}` : 'client' },
    requestor: false,
    network: event.clientAddress ? { address: event.clientAddress, type: '2' } : { address: 'unknown', type: '1' },
  };
  const server: Agent = { type: { coding: [balp === 'Query' ? DESTINATION : SOURCE] }, who: { display: observer.name }, requestor: false, network: { address: observer.systemUrl, type: '5' } };
  const custodianIds = balp === 'Disclosure' ? [...new Set(event.custodians?.map(({ custodianId }) => custodianId))] : [];
  // The pattern has room for one custodian; who they all are is in the detail of what was shown.
  const custodian: readonly Agent[] = custodianIds.length === 1 ? [{ type: { coding: [CUSTODIAN] }, who: { identifier: { system: `${observer.systemUrl}/organization`, value: custodianIds[0]! } }, requestor: false }] : [];
  return balp ? [client, server, user, ...custodian] : [user, client];
}

function entitiesOf(event: AuditEvent, { balp }: Pattern, { systemUrl }: BalpObserver): readonly Entity[] {
  const entities: Entity[] = [];
  if (event.patient) entities.push({ what: { identifier: { system: `${systemUrl}/patient-key`, value: event.patient.key } }, type: entityType('1', 'Person'), role: objectRole('1', 'Patient') });
  const detail = detailsOf(event);
  const what = { identifier: event.objects?.length === 1 ? { value: event.objects[0]! } : { system: `${systemUrl}/audit-event`, value: event.id } };
  if (balp === 'Query') {
    entities.push({ type: entityType('2', 'System Object'), role: objectRole('24', 'Query'), query: queryOf(event) });
  } else if (balp || detail.length > 0) {
    const role = event.action === 'report-opened' ? objectRole('3', 'Report') : objectRole('4', 'Domain Resource');
    entities.push({ what, type: entityType('2', 'System Object'), role, ...(detail.length > 0 && { detail }) });
  }
  if (event.requestId) entities.push({ what: { identifier: { value: event.requestId } }, type: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId' } });
  return entities;
}

/** The pattern wants the question; ours names the patient by key, because a health number has no place in a log. */
function queryOf({ patient, details, completeness }: AuditEvent): string {
  return Buffer.from(JSON.stringify({ patientKey: patient?.key, ...details, completeness }), 'utf8').toString('base64');
}

function detailsOf({ objects, custodians, completeness, consentBlockedSourceIds, details }: AuditEvent): { type: string; valueString: string }[] {
  const values: Record<string, unknown> = { objects: objects && objects.length > 1 ? objects : undefined, custodians, completeness, consentBlockedSourceIds, ...details };
  // A text of FHIR has at least one character.
  return Object.entries(values).flatMap(([type, value]) => (value === undefined || value === '' ? [] : [{ type, valueString: typeof value === 'string' ? value : JSON.stringify(value) }]));
}
