import { governedChange, isRefusal, provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import { readBreach } from './breach.js';
import { auditFactsOf, purposeOf, type CaseDeps } from './case-deps.js';
import { decideAct } from './case-machine.js';
import { namedField, revealedPatients, sealedPatients } from './case-patients.js';
import { findCase, referenceOf, standingOf, type CaseRow } from './case-table.js';
import { notFound, recordStep, requireReview } from './change-case.js';
import { CATEGORY_WORDS, CIRCUMSTANCE_WORDS } from './letters/breach-words.js';
import { fillLetter, type Letter, type LetterProblem } from './letters/fill-letter.js';
import { LETTER_FACTS, templateKey, type LetterId, type LetterLanguage } from './letters/letter-templates.js';
import { openForReading, readEvidence } from './read-case.js';

/** Which letter about which case, to whom, in which language. */
export interface LetterChoice {
  readonly caseId: string;
  readonly templateId: LetterId;
  readonly language: LetterLanguage;
  /** To which patient; may be left out where the case has one only. */
  readonly patientKey?: string;
}

export interface LetterInput extends LetterChoice {
  /** In the writer's words, by the names of the facts. */
  readonly facts: ReadonlyMap<string, string>;
}

/** What is to be filled in; `suggestion` comes from the case. */
export interface LetterForm extends Pick<Letter, 'templateId' | 'templateVersion' | 'language'> {
  readonly fields: readonly { readonly name: string; readonly isRequired: boolean; readonly suggestion: string }[];
}

export interface ReadLetter extends Letter {
  /** Absent while it is a preview. */
  readonly issuedAtMs?: number;
  readonly issuedByName?: string;
}

type Problems = { readonly problems: readonly LetterProblem[] };

/** What the writer may word, with what the case suggests. That the case was read is written down before. */
export async function letterForm(deps: CaseDeps, request: ChangeRequest, choice: LetterChoice): Promise<LetterForm | ChangeRefusal> {
  const found = await openForLetter(deps, request, choice);
  if (isRefusal(found)) return found;
  const { template, inCase } = await prepare(deps, deps.database, request, found, choice);
  const fields = Object.entries(LETTER_FACTS[choice.templateId]).filter(([, kind]) => kind !== 'known').map(([name, kind]) => ({ name, isRequired: kind !== 'optional', suggestion: inCase.get(name) ?? '' }));
  return { templateId: template.id, templateVersion: template.version, language: template.language, fields };
}

/** The letter as it would be, or what it lacks. Nothing is kept. */
export async function previewLetter(deps: CaseDeps, request: ChangeRequest, input: LetterInput): Promise<ReadLetter | Problems | ChangeRefusal> {
  const found = await openForLetter(deps, request, input);
  return isRefusal(found) ? found : write(deps, deps.database, request, found, input);
}

/** Keeps the letter, sealed and never changed again, after its event is durable: from then on it counts as sent out. */
export async function issueLetter(deps: CaseDeps, request: ChangeRequest, input: LetterInput): Promise<ReadLetter | Problems | ChangeRefusal> {
  return governedChange(deps, request, 'letter-issued', async (change) => {
    requireReview(request, change);
    const { connection, nowMs, refuse } = change;
    const row = (await findCase(connection, request.actor, input.caseId, { lock: true })) ?? notFound(change);
    const problem = problemOf(row, request, input);
    if (problem) refuse({ code: 'invalid-input', ...problem });
    const letter = await write(deps, connection, request, row, input);
    if ('problems' in letter) return letter;
    const id = change.newId();
    const patient = await patientOf(connection, input);
    await connection.query('insert into privacy_letter (id, case_id, template_id, template_version, language, patient_key, letter_sealed, issued_by, issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, row.id, letter.templateId, letter.templateVersion, letter.language, patient?.key ?? null, deps.sealer.seal(JSON.stringify(letter), purposeOf(row.id)), request.actor.userId, new Date(nowMs)]);
    await connection.query('update privacy_case set version = version + 1 where id = $1', [row.id]);
    await recordStep(deps, connection, request, { caseId: row.id, version: row.version + 1, state: row.state, nowMs }, {
      change: 'letter-issued', action: 'letter-issued', objects: [`letter/${id}`], details: { template: letter.templateId, templateVersion: letter.templateVersion, language: letter.language }, ...(patient && { patient }),
    });
    return { ...letter, issuedAtMs: nowMs, issuedByName: request.actor.displayName };
  });
}

/** An issued letter again, word for word. That it was read is written down before. */
export async function readLetter(deps: CaseDeps, request: ChangeRequest, letterId: string): Promise<ReadLetter | ChangeRefusal> {
  const { rows: [row] } = await deps.database.query<{ caseId: string; sealed: string; patientKey: string | null; issuedAtMs: number; issuedByName: string }>(
    `select l.case_id as "caseId", l.letter_sealed as sealed, l.patient_key as "patientKey", floor(extract(epoch from l.issued_at) * 1000)::float8 as "issuedAtMs", coalesce(p.display_name, l.issued_by) as "issuedByName" from privacy_letter l left join person p on p.id = l.issued_by where l.id = $1`, [letterId]);
  const found = row ? await openForReading(deps, request, row.caseId) : ({ kind: 'refused', code: 'not-allowed', rule: 'no-such-letter' } as const);
  if (!row || isRefusal(found)) return found as ChangeRefusal;
  const patient = (await sealedPatients(deps.database, row.caseId)).find(({ key }) => key === row.patientKey);
  await deps.audit.append({ ...auditFactsOf(request), action: 'access-log-read', outcome: 'success', objects: [`privacy-case/${row.caseId}`, `letter/${letterId}`], details: { what: 'letter' }, ...(patient && { patient }) });
  const letter = JSON.parse(deps.sealer.open(row.sealed, purposeOf(row.caseId)) ?? '{}') as Letter;
  return { ...letter, issuedAtMs: row.issuedAtMs, issuedByName: row.issuedByName };
}

async function openForLetter(deps: CaseDeps, request: ChangeRequest, choice: LetterChoice): Promise<CaseRow | ChangeRefusal> {
  const row = await openForReading(deps, request, choice.caseId);
  if ('kind' in row) return row;
  const problem = problemOf(row, request, choice);
  if (problem) return { kind: 'refused', code: 'invalid-input', ...problem };
  const patient = await patientOf(deps.database, choice);
  if (choice.templateId !== 'commissioner-breach' && !patient) return { kind: 'refused', code: 'invalid-input', field: 'patientKey', problem: 'missing' };
  await deps.audit.append({ ...auditFactsOf(request), action: 'access-log-read', outcome: 'success', objects: [`privacy-case/${row.id}`], details: { what: 'letter-draft', template: choice.templateId }, ...(patient && { patient }) });
  return row;
}

/** A notice of a breach needs one: explaining an access to a patient does not. */
function problemOf(row: CaseRow, { actor }: ChangeRequest, { templateId }: LetterChoice): { readonly field: string; readonly problem: string } | undefined {
  const verdict = decideAct('write-letter', standingOf(row), actor.userId);
  if (verdict.kind === 'may-not') return { field: 'state', problem: verdict.problem };
  return templateId !== 'patient-reply' && row.outcome !== 'confirmed' ? { field: 'templateId', problem: 'not-confirmed' } : undefined;
}

async function patientOf(connection: Queryable, { caseId, templateId, patientKey }: LetterChoice): Promise<{ readonly key: string; readonly sealed: string } | undefined> {
  if (templateId === 'commissioner-breach') return undefined;
  const patients = await sealedPatients(connection, caseId);
  return patientKey === undefined && patients.length === 1 ? patients[0] : patients.find(({ key }) => key === patientKey);
}

async function write(deps: CaseDeps, connection: Queryable, request: ChangeRequest, row: CaseRow, input: LetterInput): Promise<Letter | Problems> {
  const { template, inCase } = await prepare(deps, connection, request, row, input);
  const letter = fillLetter(template, inCase, input.facts);
  if ('problems' in letter || input.templateId !== 'commissioner-breach') return letter;
  // The Commissioner is not told whose information it was.
  const named = namedField(await revealedPatients(connection, deps.patients, row.id), { ...Object.fromEntries(inCase), ...Object.fromEntries(input.facts) });
  return named === undefined ? letter : { problems: [{ field: named, problem: 'names-patient' }] };
}

async function prepare(deps: CaseDeps, connection: Queryable, { actor }: ChangeRequest, row: CaseRow, choice: LetterChoice) {
  const { templateId, language } = choice;
  const template = deps.templates.get(templateKey(templateId, language))!;
  const patient = await patientOf(connection, choice);
  // One after another: within a transaction there is one connection.
  const breach = await readBreach(connection, deps.sealer, row.id);
  const evidence = await readEvidence(connection, row.id);
  const { rows: [organization] } = await connection.query<{ phone: string; email: string }>('select phone, privacy_email as email from organization where id = $1', [row.organizationId]);
  const say = inLanguage(language);
  const times = evidence.filter(({ patientKey, occurredAtMs }) => occurredAtMs !== undefined && (!patient || patientKey === patient.key)).map(({ occurredAtMs }) => provincialDay(occurredAtMs!));
  const organizationName = language === 'en' ? row.organizationNameEn : row.organizationNameFr;
  const inCase = new Map<string, string>([
    ['letterDate', say.day(provincialDay(deps.clock.nowMs()))], ['organizationName', organizationName], ['reference', referenceOf(row)], ['accessDays', say.list([...new Set(times)].map(say.day))],
    ['organizationContact', [organization?.phone, organization?.email].filter(Boolean).join(', ')], ['signature', `${actor.displayName}, ${organizationName}`],
    ['patientName', patient ? (deps.patients.reveal(patient.sealed).name ?? '') : ''], ['whoLooked', say.somebodyOf(organizationName)],
    ...(breach ? ([
      ['whatHappened', breach.facts], ['facts', breach.facts], ['containment', breach.containment], ['prevention', breach.prevention], ['discoveredOn', say.day(breach.discoveredOn)], ['category', CATEGORY_WORDS[language][breach.category]],
      ['circumstances', say.list(breach.circumstances.filter(({ applies }) => applies).map(({ circumstance }) => CIRCUMSTANCE_WORDS[language][circumstance])) || say.none], ['affectedCount', String(breach.affectedCount)],
      ['patientsNotifiedOn', breach.patientsNotifiedOn === undefined ? '' : say.day(breach.patientsNotifiedOn)],
    ] as const) : []),
  ]);
  return { template, inCase };
}

function inLanguage(language: LetterLanguage) {
  const locale = language === 'en' ? 'en-CA' : 'fr-CA';
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    day: (day: string): string => days.format(Date.parse(`${day}T00:00:00Z`)),
    list: (parts: readonly string[]): string => lists.format(parts),
    none: language === 'en' ? 'none' : 'aucune',
    somebodyOf: (organizationName: string): string => (language === 'en' ? `a person acting for ${organizationName}` : `une personne agissant pour l’organisme suivant : ${organizationName}`),
  };
}
