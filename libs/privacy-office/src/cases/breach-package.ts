import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { breachHtml } from './breach-html.js';
import { readBreach, type Breach } from './breach.js';
import { auditFactsOf, type CaseDeps } from './case-deps.js';
import { referenceOf } from './case-table.js';
import type { CaseChange } from './case-words.js';
import { readEvidenceFile } from './evidence.js';
import type { LetterLanguage } from './letters/letter-templates.js';
import { openForReading, readEvidence } from './read-case.js';
import { writeZip } from './write-zip.js';

/** What the Commissioner gets of a breach: everything but whose information it was. */
export interface BreachRecord {
  readonly format: 'longview-breach-1';
  readonly reference: string;
  readonly takenAt: string;
  readonly takenBy: string;
  readonly custodian: { readonly id: string; readonly name: { readonly en: string; readonly fr: string } };
  readonly agentName: string;
  readonly breach: Breach;
  /** Individuals are numbered in the order of their first event. */
  readonly events: readonly { readonly id: string; readonly occurredAt: string; readonly action: string; readonly userId: string; readonly userName: string; readonly organizationId?: string; readonly individual?: number; readonly provenAt: string; readonly proofFile: string }[];
  readonly steps: readonly { readonly at: string; readonly change: CaseChange }[];
}

export interface BreachPackage {
  readonly caseId: string;
  readonly reference: string;
  /** A whole document, to be printed. */
  readonly html: string;
  /** {@link BreachRecord} */
  readonly json: string;
  /** Everything with every proof, and how to check them. */
  readonly zip: Buffer;
  readonly fileName: string;
  readonly takenAtMs: number;
}

const HOW_TO_CHECK = `breach.html  the breach, to be read or printed
breach.json  the same for a machine
proofs/      one file for each event of the log

Each proof shows that the electronic audit log holds the event just so. It is checked offline, with the public key of the
log, which is had from the operator or from a participant, never from this archive:

  longview verify-proof --proof proofs/<event>.json --public-key <file>

A proof of a part (it says so in its note) leaves out what concerns other custodians: it shows that the log holds an event
of this hash. The whole event is in the log, and the program office can show it.

Individuals stay encrypted in the proofs; users of the system are named.
`;

/**
 * Makes the package of a confirmed breach that was assessed, after writing down that it was taken. Refused while one of its
 * events is not sealed, which takes seconds: an extract without proof is none.
 */
export async function takeBreachPackage(deps: CaseDeps, request: ChangeRequest, caseId: string, language: LetterLanguage): Promise<BreachPackage | ChangeRefusal> {
  const row = await openForReading(deps, request, caseId);
  if ('kind' in row) return row;
  const refuse = (field: string, problem: string): ChangeRefusal => ({ kind: 'refused', code: 'invalid-input', field, problem });
  if (row.outcome !== 'confirmed' || !['confirmed', 'reported', 'closed'].includes(row.state)) return refuse('state', 'wrong-state');
  const { database, sealer, clock } = deps;
  const [breach, evidence, { rows: steps }] = await Promise.all([
    readBreach(database, sealer, caseId), readEvidence(database, caseId),
    database.query<{ occurredAt: Date; change: CaseChange }>(`select occurred_at as "occurredAt", change from privacy_case_history where case_id = $1 order by version, id`, [caseId]),
  ]);
  if (!breach) return refuse('breach', 'not-assessed');
  if (evidence.some(({ proof }) => proof === undefined)) return refuse('evidence', 'not-sealed');
  const takenAtMs = clock.nowMs();
  const individuals = [...new Set(evidence.flatMap(({ patientKey }) => patientKey ?? []))];
  const reference = referenceOf(row);
  const record: BreachRecord = {
    format: 'longview-breach-1', reference, takenAt: new Date(takenAtMs).toISOString(), takenBy: request.actor.displayName, custodian: { id: row.organizationId, name: { en: row.organizationNameEn, fr: row.organizationNameFr } }, agentName: row.subjectName ?? '', breach,
    events: evidence.map(({ eventId, proof, patientKey, provenAtMs }) => {
      const { actor, action, occurredAtMs } = readEvidenceFile(proof!)!.event;
      return {
        id: eventId, occurredAt: new Date(occurredAtMs).toISOString(), action, userId: actor.userId, userName: actor.displayName, provenAt: provenAtMs === undefined ? '' : new Date(provenAtMs).toISOString(), proofFile: proofFileOf(eventId),
        ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }), ...(patientKey !== undefined && { individual: individuals.indexOf(patientKey) + 1 }),
      };
    }),
    steps: steps.map(({ occurredAt, change }) => ({ at: occurredAt.toISOString(), change })),
  };
  const html = breachHtml(record, language);
  const json = `${JSON.stringify(record, null, 2)}\n`;
  const zip = writeZip([{ name: 'README.txt', text: HOW_TO_CHECK }, { name: 'breach.html', text: html }, { name: 'breach.json', text: json }, ...evidence.map(({ eventId, proof }) => ({ name: proofFileOf(eventId), text: proof! }))], takenAtMs);
  await deps.audit.append({ ...auditFactsOf(request), action: 'access-log-read', outcome: 'success', objects: [`privacy-case/${caseId}`, ...evidence.map(({ eventId }) => `event/${eventId}`)], details: { what: 'breach-package', language } });
  return { caseId, reference, html, json, zip, fileName: `breach-${reference}.zip`, takenAtMs };
}

const proofFileOf = (eventId: string): string => `proofs/${eventId}.json`;
