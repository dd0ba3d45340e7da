import type { Actor } from '@longview/access-policy';
import type { AuditEntry } from '@longview/audit';
import type { OrganizationArchive, ExchangeDeps } from '../exchange-deps.js';
import { ExchangeFault, type ExchangeFaultCode } from '../exchange-fault.js';
import { openInstance } from '../dicom/open-instance.js';
import { requestArrived, requestImported, requestSending } from '../requests/request-progress.js';
import { openFacts, type ImportFacts } from './import-facts.js';
import type { ImportRow } from './import-row.js';
import type { StopReason } from './import-words.js';
import { localizationOf } from './localization-of.js';
import { RunStore } from './run-store.js';
import { isConfirmedSubject, SourceStudy, type ManifestInstance } from './source-study.js';

/** Ends an import for a reason that does not pass. */
class Stop extends Error {
  constructor(readonly reason: StopReason) {
    super('The import cannot go on.');
  }
}

/** How old the answer may be whether this import may still go on. */
const PERMISSION_LASTS_MS = 2_000;

/** Faults of a study itself: another try would meet them again. */
const LASTING: Readonly<Partial<Record<ExchangeFaultCode, StopReason>>> = {
  EXCHANGE_WRONG_PATIENT: 'another-patient', EXCHANGE_WRONG_INSTANCE: 'unreadable-instance', EXCHANGE_INSTANCE_UNREADABLE: 'unreadable-instance', EXCHANGE_HEADER_TOO_LARGE: 'unreadable-instance',
  EXCHANGE_ENCODING_UNKNOWN: 'unreadable-instance', EXCHANGE_TEXT_NOT_ENCODABLE: 'unreadable-instance',
};

/**
 * Brings one study into the requester's archive, or goes on where an earlier run stopped. What the archive holds already is
 * not sent; what was sent is counted only when the archive says so. Resolves when the import has come to its end, and
 * rejects with an {@link ExchangeFault} when it is to be tried again.
 */
export async function runImport(deps: ExchangeDeps, importId: string, signal: AbortSignal): Promise<void> {
  const begun = await RunStore.begin(deps.database, importId, deps.ids.newToken(), deps.clock.nowMs());
  if (!begun) return;
  const { store, row } = begun;
  try {
    await bringOver(deps, store, row, signal);
  } catch (error) {
    if (signal.aborted) throw new ExchangeFault('EXCHANGE_STOPPED', {}, { cause: error });
    const reason = reasonOf(error) ?? (row.giveUpAt !== null && deps.clock.nowMs() >= row.giveUpAt.getTime() ? 'gave-up' : undefined);
    if (reason === undefined) throw error;
    await store.finish({ state: 'stopped', reason }, deps.clock.nowMs(), async () => void await deps.audit.append({ ...entryOf(row), outcome: 'failure', details: { importId, phase: 'stopped', reason } }));
  }
}

function reasonOf(error: unknown): StopReason | undefined {
  return error instanceof Stop ? error.reason : error instanceof ExchangeFault ? LASTING[error.code] : undefined;
}

async function bringOver(deps: ExchangeDeps, store: RunStore, row: ImportRow, signal: AbortSignal): Promise<void> {
  const source = deps.sources.get(row.sourceId);
  const archive = deps.archives.get(row.organizationId);
  if (!source || !archive || !(await isStillPermitted(deps, row))) throw new Stop('no-longer-permitted');
  const study = new SourceStudy(source, row.studyInstanceUid, row.id);
  if (row.instanceCount === null) {
    // Nothing is asked for and nothing leaves before it stands in the log that it will.
    await deps.audit.append({ ...entryOf(row), outcome: 'success', details: { importId: row.id, phase: 'begun' } });
    const instances = await study.manifest(signal);
    await store.keepManifest(instances);
    if (row.requestId) await requestSending(deps.database, row.requestId);
  }
  const facts = openFacts(deps.sealer, row.id, row.factsSealed);
  const before = await heldNow(archive, row, facts, signal);
  if (before) await store.present(before);
  await sendPending(deps, archive, study, store, row, facts, signal);
  if (row.requestId) await requestArrived(deps.database, row.requestId, deps.clock.nowMs());
  const afterwards = await heldNow(archive, row, facts, signal);
  if (afterwards) {
    await store.present(afterwards);
    await store.missing(afterwards);
  }

  const { rows: [left] } = await deps.database.query<{ pending: number; refused: number; arrived: number }>(
    `select count(*) filter (where state = 'pending')::int as pending, count(*) filter (where state = 'refused')::int as refused, count(*) filter (where state in ('sent', 'present'))::int as arrived from image_import_instance where import_id = $1`, [row.id]);
  if (left!.pending > 0) throw new ExchangeFault('EXCHANGE_NOT_COMPLETE', { missing: left!.pending });
  if (left!.refused > 0) throw new Stop('instances-refused');
  await store.finish({ state: 'imported' }, deps.clock.nowMs(), async (connection) => {
    if (row.requestId) await requestImported(connection, row.requestId, deps.clock.nowMs());
    await deps.audit.append({ ...entryOf(row, left!.arrived), outcome: 'success', details: { importId: row.id, phase: 'completed', instances: left!.arrived } });
  });
}

/** What the archive says that it holds; `undefined` for one that cannot be asked: it has said so with each of its answers. */
async function heldNow({ destination }: OrganizationArchive, row: ImportRow, { localNumber }: ImportFacts, signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
  const holdings = await destination.holdings(row.studyInstanceUid, signal);
  if (holdings && [...holdings.patientIds].some((patientId) => patientId !== localNumber)) throw new Stop('filed-under-another-patient');
  return holdings?.sopInstanceUids;
}

/** Several instances at once, each lane with its own conversation; the first that fails ends them all. */
async function sendPending(deps: ExchangeDeps, archive: OrganizationArchive, study: SourceStudy, store: RunStore, row: ImportRow, facts: ImportFacts, signal: AbortSignal): Promise<void> {
  const localization = localizationOf(facts, archive, deps.custodianName(row.custodianId), row.requestedAt.getTime());
  const manifest = await store.manifest();
  const pending = manifest.filter(({ isPending }) => isPending).values();
  const sopClassUids = [...new Set(manifest.map(({ sopClassUid }) => sopClassUid))];
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);

  const sendOne = async (instance: ManifestInstance, lane: ReturnType<typeof archive.destination.openLane>): Promise<void> => {
    await store.attempt(instance.sopInstanceUid);
    const file = await study.open(instance, either);
    try {
      const opened = await openInstance(file);
      if (opened.studyInstanceUid !== row.studyInstanceUid || opened.sopInstanceUid !== instance.sopInstanceUid || opened.seriesInstanceUid !== instance.seriesInstanceUid) throw new ExchangeFault('EXCHANGE_WRONG_INSTANCE');
      if (!isConfirmedSubject(facts.source, opened.subject, deps.compareIdentity)) throw new ExchangeFault('EXCHANGE_WRONG_PATIENT');
      const outcome = await lane.store({ studyInstanceUid: row.studyInstanceUid, sopClassUid: opened.sopClassUid, sopInstanceUid: opened.sopInstanceUid, transferSyntaxUid: opened.transferSyntaxUid, dataset: opened.localize(localization) }, either);
      await (outcome.kind === 'stored' ? store.sent(instance.sopInstanceUid) : store.refused(instance.sopInstanceUid, outcome.code));
    } finally {
      file.on('error', () => undefined).destroy();
    }
  };

  let checkedMs = deps.clock.monotonicMs();
  const lanes = Array.from({ length: archive.lanes }, async () => {
    const lane = archive.destination.openLane(sopClassUids);
    try {
      for (const instance of pending) {
        if (either.aborted) return;
        if (deps.clock.monotonicMs() - checkedMs >= PERMISSION_LASTS_MS) {
          checkedMs = deps.clock.monotonicMs();
          if (!(await isStillPermitted(deps, row))) throw new Stop('no-longer-permitted');
        }
        await sendOne(instance, lane);
      }
    } catch (error) {
      if (failed.signal.aborted) return;
      failed.abort();
      throw error instanceof ExchangeFault || error instanceof Stop ? error : faultOf(error);
    } finally {
      await lane.close();
    }
  });
  const outcomes = await Promise.allSettled(lanes);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  if (signal.aborted) throw new ExchangeFault('EXCHANGE_STOPPED');
}

/** What the source's stream or the database broke with. */
function faultOf(cause: unknown): unknown {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? cause : new ExchangeFault('EXCHANGE_SOURCE_FAILED', { reason: typeof code === 'string' ? code : 'cut' }, { cause });
}

/** Asked at the beginning of every run and while it lasts: what the patient closed, an organization that left, or a person who was stopped ends it. */
async function isStillPermitted({ consents, database }: ExchangeDeps, row: ImportRow): Promise<boolean> {
  const { rows } = await database.query(
    `select from organization o where o.id = $1 and o.status = 'active' and o.is_viewing and not exists (select from person p where p.id = $2 and not p.is_active)
       and not exists (select from membership m where m.person_id = $2 and m.organization_id = o.id and m.status in ('suspended', 'revoked'))`, [row.organizationId, row.requestedBy]);
  if (rows.length === 0) return false;
  const actor: Actor = {
    userId: row.requestedBy, displayName: row.requestedByName, roles: row.requestedRoles as Actor['roles'], organizationId: row.organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true,
    isUserActive: true, isAttested: true, hasAcceptedAgreement: true, assuranceLevel: 2, entitledSourceIds: new Set([row.sourceId]), purposeOfUse: row.purposeOfUse, sessionId: `import ${row.id}`,
  };
  return !(await consents.under(actor, row.patientKeys)).blocks({ sourceId: row.sourceId, custodianId: row.custodianId, ...(row.isCustodianAssumed && { isCustodianAssumed: true }) });
}

/** An event about this import, by whoever asked for it: the work is done for them. */
export function entryOf(row: ImportRow, itemCount = row.instanceCount ?? 1): Omit<AuditEntry, 'outcome'> {
  return {
    action: 'study-imported', actor: { userId: row.requestedBy, displayName: row.requestedByName, roles: row.requestedRoles, organizationId: row.organizationId }, purposeOfUse: row.purposeOfUse,
    patient: { key: row.patientKey, sealed: row.patientSealed }, objects: [row.studyInstanceUid],
    custodians: [{ custodianId: row.custodianId, sourceId: row.sourceId, itemCount, use: row.custodianId === row.organizationId ? 'use' : 'collection' }],
  };
}
