import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { ByteBudget, Clock } from '@longview/platform';
import { SourceFault, Stop, toSourceFault, type SourceCall, type StopSignal } from '@longview/sources-contract';
import { elementOf, itemsOf, nameOf, TAG, textOf, type Dataset } from './dicom-json.js';
import { isoDateOf } from './dicom-time.js';
import type { Issuers } from './issuer.js';
import type { QidoClient, StudyAnswer } from './qido-client.js';
import { readSubject } from './read-study.js';

/** Registrations looked into for one question: an archive that ignores a key lists everybody. */
const MAX_LOOKS = 50;
const LOOKS_AT_ONCE = 4;
/** Share of the deadline after which no more is looked at, so that what was listed is not lost with it. */
const DEADLINE_SHARE = 0.8;

/** Patient attributes that an image may know and a listing of studies leave out. */
const COMPLETED = [TAG.otherPatientIds, TAG.issuerOfPatientId, TAG.issuerQualifiers, TAG.patientName, TAG.patientBirthDate, TAG.patientSex] as const;

export interface LookContext {
  readonly qido: QidoClient;
  readonly issuers: Issuers;
  readonly clock: Clock;
  readonly deadlineMs: number;
  /** Shared with the rest of the question. */
  readonly bytes: ByteBudget;
  readonly call: SourceCall;
}

/**
 * Completes listed studies by what one of their images says of the patient. Other Patient IDs are optional in QIDO-RS
 * (PS3.18 table 10.6.3-3) and some archives, Orthanc 1.10 among them, neither match nor return them at study level: their
 * listings never tell a health number. One object serves one question, and looks once at each registration.
 */
export class RegistrationLooks {
  /** What an image of the registration says; `undefined` where none could be asked. */
  private readonly known = new Map<string, Dataset | undefined>();
  private readonly stopAtMs: number;

  constructor(private readonly context: LookContext) {
    this.stopAtMs = context.clock.monotonicMs() + context.deadlineMs * DEADLINE_SHARE;
  }

  /**
   * Replaces the studies of `answer` whose listing does not decide whether they are the patient's. A study stays as it was
   * listed where no image could be read, or where the image tells of somebody else; then the answer says that it is not
   * the whole one. Rejects with a `SourceFault` when the call was aborted, and never otherwise.
   * @param patient without identifiers and birth date, every study is completed that tells no health number.
   */
  async complete(answer: StudyAnswer, patient: Pick<SubjectIdentity, 'identifiers' | 'birthDate'>): Promise<void> {
    const unclear = new Map<string, string[]>();
    for (const [uid, study] of answer.studies) {
      if (!this.isUnclear(study, patient)) continue;
      const registration = registrationOf(study) ?? uid;
      const uids = unclear.get(registration);
      if (uids) uids.push(uid);
      else unclear.set(registration, [uid]);
    }
    const unseen = [...unclear].filter(([registration]) => !this.known.has(registration));
    const looks = unseen.slice(0, Math.max(0, MAX_LOOKS - this.known.size));
    if (looks.length < unseen.length) answer.isTruncated = true;
    if (looks.length > 0) await this.lookAll(looks, answer);
    for (const [registration, uids] of unclear) {
      const image = this.known.get(registration);
      if (!image) continue;
      for (const uid of uids) {
        const completed = completedBy(answer.studies.get(uid)!, image);
        if (completed) answer.studies.set(uid, completed);
        else answer.isTruncated = true;
      }
    }
  }

  private isUnclear(study: Dataset, { identifiers, birthDate }: Pick<SubjectIdentity, 'identifiers' | 'birthDate'>): boolean {
    if (itemsOf(study, TAG.otherPatientIds).length > 0) return false;
    const listedBirthDate = isoDateOf(textOf(study, TAG.patientBirthDate));
    if (birthDate !== undefined && listedBirthDate !== undefined && !listedBirthDate.startsWith(birthDate)) return false;
    return readSubject(study, this.context.issuers).identifiers.every(({ system, value }) => system !== ONTARIO_HEALTH_NUMBER_SYSTEM && !identifiers.some((known) => known.system === system && known.value === value));
  }

  private async lookAll(looks: readonly (readonly [registration: string, studyUids: readonly string[]])[], answer: StudyAnswer): Promise<void> {
    const { call, clock } = this.context;
    const giveUp = new Stop();
    const leave = (): void => giveUp.abort(call.signal.reason);
    const timer = setTimeout(() => giveUp.abort(new SourceFault('SOURCE_TIMEOUT')), Math.max(0, this.stopAtMs - clock.monotonicMs()));
    call.signal.addEventListener('abort', leave, { once: true });
    const queue = looks.values();
    try {
      await Promise.all(Array.from({ length: Math.min(LOOKS_AT_ONCE, looks.length) }, async () => {
        for (const [registration, [uid]] of queue) this.known.set(registration, await this.look(uid!, answer, giveUp));
      }));
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', leave);
    }
    if (call.signal.aborted) throw toSourceFault(undefined, call.signal);
  }

  private async look(studyUid: string, answer: StudyAnswer, signal: StopSignal): Promise<Dataset | undefined> {
    try {
      if (signal.aborted) throw signal.reason;
      const image = await this.context.qido.readOneInstance(studyUid, this.context.bytes, { ...this.context.call, signal });
      if (image && textOf(image, TAG.studyInstanceUid) === studyUid) return image;
      answer.isTruncated = true;
    } catch (error) {
      answer.fault ??= toSourceFault(error, signal);
    }
    return undefined;
  }
}

/** Studies that name one patient in the same words are one registration; without a PatientID no two are. */
function registrationOf(study: Dataset): string | undefined {
  const patientId = textOf(study, TAG.patientId);
  return patientId && JSON.stringify([patientId, issuerOf(study), textOf(study, TAG.patientBirthDate), nameOf(study, TAG.patientName)]);
}

function issuerOf(dataset: Dataset): readonly (string | undefined)[] {
  const [qualifiers] = itemsOf(dataset, TAG.issuerQualifiers);
  return [textOf(dataset, TAG.issuerOfPatientId), qualifiers && textOf(qualifiers, TAG.universalEntityId)];
}

/** The study with what the image adds; `undefined` when the two speak of different people. */
function completedBy(study: Dataset, image: Dataset): Dataset | undefined {
  if (textOf(study, TAG.patientId) !== textOf(image, TAG.patientId)) return undefined;
  if (differ(issuerOf(study)[0], issuerOf(image)[0]) || differ(issuerOf(study)[1], issuerOf(image)[1])) return undefined;
  if (differ(isoDateOf(textOf(study, TAG.patientBirthDate)), isoDateOf(textOf(image, TAG.patientBirthDate))) || differ(plainName(study), plainName(image))) return undefined;
  const completed: Record<string, unknown> = { ...study };
  for (const tag of COMPLETED) {
    const told = elementOf(image, tag);
    if (told !== undefined && !isTold(study, tag)) completed[tag] = told;
  }
  return completed;
}

const differ = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b;

function isTold(dataset: Dataset, tag: string): boolean {
  return textOf(dataset, tag) !== undefined || itemsOf(dataset, tag).length > 0;
}

/** Family and given name without what servers write differently: case, accents, punctuation. */
function plainName(dataset: Dataset): string | undefined {
  return nameOf(dataset, TAG.patientName)?.slice(0, 2).map((part) => part.normalize('NFKD').replace(/[^\p{L}]/gu, '').toLowerCase()).join('^');
}
