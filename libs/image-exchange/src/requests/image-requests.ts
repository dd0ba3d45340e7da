import { decide, decideDuty, type Actor } from '@longview/access-policy';
import type { AuditEntry } from '@longview/audit';
import { isDicomUid, NO_BASIS, type AccessBasis, type SubjectIdentity } from '@longview/clinical-model';
import type { Queryable } from '@longview/platform';
import { conflict, invalid, isRefused, notAllowed, whoAsks, type ActingRequest, type ExchangeDeps, type ExchangeRefusal } from '../exchange-deps.js';
import type { ImportOutcome, StudyImports } from '../import/study-imports.js';
import { findRequest, listRequests, type RequestQuestion, type RequestRow } from './request-row.js';
import { DECLINE_REASONS, stateAfter, type RequestClock, type RequestMove } from './request-words.js';

export interface RequestInput {
  readonly patient: SubjectIdentity;
  /** Who has the images. */
  readonly organizationId: string;
  /** One study, or all of a range of days, or simply what there is. */
  readonly studyInstanceUid?: string;
  readonly studyFrom?: string;
  readonly studyTo?: string;
  readonly reason: string;
  readonly isUrgent: boolean;
}

export interface PushInput {
  readonly patient: SubjectIdentity;
  /** Who is to have them. */
  readonly organizationId: string;
  readonly studyInstanceUid: string;
  readonly reason: string;
  readonly isUrgent: boolean;
}

/** A request with whose it is and what was said about it. */
export interface RequestDetails {
  readonly row: RequestRow;
  readonly patient: SubjectIdentity;
  readonly reason: string;
  readonly entries: readonly { readonly occurredAt: Date; readonly organizationId: string; readonly byId: string; readonly change: string; readonly text?: string }[];
}

/** Median time from request to images, of one pair of organizations. */
export interface PairStatistics {
  readonly fromId: string;
  readonly toId: string;
  readonly requests: number;
  readonly imported: number;
  readonly declined: number;
  readonly expired: number;
  readonly medianMs: number | undefined;
}

export type RequestOutcome = { readonly kind: 'request'; readonly id: string } | ExchangeRefusal;
export type ReleaseOutcome = RequestOutcome | Exclude<ImportOutcome, { readonly kind: 'import' }>;

/** Who asked, as far as a later release needs it; sealed beside the request. */
interface Asker {
  readonly patient: SubjectIdentity;
  readonly actor: Pick<Actor, 'userId' | 'displayName' | 'roles' | 'purposeOfUse'>;
  readonly basis: AccessBasis;
}

const LONGEST_TEXT = 2_000;
const LONGEST_PAGE = 200;

/** Requests for images from one organization to another, and studies sent unasked. Who may is decided in each operation. */
export class ImageRequests {
  constructor(private readonly deps: ExchangeDeps, private readonly imports: StudyImports, private readonly clock: RequestClock) {}

  /** Asks another organization for a patient's images. */
  async send(request: ActingRequest, input: RequestInput): Promise<RequestOutcome> {
    const { organizationId } = request.actor;
    const problem = problemOf(input) ?? (this.imports.hasArchive(organizationId) ? undefined : invalid('organization', 'no-archive'));
    if (problem) return problem;
    return this.open(request, input, { isPush: false, fromId: organizationId, toId: input.organizationId });
  }

  /** Offers a study of one's own to another organization, which brings it over when it takes it. */
  async push(request: ActingRequest, input: PushInput): Promise<RequestOutcome> {
    const { organizationId } = request.actor;
    const problem = problemOf(input) ?? (this.imports.hasArchive(input.organizationId) ? undefined : invalid('organizationId', 'no-archive'));
    if (problem) return problem;
    return this.open(request, input, { isPush: true, fromId: input.organizationId, toId: organizationId });
  }

  async list(request: ActingRequest, question: RequestQuestion): Promise<{ readonly total: number; readonly rows: readonly RequestRow[] } | ExchangeRefusal> {
    const refusal = this.refusalOf(request);
    return refusal ?? listRequests(this.deps.database, request.actor.organizationId, { ...question, offset: Math.max(0, question.offset), limit: Math.min(Math.max(1, question.limit), LONGEST_PAGE) });
  }

  /** Opens a request: whose it is stands in the log before it is shown, and who is asked has then seen it. */
  async read(request: ActingRequest, id: string): Promise<RequestDetails | ExchangeRefusal> {
    const outcome = await this.deps.database.transaction(async (connection): Promise<RequestRow | ExchangeRefusal> => {
      const row = await this.claim(connection, request, id);
      if (isRefused(row)) return row;
      const isAsked = answering(row) === request.actor.organizationId;
      const isNew = isAsked && row.state === 'sent';
      if (isNew) {
        await this.move(connection, row, 'see', `seen_at = $3`, [new Date(this.deps.clock.nowMs())]);
        await this.note(connection, request, row.id, 'seen');
      }
      await this.append(request, row, { outcome: 'success', details: { phase: isNew ? 'seen' : 'read' } });
      return isNew ? (await findRequest(connection, id))! : row;
    });
    if (isRefused(outcome)) return outcome;
    const { rows } = await this.deps.database.query<{ occurredAt: Date; organizationId: string; byId: string; change: string; text_sealed: string | null }>(`select occurred_at as "occurredAt", organization_id as "organizationId", by_id as "byId", change, text_sealed from image_request_entry where request_id = $1 order by occurred_at, id`, [id]);
    return {
      row: outcome, patient: this.asker(outcome).patient, reason: this.opened(outcome.reasonSealed, outcome.id),
      entries: rows.map(({ text_sealed: sealed, ...entry }) => ({ ...entry, ...(sealed !== null && { text: this.opened(sealed, id) }) })),
    };
  }

  comment(request: ActingRequest, id: string, text: string): Promise<RequestOutcome> {
    const said = text.trim();
    if (said === '' || said.length > LONGEST_TEXT) return Promise.resolve(invalid('text', said === '' ? 'missing' : 'too-long'));
    return this.change(request, id, undefined, async (connection, row) => {
      await this.note(connection, request, row.id, 'commented', said);
      return { phase: 'commented' };
    });
  }

  /** Who is asked sends nothing, and says why. */
  decline(request: ActingRequest, id: string, seenVersion: number, reason: string, text: string): Promise<RequestOutcome> {
    if (!(DECLINE_REASONS as readonly string[]).includes(reason)) return Promise.resolve(invalid('reason', 'unknown'));
    if (text.length > LONGEST_TEXT) return Promise.resolve(invalid('text', 'too-long'));
    return this.change(request, id, seenVersion, async (connection, row) => {
      if (answering(row) !== request.actor.organizationId) return notAllowed('not-the-one-asked');
      if (!(await this.move(connection, row, 'decline', 'decline_reason = $3, ended_at = $4', [reason, new Date(this.deps.clock.nowMs())]))) return conflict;
      await this.note(connection, request, row.id, 'declined', text.trim() || undefined);
      return { phase: 'declined', reason };
    });
  }

  /** Who asked does not need it any more; what is under way for it ends. */
  cancel(request: ActingRequest, id: string, seenVersion: number): Promise<RequestOutcome> {
    return this.change(request, id, seenVersion, async (connection, row) => {
      if (answering(row) === request.actor.organizationId) return notAllowed('not-the-one-who-asked');
      const nowMs = this.deps.clock.nowMs();
      if (!(await this.move(connection, row, 'cancel', 'ended_at = $3', [new Date(nowMs)]))) return conflict;
      await connection.query(`update image_import set state = 'cancelled', stop_reason = null, run_token = null, finished_at = $2, version = version + 1 where request_id = $1 and state in ('awaiting-confirmation', 'waiting', 'running', 'stopped')`, [row.id, new Date(nowMs)]);
      await this.note(connection, request, row.id, 'cancelled');
      return { phase: 'cancelled' };
    });
  }

  /**
   * The holder lets one study go, or the recipient of a push takes it: it is brought into the archive of who gets it, for
   * the person who asked and by their authority. The patient's directives count as they are now.
   */
  async release(request: ActingRequest, id: string, seenVersion: number, { studyInstanceUid, sourceId }: { readonly studyInstanceUid: string; readonly sourceId: string }): Promise<ReleaseOutcome> {
    const row = await this.claim(this.deps.database, request, id);
    if (isRefused(row)) return row;
    if (answering(row) !== request.actor.organizationId) return notAllowed('not-the-one-asked');
    if (row.version !== seenVersion || stateAfter(row.state, 'release') === undefined) return conflict;
    if (row.studyInstanceUid !== null && row.studyInstanceUid !== studyInstanceUid) return invalid('studyInstanceUid', 'not-the-one-asked-for');
    if (this.deps.sources.get(sourceId)?.definition.custodianId !== row.toId) return invalid('sourceId', 'not-the-holders');
    const asker = this.asker(row);
    const receiver: ActingRequest = row.isPush ? { ...request, actor: { ...request.actor, entitledSourceIds: new Set([sourceId]) }, facts: { ...request.facts, basis: asker.basis } } : this.onBehalfOf(row, asker, sourceId, request);
    const outcome = await this.imports.released(receiver, { patient: asker.patient, studyInstanceUid, sourceId }, row.id);
    if (outcome.kind !== 'import') return outcome;
    // The study is on its way there already, for another reason.
    if (outcome.row.requestId !== row.id) return conflict;
    return this.change(request, id, undefined, async (connection, current) => {
      if (current.state !== 'sending' && current.state !== 'arrived' && current.state !== 'imported' && !(await this.move(connection, current, 'release', 'seen_at = coalesce(seen_at, $3)', [new Date(this.deps.clock.nowMs())]))) return conflict;
      await this.note(connection, request, row.id, 'released');
      return { phase: 'released', importId: outcome.row.id };
    });
  }

  /** By pair of organizations, of requests in a period: one's own pairs, and all of them for the program office. */
  async statistics(request: ActingRequest, { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): Promise<readonly PairStatistics[] | ExchangeRefusal> {
    const seesAll = decideDuty({ actor: request.actor, duty: 'see-province' }).effect === 'permit';
    const refusal = seesAll ? undefined : this.refusalOf(request);
    if (refusal) return refusal;
    const { rows } = await this.deps.database.query<Omit<PairStatistics, 'medianMs'> & { median: number | null }>(
      `select from_id as "fromId", to_id as "toId", count(*)::int as requests, count(*) filter (where state = 'imported')::int as imported, count(*) filter (where state = 'declined')::int as declined, count(*) filter (where state = 'expired')::int as expired,
         percentile_cont(0.5) within group (order by extract(epoch from arrived_at - requested_at) * 1000) filter (where arrived_at is not null) as median
       from image_request where requested_at >= $1 and requested_at < $2 and not is_push and ($3 or $4 in (from_id, to_id)) group by from_id, to_id order by requests desc, from_id, to_id`,
      [new Date(fromMs), new Date(untilMs), seesAll, request.actor.organizationId]);
    return rows.map(({ median, ...pair }) => ({ ...pair, medianMs: median ?? undefined }));
  }

  private async open(request: ActingRequest, input: RequestInput | PushInput, { isPush, fromId, toId }: { readonly isPush: boolean; readonly fromId: string; readonly toId: string }): Promise<RequestOutcome> {
    const { deps } = this;
    const { actor, facts: { basis = NO_BASIS } } = request;
    const action = isPush ? 'study-sent' : 'study-requested';
    const entry: Omit<AuditEntry, 'outcome'> = { action, ...whoAsks(request), patient: deps.patients.pseudonymize(input.patient), objects: input.studyInstanceUid === undefined ? [] : [input.studyInstanceUid] };
    const decision = decide({ actor, action: 'import-study', kind: 'imaging-study', relationship: basis.relationship });
    if (decision.effect !== 'permit') {
      await deps.audit.append({ ...entry, outcome: 'refused', rule: decision.rule });
      return notAllowed(decision.rule);
    }
    const { rows: known } = await deps.database.query(`select from organization where id = $1 and status = 'active'`, [input.organizationId]);
    if (known.length === 0 || input.organizationId === actor.organizationId) return invalid('organizationId', 'unknown');
    const offered = isPush ? [...deps.sources.values()].find(({ definition }) => definition.custodianId === toId) : undefined;
    if (isPush && !offered) return invalid('organization', 'no-images');
    const id = deps.ids.newId();
    const nowMs = deps.clock.nowMs();
    const asker: Asker = { patient: input.patient, actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, purposeOfUse: actor.purposeOfUse }, basis };
    const range = 'studyFrom' in input || 'studyTo' in input ? (input as RequestInput) : undefined;
    return deps.database.transaction(async (connection): Promise<RequestOutcome> => {
      await connection.query(
        `insert into image_request (id, from_id, to_id, is_push, patient_key, patient_keys, patient_sealed, identity_sealed, study_instance_uid, study_from, study_to, reason_sealed, is_urgent, state, requested_by, requested_at, due_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'sent', $14, $15, $16, $17)`,
        [id, fromId, toId, isPush, entry.patient!.key, deps.patients.keysOf(input.patient), entry.patient!.sealed, deps.sealer.seal(JSON.stringify(asker), askerPurpose(id)), input.studyInstanceUid ?? null, range?.studyFrom ?? null, range?.studyTo ?? null,
          deps.sealer.seal(input.reason.trim(), textPurpose(id)), input.isUrgent, actor.userId, new Date(nowMs), new Date(nowMs + (input.isUrgent ? this.clock.urgentDueMs : this.clock.dueMs)), new Date(nowMs + this.clock.expiresMs)]);
      await this.note(connection, request, id, isPush ? 'offered' : 'sent');
      const custodians = offered ? { custodians: [{ custodianId: toId, sourceId: offered.definition.id, itemCount: 1, use: 'use' as const }] } : {};
      await deps.audit.append({ ...entry, ...custodians, outcome: 'success', rule: decision.rule, details: { requestId: id, phase: isPush ? 'offered' : 'sent', recipient: input.organizationId, isUrgent: input.isUrgent } });
      return { kind: 'request', id };
    });
  }

  private change(request: ActingRequest, id: string, seenVersion: number | undefined, work: (connection: Queryable, row: RequestRow) => Promise<Readonly<Record<string, string>> | ExchangeRefusal>): Promise<RequestOutcome> {
    return this.deps.database.transaction(async (connection): Promise<RequestOutcome> => {
      const row = await this.claim(connection, request, id, { forUpdate: true });
      if (isRefused(row)) return row;
      if (seenVersion !== undefined && row.version !== seenVersion) return conflict;
      const details = await work(connection, row);
      if (isRefused(details)) return details;
      await this.append(request, row, { outcome: 'success', details });
      return { kind: 'request', id };
    });
  }

  /** The request when the actor's organization is one of its two; another's looks as if there were none. */
  private async claim(connection: Queryable, request: ActingRequest, id: string, { forUpdate = true } = {}): Promise<RequestRow | ExchangeRefusal> {
    const refusal = this.refusalOf(request);
    if (refusal) return refusal;
    const row = await findRequest(connection, id, { forUpdate });
    return row && [row.fromId, row.toId].includes(request.actor.organizationId) ? row : notAllowed('unknown');
  }

  /** @returns false when it cannot be made from where the request stands. */
  private async move(connection: Queryable, row: RequestRow, move: RequestMove, set: string, values: readonly unknown[]): Promise<boolean> {
    const state = stateAfter(row.state, move);
    if (state === undefined) return false;
    await connection.query(`update image_request set state = $2, ${set}, version = version + 1 where id = $1`, [row.id, state, ...values]);
    return true;
  }

  private async note(connection: Queryable, { actor }: ActingRequest, requestId: string, change: string, text?: string): Promise<void> {
    const { ids, clock, sealer } = this.deps;
    await connection.query('insert into image_request_entry (id, request_id, occurred_at, organization_id, by_id, change, text_sealed) values ($1, $2, $3, $4, $5, $6, $7)', [ids.newId(), requestId, new Date(clock.nowMs()), actor.organizationId, actor.userId, change, text === undefined ? null : sealer.seal(text, textPurpose(requestId))]);
  }

  private async append(request: ActingRequest, row: RequestRow, { details, ...fields }: Pick<AuditEntry, 'outcome' | 'details'>): Promise<void> {
    await this.deps.audit.append({ action: 'study-requested', ...whoAsks(request), patient: { key: row.patientKey, sealed: row.patientSealed }, objects: row.studyInstanceUid === null ? [] : [row.studyInstanceUid], details: { requestId: row.id, ...details }, ...fields });
  }

  private refusalOf({ actor }: ActingRequest): ExchangeRefusal | undefined {
    const decision = decide({ actor, action: 'import-study', kind: 'imaging-study' });
    return decision.effect === 'permit' ? undefined : notAllowed(decision.rule);
  }

  /** Whose authority the images go by: that of who asked, whom the holder's release entitles to this one source. */
  private onBehalfOf(row: RequestRow, { actor, basis }: Asker, sourceId: string, { facts }: ActingRequest): ActingRequest {
    return {
      actor: {
        ...actor, organizationId: row.fromId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
        assuranceLevel: 2, entitledSourceIds: new Set([sourceId]), sessionId: `request ${row.id}`,
      },
      facts: { requestId: facts.requestId, basis },
    };
  }

  private asker(row: RequestRow): Asker {
    return JSON.parse(this.opened(row.identitySealed, row.id, askerPurpose(row.id))) as Asker;
  }

  private opened(sealed: string, id: string, purpose = textPurpose(id)): string {
    const text = this.deps.sealer.open(sealed, purpose);
    if (text === undefined) throw new TypeError('What a request is about was sealed with another key.');
    return text;
  }
}

/** Who has to answer: the holder of the images, or whom a study was offered to. */
const answering = (row: RequestRow): string => (row.isPush ? row.fromId : row.toId);
const askerPurpose = (id: string): string => `image request ${id}`;
const textPurpose = (id: string): string => `text of image request ${id}`;

function problemOf(input: RequestInput | PushInput): ExchangeRefusal | undefined {
  if (input.studyInstanceUid !== undefined && !isDicomUid(input.studyInstanceUid)) return invalid('studyInstanceUid', 'malformed');
  if (input.reason.trim() === '' || input.reason.length > LONGEST_TEXT) return invalid('reason', input.reason.trim() === '' ? 'missing' : 'too-long');
  const { studyFrom, studyTo } = input as Partial<RequestInput>;
  for (const [field, day] of [['studyFrom', studyFrom], ['studyTo', studyTo]] as const) if (day !== undefined && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day)) return invalid(field, 'malformed');
  return studyFrom !== undefined && studyTo !== undefined && studyTo < studyFrom ? invalid('studyTo', 'before-start') : undefined;
}

