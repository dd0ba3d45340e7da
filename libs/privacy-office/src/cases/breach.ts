import { provincialDay, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { Queryable, Sealer } from '@longview/platform';
import { z } from 'zod';
import { purposeOf, type CaseDeps } from './case-deps.js';
import { daySchema, readInput, textSchema } from './case-input.js';
import { BREACH_CATEGORIES, BREACH_CIRCUMSTANCES, type BreachCategory, type BreachCircumstance } from './case-words.js';
import { namedField, revealedPatients } from './case-patients.js';
import { changeCase, type SeenCase } from './change-case.js';

/** Whether one of the circumstances of O. Reg. 329/04 s. 6.3 (1) applies, and why. */
export interface CircumstanceAnswer {
  readonly circumstance: BreachCircumstance;
  readonly applies: boolean;
  readonly reason: string;
}

/** What has to be known of a breach before anybody outside is told. */
export interface BreachInput {
  readonly category: BreachCategory;
  /** Day on which the organization learned of it. */
  readonly discoveredOn: string;
  /** Each of the seven, once. */
  readonly circumstances: readonly CircumstanceAnswer[];
  readonly facts: string;
  readonly affectedCount: number;
  readonly containment: string;
  readonly prevention: string;
}

export interface Breach extends BreachInput {
  /** One of the circumstances applies. */
  readonly mustNotifyCommissioner: boolean;
  readonly patientsNotifiedOn?: string;
  readonly commissionerNotifiedOn?: string;
}

const answerSchema = z.object({ circumstance: z.enum(BREACH_CIRCUMSTANCES), applies: z.boolean(), reason: z.string().trim().max(2_000, 'too-long') });

/** @param today the day in the province */
export const breachSchema = (today: string) => z.object({
  category: z.enum(BREACH_CATEGORIES), discoveredOn: daySchema.refine((day) => day <= today, 'in-the-future'), facts: textSchema, affectedCount: z.int('wrong').min(1, 'missing').max(20_000_000, 'wrong'), containment: textSchema, prevention: z.string().trim().max(8_000, 'too-long'),
  circumstances: z.array(answerSchema)
    .refine((answers) => answers.length === BREACH_CIRCUMSTANCES.length && BREACH_CIRCUMSTANCES.every((one) => answers.some(({ circumstance }) => circumstance === one)), 'answer-each')
    .refine((answers) => answers.every(({ applies, reason }) => !applies || reason !== ''), 'reason-missing'),
}).refine(({ category, circumstances }) => category !== 'stolen' || circumstances.some(({ circumstance, applies }) => circumstance === 'stolen' && applies), { path: ['circumstances'], message: 'stolen-applies' });

/** Writes down, or corrects, what is known of a confirmed breach: which circumstances apply, and the facts. */
export function assessBreach(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, input: BreachInput): Promise<ChangeRefusal | { readonly kind: 'changed' }> {
  return changeCase(deps, request, 'assess', seen, async (change) => {
    const { category, discoveredOn, circumstances, affectedCount, facts, containment, prevention } = readInput(change, breachSchema(provincialDay(change.nowMs)), input);
    // It goes to the Commissioner, who is not told whose information it was.
    const named = namedField(await revealedPatients(change.connection, deps.patients, change.row.id), { facts, containment, prevention, circumstances: circumstances.map(({ reason }) => reason).join('\n') });
    if (named !== undefined) change.refuse({ code: 'invalid-input', field: named, problem: 'names-patient' });
    const applying = BREACH_CIRCUMSTANCES.filter((one) => circumstances.some(({ circumstance, applies }) => circumstance === one && applies));
    const reasons = Object.fromEntries(circumstances.map(({ circumstance, reason }) => [circumstance, reason]));
    // Reported means reported: what the Commissioner must be told of cannot come to apply without a day on which it was.
    if (change.row.state === 'reported' && applying.length > 0 && (await readBreach(change.connection, deps.sealer, change.row.id))?.commissionerNotifiedOn === undefined) change.refuse({ code: 'invalid-input', field: 'circumstances', problem: 'reopen-first' });
    await change.connection.query(
      `insert into privacy_breach (case_id, category, discovered_on, circumstances, affected_count, words_sealed, assessed_by, assessed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (case_id) do update set category = excluded.category, discovered_on = excluded.discovered_on, circumstances = excluded.circumstances, affected_count = excluded.affected_count, words_sealed = excluded.words_sealed, assessed_by = excluded.assessed_by, assessed_at = excluded.assessed_at`,
      [change.row.id, category, discoveredOn, applying, affectedCount, change.seal(JSON.stringify({ facts, containment, prevention, reasons })), request.actor.userId, new Date(change.nowMs)]);
    return { change: 'breach-assessed', details: { category, circumstances: applying.join(' '), affected: affectedCount } };
  });
}

export interface NotificationInput {
  readonly patientsNotifiedOn: string;
  /** Needed when one of the seven circumstances applies. */
  readonly commissionerNotifiedOn?: string;
}

/** Everybody whom the law names was told: the persons affected (PHIPA s. 12 (2)) and, where it applies, the Commissioner (s. 12 (3)). */
export function reportCase(deps: CaseDeps, request: ChangeRequest, seen: SeenCase, input: NotificationInput): Promise<ChangeRefusal | { readonly kind: 'changed' }> {
  return changeCase(deps, request, 'report', seen, async (change) => {
    const breach = (await readBreach(change.connection, deps.sealer, change.row.id))!;
    const toldOn = daySchema.refine((day) => day <= provincialDay(change.nowMs), 'in-the-future').refine((day) => day >= breach.discoveredOn, 'before-discovery');
    const { patientsNotifiedOn, commissionerNotifiedOn } = readInput(change, z.object({ patientsNotifiedOn: toldOn, commissionerNotifiedOn: toldOn.optional() }), input);
    if (breach.mustNotifyCommissioner && commissionerNotifiedOn === undefined) change.refuse({ code: 'invalid-input', field: 'commissionerNotifiedOn', problem: 'missing' });
    await change.connection.query('update privacy_breach set patients_notified_on = $2, commissioner_notified_on = $3 where case_id = $1', [change.row.id, patientsNotifiedOn, commissionerNotifiedOn ?? null]);
    return { change: 'case-reported', details: { patientsNotifiedOn, ...(commissionerNotifiedOn !== undefined && { commissionerNotifiedOn }) } };
  });
}

interface BreachRow {
  readonly category: BreachCategory;
  readonly discoveredOn: string;
  readonly circumstances: readonly BreachCircumstance[];
  readonly affectedCount: number;
  readonly wordsSealed: string;
  readonly patientsNotifiedOn: string | null;
  readonly commissionerNotifiedOn: string | null;
}

export async function readBreach(connection: Queryable, sealer: Sealer, caseId: string): Promise<Breach | undefined> {
  const { rows: [row] } = await connection.query<BreachRow>(
    `select category, discovered_on::text as "discoveredOn", circumstances, affected_count as "affectedCount", words_sealed as "wordsSealed", patients_notified_on::text as "patientsNotifiedOn", commissioner_notified_on::text as "commissionerNotifiedOn" from privacy_breach where case_id = $1`, [caseId]);
  if (!row) return undefined;
  const { facts, containment, prevention, reasons } = JSON.parse(sealer.open(row.wordsSealed, purposeOf(caseId)) ?? '{}') as { facts?: string; containment?: string; prevention?: string; reasons?: Readonly<Record<string, string>> };
  return {
    category: row.category, discoveredOn: row.discoveredOn, affectedCount: row.affectedCount, facts: facts ?? '', containment: containment ?? '', prevention: prevention ?? '',
    circumstances: BREACH_CIRCUMSTANCES.map((circumstance) => ({ circumstance, applies: row.circumstances.includes(circumstance), reason: reasons?.[circumstance] ?? '' })), mustNotifyCommissioner: row.circumstances.length > 0,
    ...(row.patientsNotifiedOn !== null && { patientsNotifiedOn: row.patientsNotifiedOn }), ...(row.commissionerNotifiedOn !== null && { commissionerNotifiedOn: row.commissionerNotifiedOn }),
  };
}
