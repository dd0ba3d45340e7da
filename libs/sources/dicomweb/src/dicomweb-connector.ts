import type { ClinicalRecord, ImagingStudyRecord, PatientRecord, RecordKind, SubjectIdentity } from '@longview/clinical-model';
import type { AuthorizedHttpClient, ByteBudget, Clock } from '@longview/platform';
import { SourceFault, toSourceFault, type DicomwebEndpoint, type NotIdentifiable, type PatientQuery, type RecordConnector, type RecordQuery, type SourceAnswer, type SourceCall, type SourceDefinition } from '@longview/sources-contract';
import { itemsOf, TAG, type Dataset } from './dicom-json.js';
import { Issuers } from './issuer.js';
import { openDicomweb, QidoClient, type DicomwebDeps, type StudyAnswer } from './qido-client.js';
import { readStudy, readSubject } from './read-study.js';
import { RegistrationLooks } from './registration-looks.js';
import { alsoByBirthDate, planStudyQueries, type MatchingKeys, type StudyQuery } from './study-query.js';

/**
 * An image archive asked for studies by QIDO-RS. It knows imaging studies and nothing else.
 * @param definition `records.protocol` must be `dicomweb`.
 * @throws SourceFault `SOURCE_MISCONFIGURED` for any other protocol.
 */
export function createDicomwebConnector(definition: SourceDefinition, deps: DicomwebDeps): RecordConnector {
  if (definition.records.protocol !== 'dicomweb') throw new SourceFault('SOURCE_MISCONFIGURED', { protocol: definition.records.protocol });
  return new DicomwebConnector(definition, definition.records, deps);
}

/** Study UIDs in one question: keeps the address below what servers accept. */
const UIDS_A_QUESTION = 40;
/** For a study whose patient the caller knows and we do not. */
const ANYBODY: SubjectIdentity = { names: [], identifiers: [] };

class DicomwebConnector implements RecordConnector {
  private readonly http: AuthorizedHttpClient;
  private readonly qido: QidoClient;
  private readonly issuers: Issuers;
  private readonly clock: Clock;
  /** Seen to return people who were not asked for by the nested key: such a question costs the whole archive, unless something else narrows it. */
  private ignoresNestedKey = false;

  constructor(readonly definition: SourceDefinition, private readonly endpoint: DicomwebEndpoint, deps: DicomwebDeps) {
    this.clock = deps.clock;
    this.http = openDicomweb(endpoint, definition.limits, deps);
    this.qido = new QidoClient(this.http, definition.limits, deps.clock);
    this.issuers = new Issuers(definition, endpoint);
  }

  async findPatients(query: PatientQuery, call: SourceCall): Promise<SourceAnswer<PatientRecord> | NotIdentifiable> {
    const asked: SubjectIdentity = query.by === 'identifier'
      ? { names: [], identifiers: [query.identifier] }
      : { names: [{ family: query.family, given: query.given ? [query.given] : [] }], birthDate: query.birthDate, identifiers: [] };
    const queries = planStudyQueries(asked, this.endpoint, this.issuers);
    // Whoever cannot be asked in this way has not said that they know nobody.
    if (queries.length === 0) return { notIdentifiable: true };
    const found = await this.searchInOrder(queries, asked, call);
    return {
      records: this.distinctPatients(found.studies), failed: [], patients: [], isConsentBlocked: false, unreadableCount: found.unreadableCount,
      isTruncated: found.isTruncated || found.fault !== undefined,
    };
  }

  async findRecords(query: RecordQuery, call: SourceCall): Promise<SourceAnswer<ClinicalRecord> | NotIdentifiable> {
    if (!query.kinds.includes('imaging-study')) return this.answer({ studies: new Map(), unreadableCount: 0, isTruncated: false });
    if (query.studyInstanceUids) return this.answer(await this.searchByUid(query.studyInstanceUids, query.patient, call));
    const queries = planStudyQueries(query.patient, this.endpoint, this.issuers);
    if (queries.length === 0) return { notIdentifiable: true };
    return this.answer(await this.searchInOrder(queries, query.patient, call));
  }

  async readRecord(kind: RecordKind, sourceRecordId: string, call: SourceCall): Promise<ClinicalRecord | undefined> {
    if (kind !== 'imaging-study' || !/^[\d.]{1,64}$/.test(sourceRecordId)) return undefined;
    const { studies } = await this.searchByUid([sourceRecordId], ANYBODY, call);
    const study = studies.get(sourceRecordId);
    return study && readStudy(study, this.definition, this.issuers, this.clock.nowMs());
  }

  warmUp(): Promise<void> {
    return this.http.warmUp();
  }

  checkHealth(call: SourceCall): Promise<void> {
    return this.qido.checkHealth(call);
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /**
   * Asks in the endpoint's order and stops at the first way that finds studies which say they are this person's. What
   * other ways found before stays in the answer: the search decides whose it is. Ways that rest on what a listing may not
   * tell look further. A way that the archive refuses, because it does not know the key, is passed over as long as it
   * understands another.
   */
  private async searchInOrder(queries: readonly StudyQuery[], patient: SubjectIdentity, call: SourceCall): Promise<StudyAnswer> {
    const all: StudyAnswer = { studies: new Map(), unreadableCount: 0, isTruncated: false };
    const bytes = { remainingBytes: this.definition.limits.maxResponseBytes };
    const looks = this.looks(bytes, call);
    let refusal: SourceFault | undefined;
    let isAnswered = false;
    for (const { strategy, questions } of queries) {
      const isNested = strategy === 'nested-health-number';
      let answers: readonly StudyAnswer[];
      try {
        answers = await Promise.all(questions.map((keys) => this.qido.searchStudies(isNested && this.ignoresNestedKey ? alsoByBirthDate(keys, patient.birthDate) : keys, bytes, call)));
      } catch (error) {
        const fault = toSourceFault(error, call.signal);
        if (fault.code === 'SOURCE_REQUEST_REFUSED') {
          refusal ??= fault;
          continue;
        }
        if (!isAnswered || call.signal.aborted) throw fault;
        all.fault ??= fault;
        break;
      }
      isAnswered = true;
      for (const [k, answer] of answers.entries()) {
        if (isNested || strategy === 'demographics') await looks.complete(answer, patient);
        merge(all, answer);
        if (isNested) this.ignoresNestedKey ||= hasIgnored(answer.studies, questions[k]!);
      }
      const isFound = answers.some(({ studies }) => [...studies.values()].some((study) => this.isOf(study, patient)));
      if (isFound) break;
    }
    if (refusal && !isAnswered) throw refusal;
    return all;
  }

  private async searchByUid(uids: readonly string[], patient: SubjectIdentity, call: SourceCall): Promise<StudyAnswer> {
    const all: StudyAnswer = { studies: new Map(), unreadableCount: 0, isTruncated: false };
    const bytes = { remainingBytes: this.definition.limits.maxResponseBytes };
    const asked = new Set(uids);
    for (let i = 0; i < uids.length; i += UIDS_A_QUESTION) {
      merge(all, await this.qido.searchStudies([[TAG.studyInstanceUid, uids.slice(i, i + UIDS_A_QUESTION).join(',')]], bytes, call));
    }
    for (const uid of all.studies.keys()) if (!asked.has(uid)) all.studies.delete(uid);
    await this.looks(bytes, call).complete(all, patient);
    return all;
  }

  private looks(bytes: ByteBudget, call: SourceCall): RegistrationLooks {
    return new RegistrationLooks({ qido: this.qido, issuers: this.issuers, clock: this.clock, deadlineMs: this.definition.limits.deadlineMs, bytes, call });
  }

  /** The study itself names one of the person's identifiers: enough to stop asking, not enough to show it. */
  private isOf(study: Dataset, patient: SubjectIdentity): boolean {
    return readSubject(study, this.issuers).identifiers.some(({ system, value }) => patient.identifiers.some((known) => known.system === system && known.value === value));
  }

  private answer(found: StudyAnswer): SourceAnswer<ImagingStudyRecord> {
    const receivedAtMs = this.clock.nowMs();
    const records: ImagingStudyRecord[] = [];
    for (const study of found.studies.values()) {
      const record = readStudy(study, this.definition, this.issuers, receivedAtMs);
      if (record) records.push(record);
    }
    return { records, failed: found.fault ? [{ kind: 'imaging-study', fault: found.fault }] : [], patients: [], isConsentBlocked: false, isTruncated: found.isTruncated, unreadableCount: found.unreadableCount };
  }

  /** One registration for every set of identifiers and demographics that the studies name. */
  private distinctPatients(studies: ReadonlyMap<string, Dataset>): readonly PatientRecord[] {
    const receivedAtMs = this.clock.nowMs();
    const distinct = new Map<string, PatientRecord>();
    for (const [uid, study] of studies) {
      const subject = readSubject(study, this.issuers);
      if (subject.names.length === 0 && subject.identifiers.length === 0) continue;
      const key = JSON.stringify([subject.identifiers, subject.names, subject.birthDate, subject.gender]);
      // An archive has no patient to read again, but a study of theirs.
      if (!distinct.has(key)) distinct.set(key, { ...subject, provenance: { sourceId: this.definition.id, custodianId: this.definition.custodianId, sourceRecordId: uid, receivedAtMs } });
    }
    return [...distinct.values()];
  }
}

function merge(all: StudyAnswer, answer: StudyAnswer): void {
  for (const [uid, study] of answer.studies) {
    // What was listed in two ways tells the more of it once it was looked into.
    const known = all.studies.get(uid);
    if (!known || itemsOf(known, TAG.otherPatientIds).length === 0) all.studies.set(uid, study);
  }
  all.unreadableCount += answer.unreadableCount;
  all.isTruncated ||= answer.isTruncated;
  if (answer.fault) all.fault ??= answer.fault;
}

/** True when a study came back that lists other numbers and not the one asked for. */
function hasIgnored(studies: ReadonlyMap<string, Dataset>, keys: MatchingKeys): boolean {
  const value = keys[0]?.[1];
  return value !== undefined && [...studies.values()].some((study) => {
    const others = itemsOf(study, TAG.otherPatientIds);
    return others.length > 0 && !JSON.stringify(others).includes(JSON.stringify(value));
  });
}
