import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import type { Clock } from '@longview/platform';
import type { AccessLine } from '../access-line.js';
import type { AccessReports } from '../access-reports.js';
import { detailsOf } from '../authorize.js';
import { patientSentences, WORDS, type Language } from './patient-sentences.js';

export interface PatientListInput {
  readonly patientKey: string;
  readonly language: Language;
  readonly organizationId?: string;
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
}

/** What a patient is handed: who looked at their record and why, in their language, without a word from inside. */
export interface PatientList {
  readonly language: Language;
  readonly heading: string;
  readonly introduction: readonly string[];
  /** Newest first. */
  readonly lines: readonly { readonly atMs: number; readonly when: string; readonly sentences: readonly string[] }[];
  readonly asOfMs: number;
  /** False: there is more than a list can hold. */
  readonly isWhole: boolean;
}

const MOST_LINES = 5_000;

/**
 * The list of one patient as one organization can give it: accesses by its people, and accesses to what it holds. The same
 * facts as its reports, from the same log.
 */
export async function patientList(reports: AccessReports, clock: Clock, request: ChangeRequest, input: PatientListInput): Promise<PatientList | ChangeRefusal> {
  const question = { ...input, kind: 'collections' as const };
  const viewpoint = await reports.viewpoint(request, question);
  if ('code' in viewpoint) return viewpoint;
  const asOfMs = await reports.asOfMs();
  const isWholeProvince = viewpoint.organizationId === undefined;
  const lines: AccessLine[] = [];
  for (const kind of isWholeProvince ? ['collections'] as const : ['collections', 'disclosures'] as const) {
    for await (const page of reports.pages({ ...viewpoint, kind }, { ...question, kind })) {
      lines.push(...page);
      if (lines.length > MOST_LINES) break;
    }
  }
  lines.sort((a, b) => b.startedAtMs - a.startedAtMs);
  const shown = lines.slice(0, MOST_LINES);
  await reports.noteReading(request, { what: 'patient-list', language: input.language, count: shown.length, ...detailsOf({ kind: 'collections', patientKey: input.patientKey }, viewpoint, input) }, shown[0]);

  const ownId = viewpoint.organizationId ?? request.actor.organizationId ?? '';
  const names = await reports.namesOf(shown, ownId);
  const words = WORDS[input.language];
  const named = shown.map((line) => reports.personOf(line).name).find((name) => name !== undefined);
  const nowMs = clock.nowMs();
  return {
    language: input.language, asOfMs, isWhole: shown.length === lines.length, heading: words.heading(named ?? '—'),
    introduction: words.introduction({
      organization: names.organization(ownId)[input.language], asker: request.actor.displayName, at: words.when(nowMs), from: words.when(input.fromMs), until: words.when(Math.min(input.untilMs, nowMs)), asOf: words.when(asOfMs), isWholeProvince,
    }),
    lines: shown.map((line) => ({ atMs: line.startedAtMs, when: words.when(line.startedAtMs), sentences: patientSentences(line, input.language, names) })),
  };
}
