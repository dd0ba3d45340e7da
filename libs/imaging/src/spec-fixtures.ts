import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Actor } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import type { PatientConsent } from '@longview/consent';
import { createPatientConsents, type PatientConsents, type PatientConsentsDependencies } from '@longview/disclosure';
import { createSettableClock } from '@longview/platform';
import type { DicomwebGate, GateRequest } from './dicomweb-gate.js';
import type { ArchiveAnswer, ArchiveRequest, DescribedStudy, ImageArchive } from './image-archive.js';
import type { StudyGrant } from './study-grant.js';

export const clock = createSettableClock(Date.parse('2026-11-19T14:00:00Z'));

/** A fictitious physician who may ask both archives. */
export const actor: Actor = {
  userId: 'u-1', displayName: 'Dr. Ada Example', roles: ['physician'], organizationId: 'clinic', isOrganizationActive: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true,
  assuranceLevel: 3, entitledSourceIds: new Set(['hospital', 'repository']), purposeOfUse: 'TREAT', sessionId: 's-1',
};

export const grant = (fields: Partial<StudyGrant> = {}): StudyGrant => ({
  id: 'g-1', sessionId: 's-1', userId: 'u-1', organizationId: 'clinic', patientKey: 'p-1', studyInstanceUid: '1.2.3', sourceId: 'hospital', custodianId: 'hospital-custodian', purposeOfUse: 'TREAT', basis: { relationship: 'found', kind: 'roster' },
  createdAtMs: clock.nowMs(), expiresAtMs: clock.nowMs() + 3_600_000, sealedDisplay: 'sealed', auditPatient: { key: 'k-1', sealed: 'x' }, patientKeys: ['k-1'], ...fields,
});

/** What one patient says, whoever asks; `repository` lets nobody override. */
export const consentsOf = (consent: PatientConsent): PatientConsents => createPatientConsents({
  reader: { read: async (patients) => patients.map(() => consent) }, keysOf: ({ identifiers }) => identifiers.map(({ value }) => `key-of-${value}`), nowMs: () => clock.nowMs(),
  sources: ['hospital', 'repository', 'a', 'b', 'c'].map((sourceId): PatientConsentsDependencies['sources'][number] => ({
    sourceId, custodianId: `${sourceId}-custodian`, kinds: ['imaging-study'], hasImages: true, canBeToldOfOverride: false,
    override: { grounds: sourceId === 'repository' ? [] : ['harm-to-patient'], durationMs: 60_000, reach: 'person' },
  })),
});

/** Remembers what it was given; with `isBroken` nothing can be made durable. */
export class RecordingAuditLog implements AuditLog {
  readonly entries: AuditEntry[] = [];
  isBroken = false;
  /** Resolves before an event counts as durable. */
  delay: Promise<void> | undefined;

  async append(entry: AuditEntry): Promise<string> {
    await this.delay;
    if (this.isBroken) throw new AuditAppendFailed();
    return String(this.entries.push(entry));
  }

  actions(): string[] {
    return this.entries.map(({ action, outcome }) => `${action} ${outcome}`);
  }
}

export interface ScriptedArchive extends ImageArchive {
  readonly asked: ArchiveRequest[];
}

interface ArchiveScript {
  readonly custodianId?: string;
  readonly isRepository?: boolean;
  readonly deadlineMs?: number;
  readonly findStudy?: (uid: string, signal: AbortSignal) => Promise<DescribedStudy | undefined>;
  readonly retrieve?: (request: ArchiveRequest, signal: AbortSignal) => Promise<ArchiveAnswer> | ArchiveAnswer;
}

export function archive(id: string, script: ArchiveScript = {}): ScriptedArchive {
  const asked: ArchiveRequest[] = [];
  return {
    asked,
    definition: { id, custodianId: script.custodianId ?? `${id}-custodian`, isRepository: script.isRepository ?? false, limits: { deadlineMs: script.deadlineMs ?? 2_000 } },
    findStudy: (uid, { signal }) => script.findStudy?.(uid, signal) ?? Promise.resolve(undefined),
    retrieve: async (wanted, { signal }) => {
      asked.push(wanted);
      return script.retrieve?.(wanted, signal) ?? answer(404);
    },
  };
}

export function answer(status: number, body: Buffer | string | Readable = '', headers: Record<string, string> = {}): ArchiveAnswer {
  return { status, headers, body: body instanceof Readable ? body : Readable.from(body.length > 0 ? [Buffer.from(body)] : []) };
}

export interface GateAnswer { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer; readonly isComplete: boolean }

export interface GateServer {
  get(target: string, fields?: Partial<GateRequest>): Promise<GateAnswer>;
  /** An answer that nobody reads yet. */
  open(target: string): Promise<IncomingMessage>;
  close(): Promise<void>;
}

/** The gate behind a real HTTP server, so that status, streaming and breaking off are what a browser sees. */
export async function serveGate(gate: DicomwebGate): Promise<GateServer> {
  let fields: Partial<GateRequest> = {};
  const server = createServer((incoming, response) => {
    void gate.handle({ method: incoming.method ?? '', target: incoming.url ?? '', accept: incoming.headers.accept, actor, requestId: 'r-1', ...fields }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    get: (target, given = {}) => new Promise((resolve, reject) => {
      fields = given;
      request({ host: '127.0.0.1', port, path: target, method: given.method ?? 'GET', agent: false, headers: given.accept ? { accept: given.accept } : {} }, (incoming) => {
        const chunks: Buffer[] = [];
        const done = (isComplete: boolean): void => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks), isComplete });
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(true)).on('error', () => done(false));
      }).on('error', reject).end();
    }),
    open: (target) => new Promise((resolve, reject) => { request({ host: '127.0.0.1', port, path: target, agent: false }, resolve).on('error', reject).end(); }),
    close: () => new Promise((resolve) => {
      gate.close();
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
