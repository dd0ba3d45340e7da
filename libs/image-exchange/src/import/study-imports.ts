import { createHash } from 'node:crypto';
import { decide } from '@longview/access-policy';
import type { AuditEntry } from '@longview/audit';
import { isDicomUid, NO_BASIS, ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { DescribedStudy, ImageArchive } from '@longview/imaging';
import type { IssuedNumber } from '../dicom/localization.js';
import { conflict, invalid, notAllowed, whoAsks, type ActingRequest, type ExchangeDeps, type ExchangeRefusal, type OrganizationArchive } from '../exchange-deps.js';
import { QueryGroups } from '../groups/query-groups.js';
import type { GroupRefusal } from '../groups/may-retrieve.js';
import { openFacts, sealFacts, type ImportFacts } from './import-facts.js';
import { findImport, findUnfinished, listImports, type ImportRow } from './import-row.js';
import { GIVE_UP_AFTER_MS, IMPORT_QUEUE, IMPORT_STATES, type ImportState } from './import-words.js';
import { entryOf } from './run-import.js';
import { identityOf, SourceStudy } from './source-study.js';

export interface ImportInput {
  /** The requester's patient, as opened. */
  readonly patient: SubjectIdentity;
  readonly studyInstanceUid: string;
  readonly sourceId: string;
  /** Their number in the receiving archive, where what is opened does not say it: somebody then has to confirm. */
  readonly localNumber?: string;
  /** Of the local order that these images answer; without one the import gets a number of its own. */
  readonly accession?: string;
}

/** What lets a study be brought over: it is one's own, a group's agreement, or that its holder released it. */
type Ground = { readonly kind: 'own' } | { readonly kind: 'group'; readonly groupId: string } | { readonly kind: 'released'; readonly requestId: string };

export type ImportOutcome =
  | { readonly kind: 'import'; readonly row: ImportRow }
  /** No permitted source has this study of this patient. One that is somebody else's looks the same. */
  | { readonly kind: 'not-found' }
  /** The source could not be asked. */
  | { readonly kind: 'unavailable'; readonly sourceId: string }
  /** No group lets them retrieve it: its holder is to be asked. */
  | { readonly kind: 'ask'; readonly reason: GroupRefusal }
  | ExchangeRefusal;

/** Both sides of an import that somebody is to look at, to say whether they are one person. */
export interface ImportReview {
  readonly row: ImportRow;
  readonly local: SubjectIdentity;
  readonly localNumber?: string;
  readonly source: SubjectIdentity;
  readonly sourceNumber: { readonly value: string; readonly issuer: string };
}

const LONGEST_PAGE = 200;
const HEALTH_NUMBER_ISSUER: Omit<IssuedNumber, 'value'> = { issuer: 'ONHN', universal: '2.16.840.1.113883.4.59' };

/** Imports as people ask for them. Who may is decided in each operation; nothing is brought over here. */
export class StudyImports {
  private readonly groups: QueryGroups;

  constructor(private readonly deps: ExchangeDeps) {
    this.groups = new QueryGroups(deps);
  }

  /** True when this organization has an archive that studies can be imported into. */
  hasArchive = (organizationId: string | undefined): boolean => organizationId !== undefined && this.deps.archives.has(organizationId);

  /**
   * Looks at the study at its source and begins to bring it over when it is certainly the patient's and their local number
   * is known. Otherwise it waits for somebody to confirm; another person's is refused. Asked again while one is under way,
   * it gives that one.
   */
  async request(request: ActingRequest, input: ImportInput): Promise<ImportOutcome> {
    const { organizationId, roles, purposeOfUse } = request.actor;
    if (this.deps.sources.get(input.sourceId)?.definition.custodianId === organizationId) return this.bring(request, input, { kind: 'own' });
    const decision = await this.groups.mayRetrieve({ organizationId, roles, purposeOfUse, sourceId: input.sourceId });
    return this.bring(request, input, decision.kind === 'retrieve' ? { kind: 'group', groupId: decision.groupId } : decision);
  }

  /** The same for somebody whose request the holder has released; `request` is theirs, not the holder's. */
  released(request: ActingRequest, input: ImportInput, requestId: string): Promise<ImportOutcome> {
    return this.bring(request, input, { kind: 'released', requestId });
  }

  private async bring(request: ActingRequest, input: ImportInput, ground: Ground | Extract<ImportOutcome, { kind: 'ask' }>): Promise<ImportOutcome> {
    const { deps } = this;
    const { actor, facts: { basis = NO_BASIS } } = request;
    if (!isDicomUid(input.studyInstanceUid)) return invalid('studyInstanceUid', 'malformed');
    if (input.accession !== undefined && !isCode(input.accession, 16)) return invalid('accession', 'malformed');
    if (input.localNumber !== undefined && !isCode(input.localNumber, 64)) return invalid('localNumber', 'malformed');
    const source = deps.sources.get(input.sourceId);
    const archive = deps.archives.get(actor.organizationId);
    if (!source || !archive) return archive ? { kind: 'not-found' } : invalid('organization', 'no-archive');
    const consent = await deps.consents.of(actor, input.patient);
    const verdictOn = (held: Pick<DescribedStudy, 'custodianId' | 'isCustodianAssumed'>) =>
      decide({ actor, action: 'import-study', kind: 'imaging-study', relationship: basis.relationship, source: { sourceId: input.sourceId, custodianId: held.custodianId }, consent: consent.verdictOn({ sourceId: input.sourceId, ...held }) });
    const refusedBy = async (rule: string): Promise<ImportOutcome> => {
      await this.append(request, input, { outcome: 'refused', rule });
      // What a directive closes looks as if it were not there.
      return rule.startsWith('consent-') ? { kind: 'not-found' } : notAllowed(rule);
    };
    const first = verdictOn({ custodianId: source.definition.custodianId });
    if (first.effect !== 'permit') return refusedBy(first.rule);
    if (ground.kind === 'ask') {
      await this.append(request, input, { outcome: 'refused', rule: ground.reason });
      return ground;
    }

    const looked = await this.look(source, input.studyInstanceUid, request.facts.requestId);
    if (looked === 'unavailable') {
      await this.append(request, input, { outcome: 'failure' });
      return { kind: 'unavailable', sourceId: input.sourceId };
    }
    if (!looked) return { kind: 'not-found' };
    const { study, subject } = looked;
    const second = verdictOn(study);
    if (second.effect !== 'permit') return refusedBy(second.rule);
    // By the numbers that the source vouches for, and the names and dates that stand in the images themselves.
    const identity: SubjectIdentity = { ...study.subject, ...withoutEmpty(identityOf(subject)), identifiers: study.subject.identifiers };
    const verdict = deps.compareIdentity(input.patient, identity);
    if (verdict.kind === 'different-person') {
      await this.append(request, input, { outcome: 'refused', rule: 'identity-mismatch' });
      return { kind: 'not-found' };
    }
    const localNumbers = new Set(input.patient.identifiers.filter(({ system }) => system === archive.identifierSystem).map(({ value }) => value));
    const [known] = localNumbers.size === 1 ? localNumbers : [];
    if (input.localNumber !== undefined && known !== undefined && input.localNumber !== known) return invalid('localNumber', 'another-number-known');
    const isCertain = verdict.kind === 'same-person' && known !== undefined;
    return this.keep(request, input, { study, archive, ground, isCertain, facts: { local: input.patient, source: subject, others: numbersElsewhere(input.patient, subject), accession: input.accession ?? '', ...((known ?? input.localNumber) !== undefined && { localNumber: (known ?? input.localNumber)! }) } });
  }

  /** Somebody has looked at both and says that they are one person. */
  async confirm(request: ActingRequest, importId: string, seenVersion: number, localNumber?: string): Promise<ImportOutcome> {
    const { deps } = this;
    if (localNumber !== undefined && !isCode(localNumber, 64)) return invalid('localNumber', 'malformed');
    return deps.database.transaction(async (connection): Promise<ImportOutcome> => {
      const row = await findImport(connection, importId, { forUpdate: true });
      const refusal = this.refusalOf(request, row);
      if (refusal || !row) return refusal ?? notAllowed('unknown');
      if (row.state !== 'awaiting-confirmation' || row.version !== seenVersion) return conflict;
      const facts = openFacts(deps.sealer, row.id, row.factsSealed);
      const known = facts.localNumber ?? localNumber;
      if (known === undefined) return invalid('localNumber', 'missing');
      if (localNumber !== undefined && facts.localNumber !== undefined && localNumber !== facts.localNumber) return invalid('localNumber', 'another-number-known');
      const nowMs = deps.clock.nowMs();
      await connection.query(`update image_import set state = 'waiting', match = 'confirmed', confirmed_by = $2, confirmed_at = $3, give_up_at = $4, facts_sealed = $5, version = version + 1 where id = $1`,
        [row.id, request.actor.userId, new Date(nowMs), new Date(nowMs + GIVE_UP_AFTER_MS), sealFacts(deps.sealer, row.id, { ...facts, localNumber: known })]);
      await deps.jobs.send(IMPORT_QUEUE, { importId: row.id }, { key: row.id, within: connection });
      await deps.audit.append({ ...entryOf(row), ...whoAsks(request), outcome: 'success', details: { importId: row.id, phase: 'confirmed' } });
      return { kind: 'import', row: (await findImport(connection, importId))! };
    });
  }

  /** Ends an import that has not come to its end; what the archive has already stays there. */
  cancel(request: ActingRequest, importId: string, seenVersion: number): Promise<ImportOutcome> {
    return this.change(request, importId, seenVersion, ['awaiting-confirmation', 'waiting', 'running', 'stopped'], 'cancelled', async (row, connection) => {
      await connection.query(`update image_import set state = 'cancelled', stop_reason = null, run_token = null, finished_at = $2, version = version + 1 where id = $1`, [row.id, new Date(this.deps.clock.nowMs())]);
    });
  }

  /** Goes on with one that stopped, once what stopped it was put right. One that met another patient does not go on. */
  resume(request: ActingRequest, importId: string, seenVersion: number): Promise<ImportOutcome> {
    return this.change(request, importId, seenVersion, ['stopped'], 'resumed', async (row, connection) => {
      await connection.query(`update image_import_instance set state = 'pending', code = null where import_id = $1 and state = 'refused'`, [row.id]);
      await connection.query(`update image_import set state = 'waiting', stop_reason = null, finished_at = null, give_up_at = $2, version = version + 1 where id = $1`, [row.id, new Date(this.deps.clock.nowMs() + GIVE_UP_AFTER_MS)]);
      await this.deps.jobs.send(IMPORT_QUEUE, { importId: row.id }, { key: row.id, within: connection });
    });
  }

  /** The organization's own, newest first; says nothing of patients. */
  async list(request: ActingRequest, states: readonly ImportState[] | undefined, page: { readonly offset: number; readonly limit: number }): Promise<{ readonly total: number; readonly rows: readonly ImportRow[] } | ExchangeRefusal> {
    const refusal = this.refusalOf(request);
    if (refusal) return refusal;
    return listImports(this.deps.database, request.actor.organizationId, states ?? IMPORT_STATES, { offset: Math.max(0, page.offset), limit: Math.min(Math.max(1, page.limit), LONGEST_PAGE) });
  }

  /** Whose it is, on both sides. That it was shown stands in the log before. */
  async review(request: ActingRequest, importId: string): Promise<ImportReview | ExchangeRefusal> {
    const row = await findImport(this.deps.database, importId);
    const refusal = this.refusalOf(request, row);
    if (refusal || !row) return refusal ?? notAllowed('unknown');
    const { local, localNumber, source } = openFacts(this.deps.sealer, row.id, row.factsSealed);
    await this.deps.audit.append({ ...entryOf(row, 1), ...whoAsks(request), outcome: 'success', details: { importId: row.id, phase: 'reviewed' } });
    return { row, local, source: { ...identityOf(source), identifiers: [] }, sourceNumber: { value: source.patientId, issuer: source.issuer }, ...(localNumber !== undefined && { localNumber }) };
  }

  private async look(source: ImageArchive, studyInstanceUid: string, requestId: string): Promise<{ readonly study: DescribedStudy; readonly subject: ImportFacts['source'] } | 'unavailable' | undefined> {
    const signal = AbortSignal.timeout(source.definition.limits.deadlineMs);
    try {
      const study = await source.findStudy(studyInstanceUid, { signal, requestId });
      if (!study || study.studyInstanceUid !== studyInstanceUid) return undefined;
      return { study, subject: await new SourceStudy(source, studyInstanceUid, requestId).subject(signal) };
    } catch (error) {
      this.deps.log.warn({ err: error, sourceId: source.definition.id }, 'a study to be imported could not be looked at');
      return 'unavailable';
    }
  }

  private async keep(request: ActingRequest, input: ImportInput, { study, archive, ground, isCertain, facts }: { readonly study: DescribedStudy; readonly archive: OrganizationArchive; readonly ground: Ground; readonly isCertain: boolean; readonly facts: ImportFacts }): Promise<ImportOutcome> {
    const { deps } = this;
    const { actor } = request;
    const id = deps.ids.newId();
    const { key, sealed } = deps.patients.pseudonymize(input.patient);
    const nowMs = deps.clock.nowMs();
    return deps.database.transaction(async (connection): Promise<ImportOutcome> => {
      const { rowCount } = await connection.query(
        `insert into image_import (id, organization_id, request_id, group_id, source_id, custodian_id, is_custodian_assumed, study_instance_uid, patient_key, patient_keys, patient_sealed, facts_sealed, state, match, requested_by, requested_by_name, requested_roles, purpose_of_use, requested_at, give_up_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) on conflict (organization_id, study_instance_uid) where state in ('awaiting-confirmation', 'waiting', 'running') do nothing`,
        [id, archive.organizationId, ground.kind === 'released' ? ground.requestId : null, ground.kind === 'group' ? ground.groupId : null, input.sourceId, study.custodianId, study.isCustodianAssumed === true, input.studyInstanceUid, key, deps.patients.keysOf(input.patient), sealed,
          sealFacts(deps.sealer, id, { ...facts, accession: facts.accession || accessionOf(id) }), isCertain ? 'waiting' : 'awaiting-confirmation', isCertain ? 'certain' : null, actor.userId, actor.displayName, actor.roles, actor.purposeOfUse, new Date(nowMs), isCertain ? new Date(nowMs + GIVE_UP_AFTER_MS) : null]);
      const row = await findUnfinished(connection, archive.organizationId, input.studyInstanceUid);
      // It came to its end in the same moment.
      if (!row) return conflict;
      // The same study for another patient is no repetition.
      if (rowCount === 0 && row.patientKey !== key) return conflict;
      if (rowCount === 1 && isCertain) await deps.jobs.send(IMPORT_QUEUE, { importId: id }, { key: id, within: connection });
      await deps.audit.append({ ...entryOf(row, study.numberOfInstances ?? 1), ...whoAsks(request), outcome: 'success', details: { importId: row.id, phase: rowCount === 0 ? 'asked-again' : isCertain ? 'requested' : 'awaiting-confirmation', ground: ground.kind } });
      return { kind: 'import', row };
    });
  }

  private change(request: ActingRequest, importId: string, seenVersion: number, from: readonly ImportState[], phase: string, work: (row: ImportRow, connection: Parameters<typeof findImport>[0]) => Promise<void>): Promise<ImportOutcome> {
    return this.deps.database.transaction(async (connection): Promise<ImportOutcome> => {
      const row = await findImport(connection, importId, { forUpdate: true });
      const refusal = this.refusalOf(request, row);
      if (refusal || !row) return refusal ?? notAllowed('unknown');
      if (!from.includes(row.state) || (phase === 'resumed' && row.stopReason === 'another-patient') || (row.state !== 'running' && row.version !== seenVersion)) return conflict;
      if (phase === 'resumed' && (await findUnfinished(connection, row.organizationId, row.studyInstanceUid))) return conflict;
      await work(row, connection);
      await this.deps.audit.append({ ...entryOf(row), ...whoAsks(request), outcome: 'success', details: { importId: row.id, phase } });
      return { kind: 'import', row: (await findImport(connection, importId))! };
    });
  }

  /** Another organization's import looks as if there were none. */
  private refusalOf({ actor }: ActingRequest, row?: ImportRow): ExchangeRefusal | undefined {
    const decision = decide({ actor, action: 'import-study', kind: 'imaging-study' });
    if (decision.effect !== 'permit') return notAllowed(decision.rule);
    return row && row.organizationId !== actor.organizationId ? notAllowed('another-organization') : undefined;
  }

  private async append(request: ActingRequest, { patient, studyInstanceUid }: ImportInput, fields: Pick<AuditEntry, 'outcome' | 'rule'>): Promise<void> {
    await this.deps.audit.append({ action: 'study-imported', ...whoAsks(request), patient: this.deps.patients.pseudonymize(patient), objects: [studyInstanceUid], details: { phase: 'requested' }, ...fields });
  }
}

/** What fits a number of DICOM: printable, no backslash, no more than it may have. */
function isCode(text: string, longest: number): boolean {
  return text.length > 0 && text.length <= longest && /^[ -[\]-~]+$/.test(text) && text.trim() === text;
}

/** A number of its own where there is no local order: SH has 16 characters (PS3.5 §6.2). */
function accessionOf(importId: string): string {
  return `LV${createHash('sha256').update(importId).digest('hex').slice(0, 14).toUpperCase()}`;
}

/** What an archive can find the same person by: the source's number with its issuer, and the health number. */
function numbersElsewhere({ identifiers }: SubjectIdentity, { patientId, issuer, universalIssuer }: ImportFacts['source']): readonly IssuedNumber[] {
  const healthNumbers = new Set(identifiers.filter(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM).map(({ value }) => value));
  const [healthNumber] = healthNumbers.size === 1 ? healthNumbers : [];
  return [
    ...(patientId === '' ? [] : [{ value: patientId, issuer, ...(universalIssuer !== '' && { universal: universalIssuer }) }]),
    ...(healthNumber === undefined || healthNumber === patientId ? [] : [{ value: healthNumber, ...HEALTH_NUMBER_ISSUER }]),
  ];
}

function withoutEmpty({ names, ...rest }: SubjectIdentity): Partial<SubjectIdentity> {
  return { ...rest, ...(names.length > 0 && { names }) };
}
