import { OPENING_ACTIONS, type AuditEvent } from './audited-actions.js';
import { addCounts, disclosedParts, joinDisclosed, MOST_EVENT_IDS, type DisclosedParts } from './disclosed-part.js';

/** An access as far as it is known: made of some events, and joined to what was known before. */
export interface AccessPart {
  id: string;
  readonly userId: string;
  readonly userName: string;
  readonly roles: readonly string[];
  readonly organizationId: string;
  readonly sessionId: string;
  readonly patientKey: string;
  patientSealed: string;
  /** What is sealed has the name, too: a search by number knows the number alone. */
  isNamed: boolean;
  firstAtMs: number;
  lastAtMs: number;
  isOpened: boolean;
  isByName: boolean;
  isFound: boolean;
  relationship: '' | 'missing' | 'stated' | 'found';
  relationshipKind: string;
  statedReason: string;
  isOverride: boolean;
  isShareElsewhere: boolean;
  consentRefusals: number;
  actions: Record<string, number>;
  custodianIds: string[];
  sourceIds: string[];
  itemCount: number;
  eventIds: string[];
  /** What of all that each custodian may see. */
  disclosed: DisclosedParts;
  /** Somebody looked for exactly this person: whether they opened them is worth knowing. */
  isSoughtAlone: boolean;
}

/** Longer apart, and it was another visit to the record. */
export const ACCESS_GAP_MS = 30 * 60_000;
const RANK = { '': 0, missing: 1, stated: 2, found: 3 } as const;

const text = (event: AuditEvent, name: string): string => String(event.details?.[name] ?? '');
const addNew = (list: string[], values: Iterable<string>): void => { for (const value of values) if (!list.includes(value)) list.push(value); };

/** Begins an access with one event about a patient in a session. @param candidateCount how many people the search of this request found. */
export function partOf(event: AuditEvent & Required<Pick<AuditEvent, 'patient' | 'sessionId'>>, candidateCount: number | undefined): AccessPart {
  const { id, actor, sessionId, patient, occurredAtMs } = event;
  const part: AccessPart = {
    id, userId: actor.userId, userName: actor.displayName, roles: actor.roles, organizationId: actor.organizationId ?? '', sessionId, patientKey: patient.key, patientSealed: patient.sealed, isNamed: false,
    firstAtMs: occurredAtMs, lastAtMs: occurredAtMs, isOpened: false, isByName: false, isFound: false, relationship: '', relationshipKind: '', statedReason: '', isOverride: false, isShareElsewhere: false, consentRefusals: 0,
    actions: {}, custodianIds: [], sourceIds: [], itemCount: 0, eventIds: [], disclosed: {}, isSoughtAlone: false,
  };
  addEvent(part, event, candidateCount);
  return part;
}

/** Adds what one more event says. */
export function addEvent(part: AccessPart, event: AuditEvent, candidateCount: number | undefined): void {
  const { id, action, outcome, occurredAtMs, rule = '', purposeOfUse, custodians = [], details } = event;
  part.firstAtMs = Math.min(part.firstAtMs, occurredAtMs);
  part.lastAtMs = Math.max(part.lastAtMs, occurredAtMs);
  if (event.patient && !part.isNamed && (action !== 'patient-search' || details?.['isCandidateShown'] === true)) {
    part.patientSealed = event.patient.sealed;
    part.isNamed = true;
  }
  part.actions[action] = (part.actions[action] ?? 0) + 1;
  if (part.eventIds.length < MOST_EVENT_IDS && !part.eventIds.includes(id)) part.eventIds.push(id);
  if (outcome === 'success' && OPENING_ACTIONS.has(action)) part.isOpened = true;
  if (action === 'patient-search') {
    part.isFound ||= details?.['isCandidateShown'] === true || (candidateCount ?? 0) > 0;
    part.isByName ||= details?.['isCandidateShown'] === true && text(event, 'by') !== 'identifier';
    part.isSoughtAlone ||= candidateCount !== undefined && candidateCount <= 1;
  } else {
    part.isFound = true;
  }
  if (action === 'access-refused' && rule.startsWith('consent-blocked')) part.consentRefusals++;
  if (action === 'override-started' || purposeOfUse === 'BTG') part.isOverride = true;
  if (text(event, 'shareOpenedFrom') === 'elsewhere') part.isShareElsewhere = true;
  const relationship = text(event, 'relationship') as AccessPart['relationship'];
  if (relationship in RANK && RANK[relationship] >= RANK[part.relationship] && relationship !== '') {
    part.relationship = relationship;
    part.relationshipKind = text(event, 'relationshipKind');
    part.statedReason = text(event, 'statedReason');
  }
  addNew(part.custodianIds, custodians.map(({ custodianId }) => custodianId));
  // A line without items names what was closed: that custodian may know, the screen of the others may not.
  addNew(part.sourceIds, custodians.filter(({ itemCount }) => itemCount > 0).map(({ sourceId }) => sourceId));
  part.itemCount += custodians.reduce((sum, { itemCount }) => sum + itemCount, 0);
  part.disclosed = joinDisclosed(part.disclosed, disclosedParts(event));
}

/** Joins what came later to what was known: one access of both. */
export function joinParts(known: AccessPart, later: AccessPart): AccessPart {
  const basis = RANK[later.relationship] >= RANK[known.relationship] && later.relationship !== '' ? later : known;
  return {
    ...known, ...(!known.isNamed && { patientSealed: later.patientSealed, isNamed: later.isNamed }), firstAtMs: Math.min(known.firstAtMs, later.firstAtMs), lastAtMs: Math.max(known.lastAtMs, later.lastAtMs), isOpened: known.isOpened || later.isOpened, isByName: known.isByName || later.isByName, isFound: known.isFound || later.isFound,
    relationship: basis.relationship, relationshipKind: basis.relationshipKind, statedReason: basis.statedReason, isOverride: known.isOverride || later.isOverride, isShareElsewhere: known.isShareElsewhere || later.isShareElsewhere,
    consentRefusals: known.consentRefusals + later.consentRefusals, actions: addCounts(known.actions, later.actions), custodianIds: [...new Set([...known.custodianIds, ...later.custodianIds])], sourceIds: [...new Set([...known.sourceIds, ...later.sourceIds])],
    itemCount: known.itemCount + later.itemCount, eventIds: [...new Set([...known.eventIds, ...later.eventIds])].slice(0, MOST_EVENT_IDS), disclosed: joinDisclosed(known.disclosed, later.disclosed), isSoughtAlone: known.isSoughtAlone || later.isSoughtAlone,
  };
}
