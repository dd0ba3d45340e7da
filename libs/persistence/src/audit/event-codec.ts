import type { AuditEvent } from '@longview/audit';
import type { CompletenessStatement, SourceOutcome } from '@longview/clinical-model';
import { ByteReader, type ByteWriter } from './bytes.js';
import { readNumber, readText, readWord, writeNumber, writeText, writeWord, type CodeOf, type WordOf } from './compact-values.js';

/** What an event's row has in columns of its own, to be found by; everything else is in the payload. */
export interface EventColumns {
  readonly occurredAtMs: number;
  readonly actionCode: number;
  readonly userCode: number;
  /** 0: none chosen. */
  readonly organizationCode: number;
  /** Empty: about nobody. */
  readonly patientKey: string;
}

/** First byte of a payload. Another layout gets another number, and this one stays readable. */
const LAYOUT = 1;

const HAS = { sessionId: 1, requestId: 2, clientAddress: 4, purposeOfUse: 8, rule: 16, patient: 32, custodians: 64, objects: 128, completeness: 256, consentBlocked: 512, details: 1024 } as const;
const OUTCOME_HAS = { records: 1, withheld: 2, failedKinds: 4, elapsed: 8, since: 16, fault: 32 } as const;

/** True while every member of T is among `Written`: a member that is added to the event stops the build here. */
type Complete<T, Written extends keyof T> = Exclude<keyof T, Written> extends never ? true : never;
const isComplete: Complete<AuditEvent, 'id' | 'action' | 'outcome' | 'occurredAtMs' | 'actor' | 'sessionId' | 'requestId' | 'clientAddress' | 'purposeOfUse' | 'rule' | 'patient' | 'custodians' | 'objects' | 'completeness' | 'consentBlockedSourceIds' | 'details'>
  & Complete<AuditEvent['actor'], 'userId' | 'displayName' | 'roles' | 'organizationId'>
  & Complete<CompletenessStatement, 'asOfMs' | 'isRestricted' | 'outcomes'>
  & Complete<SourceOutcome, 'sourceId' | 'state' | 'recordCount' | 'withheldCount' | 'failedKinds' | 'elapsedMs' | 'sinceMs' | 'faultCode'> = true;
void isComplete;

export function columnsOf({ action, occurredAtMs, actor, patient }: AuditEvent, codeOf: CodeOf): EventColumns {
  return { occurredAtMs, actionCode: codeOf(action), userCode: codeOf(actor.userId), organizationCode: actor.organizationId === undefined ? 0 : codeOf(actor.organizationId), patientKey: patient?.key ?? '' };
}

/** Everything of an event that has no column; its id is told by lane and sequence. Called for every event, so nothing in it is made twice. */
export function writePayload(out: ByteWriter, event: AuditEvent, codeOf: CodeOf): void {
  const { outcome, occurredAtMs, actor, sessionId, requestId, clientAddress, purposeOfUse, rule, patient, custodians, objects, completeness, consentBlockedSourceIds, details } = event;
  out.varint(LAYOUT);
  out.varint(
    (sessionId === undefined ? 0 : HAS.sessionId) | (requestId === undefined ? 0 : HAS.requestId) | (clientAddress === undefined ? 0 : HAS.clientAddress) | (purposeOfUse === undefined ? 0 : HAS.purposeOfUse)
    | (rule === undefined ? 0 : HAS.rule) | (patient ? HAS.patient : 0) | (custodians ? HAS.custodians : 0) | (objects ? HAS.objects : 0) | (completeness ? HAS.completeness : 0)
    | (consentBlockedSourceIds ? HAS.consentBlocked : 0) | (details ? HAS.details : 0));
  writeWord(out, outcome, codeOf);
  writeWord(out, actor.displayName, codeOf);
  writeWords(out, actor.roles, codeOf);
  if (sessionId !== undefined) writeText(out, sessionId);
  if (requestId !== undefined) writeText(out, requestId);
  if (clientAddress !== undefined) writeText(out, clientAddress);
  if (purposeOfUse !== undefined) writeWord(out, purposeOfUse, codeOf);
  if (rule !== undefined) writeWord(out, rule, codeOf);
  if (patient) writeText(out, patient.sealed);
  if (custodians) {
    out.varint(custodians.length);
    for (const { custodianId, sourceId, use, itemCount } of custodians) {
      writeWord(out, custodianId, codeOf);
      writeWord(out, sourceId, codeOf);
      writeWord(out, use, codeOf);
      writeNumber(out, itemCount);
    }
  }
  if (objects) {
    out.varint(objects.length);
    for (const object of objects) writeText(out, object);
  }
  if (completeness) writeCompleteness(out, completeness, occurredAtMs, codeOf);
  if (consentBlockedSourceIds) writeWords(out, consentBlockedSourceIds, codeOf);
  if (details) {
    const entries = Object.entries(details);
    out.varint(entries.length);
    for (const [name, value] of entries) {
      writeWord(out, name, codeOf);
      writeDetail(out, value);
    }
  }
}

/** Back to the very event. Throws when the payload is not what {@link columnsOf} and {@link writePayload} write. */
export function decodeEvent(id: string, columns: EventColumns, payload: Buffer, wordOf: WordOf): AuditEvent {
  const source = new ByteReader(payload);
  if (source.varint() !== LAYOUT) throw new RangeError('The layout of this payload is not known.');
  const present = source.varint();
  const has = (flag: number): boolean => (present & flag) !== 0;
  // Otherwise an event about nobody could be listed among a patient's, and its hash would still be right.
  if (!has(HAS.patient) && columns.patientKey !== '') throw new RangeError('A patient stands beside an event about nobody.');
  const word = (): string => readWord(source, wordOf);
  const list = <T>(read: () => T): T[] => Array.from({ length: source.varint() }, read);

  const outcome = word();
  const displayName = word();
  const roles = list(word);
  const event = {
    id,
    action: wordOf(columns.actionCode),
    outcome,
    occurredAtMs: columns.occurredAtMs,
    actor: { userId: wordOf(columns.userCode), displayName, roles, ...(columns.organizationCode !== 0 && { organizationId: wordOf(columns.organizationCode) }) },
    ...(has(HAS.sessionId) && { sessionId: readText(source) }),
    ...(has(HAS.requestId) && { requestId: readText(source) }),
    ...(has(HAS.clientAddress) && { clientAddress: readText(source) }),
    ...(has(HAS.purposeOfUse) && { purposeOfUse: word() }),
    ...(has(HAS.rule) && { rule: word() }),
    ...(has(HAS.patient) && { patient: { key: columns.patientKey, sealed: readText(source) } }),
    ...(has(HAS.custodians) && { custodians: list(() => ({ custodianId: word(), sourceId: word(), use: word(), itemCount: readNumber(source) })) }),
    ...(has(HAS.objects) && { objects: list(() => readText(source)) }),
    ...(has(HAS.completeness) && { completeness: readCompleteness(source, columns.occurredAtMs, wordOf) }),
    ...(has(HAS.consentBlocked) && { consentBlockedSourceIds: list(word) }),
    ...(has(HAS.details) && { details: Object.fromEntries(list(() => [word(), readDetail(source)] as const)) }),
  };
  if (!source.isAtEnd) throw new RangeError('There is more in the payload than an event.');
  // Words come back as they were written, which the type of the event checked then.
  return event as AuditEvent;
}

function writeWords(out: ByteWriter, words: readonly string[], codeOf: CodeOf): void {
  out.varint(words.length);
  for (const word of words) writeWord(out, word, codeOf);
}

function writeCompleteness(out: ByteWriter, { asOfMs, isRestricted, outcomes }: CompletenessStatement, occurredAtMs: number, codeOf: CodeOf): void {
  const sinceMs = asOfMs - occurredAtMs;
  out.varint((isRestricted ? 1 : 0) + (sinceMs < 0 ? 2 : 0));
  writeNumber(out, Math.abs(sinceMs));
  out.varint(outcomes.length);
  for (const outcome of outcomes) writeOutcome(out, outcome, codeOf);
}

function readCompleteness(source: ByteReader, occurredAtMs: number, wordOf: WordOf): unknown {
  const signs = source.varint();
  const sinceMs = readNumber(source) * ((signs & 2) !== 0 ? -1 : 1);
  return { asOfMs: occurredAtMs + sinceMs, isRestricted: (signs & 1) !== 0, outcomes: Array.from({ length: source.varint() }, () => readOutcome(source, wordOf)) };
}

/** Most sources answered, so most outcomes take six bytes: counts of zero and absent members are not written. */
function writeOutcome(out: ByteWriter, { sourceId, state, recordCount, withheldCount, failedKinds, elapsedMs, sinceMs, faultCode }: SourceOutcome, codeOf: CodeOf): void {
  out.varint(
    (recordCount === 0 ? 0 : OUTCOME_HAS.records) | (withheldCount === 0 ? 0 : OUTCOME_HAS.withheld) | (failedKinds.length === 0 ? 0 : OUTCOME_HAS.failedKinds)
    | (elapsedMs === undefined ? 0 : OUTCOME_HAS.elapsed) | (sinceMs === undefined ? 0 : OUTCOME_HAS.since) | (faultCode === undefined ? 0 : OUTCOME_HAS.fault));
  writeWord(out, sourceId, codeOf);
  writeWord(out, state, codeOf);
  if (recordCount !== 0) writeNumber(out, recordCount);
  if (withheldCount !== 0) writeNumber(out, withheldCount);
  if (failedKinds.length > 0) writeWords(out, failedKinds, codeOf);
  if (elapsedMs !== undefined) writeNumber(out, elapsedMs);
  if (sinceMs !== undefined) writeNumber(out, sinceMs);
  if (faultCode !== undefined) writeWord(out, faultCode, codeOf);
}

function readOutcome(source: ByteReader, wordOf: WordOf): unknown {
  const present = source.varint();
  const has = (flag: number): boolean => (present & flag) !== 0;
  return {
    sourceId: readWord(source, wordOf),
    state: readWord(source, wordOf),
    recordCount: has(OUTCOME_HAS.records) ? readNumber(source) : 0,
    withheldCount: has(OUTCOME_HAS.withheld) ? readNumber(source) : 0,
    failedKinds: has(OUTCOME_HAS.failedKinds) ? Array.from({ length: source.varint() }, () => readWord(source, wordOf)) : [],
    ...(has(OUTCOME_HAS.elapsed) && { elapsedMs: readNumber(source) }),
    ...(has(OUTCOME_HAS.since) && { sinceMs: readNumber(source) }),
    ...(has(OUTCOME_HAS.fault) && { faultCode: readWord(source, wordOf) }),
  };
}

const DETAIL = { no: 0, yes: 1, number: 2, text: 3 } as const;

function writeDetail(out: ByteWriter, value: string | number | boolean): void {
  if (typeof value === 'boolean') {
    out.varint(value ? DETAIL.yes : DETAIL.no);
  } else if (typeof value === 'number') {
    out.varint(DETAIL.number);
    writeNumber(out, value);
  } else {
    out.varint(DETAIL.text);
    writeText(out, value);
  }
}

function readDetail(source: ByteReader): string | number | boolean {
  switch (source.varint()) {
    case DETAIL.no: return false;
    case DETAIL.yes: return true;
    case DETAIL.number: return readNumber(source);
    case DETAIL.text: return readText(source);
    default: throw new RangeError('No detail is written like this.');
  }
}
