import { RECORD_KINDS, type RecordKind } from '@longview/clinical-model';
import type { AccessLine } from '../access-line.js';
import type { Bilingual, Names } from '../names.js';
import { english } from './words.en.js';
import { french } from './words.fr.js';
import type { Because, Looked, Words } from './words.js';

export type Language = 'en' | 'fr';

export const WORDS: Readonly<Record<Language, Words>> = { en: english, fr: french };

/** What the patient is told of one access: when and who first, then what, why, and what the law has them told of an override. */
export function patientSentences(line: AccessLine, language: Language, names: Names): readonly string[] {
  const words = WORDS[language];
  const named = (name: Bilingual): string => name[language];
  const looked = lookedAt(line, (id) => named(names.organization(id)));
  const who = words.who(line.actor.displayName, line.actor.roles, line.actor.organizationId === undefined ? undefined : named(names.organization(line.actor.organizationId)));
  return [
    words.opening(words.when(line.startedAtMs), who, looked), ...words.looked(looked), ...words.because(becauseOf(line, (code) => named(names.reason(code)))),
    ...(line.marks.includes('override') ? [words.override(line.overrideGround)] : []),
  ];
}

function lookedAt({ events, marks }: AccessLine, nameOf: (custodianId: string) => string): Looked {
  const done = events.filter(({ event }) => event.outcome === 'success');
  const of = (...actions: readonly string[]) => done.filter(({ event, shown }) => actions.includes(event.action) && shown.some(({ itemCount }) => itemCount > 0));
  const from = (some: typeof done): readonly string[] => [...new Set(some.flatMap(({ shown }) => shown.filter(({ itemCount }) => itemCount > 0).map(({ custodianId }) => custodianId)))].map(nameOf);
  const [lists, reads, images] = [of('records-shown'), of('report-opened'), of('images-shown', 'study-launched')];
  const kindsRead = Map.groupBy(reads, ({ objects }) => kindOfObject(objects[0]));
  const refusals = events.filter(({ event }) => event.outcome === 'refused');
  const words = new Set(lists.flatMap(({ event }) => String(event.details?.['kinds'] ?? '').split(' ')));
  return {
    ...(lists.length > 0 && { list: { kinds: RECORD_KINDS.filter((kind) => words.has(kind)), from: from(lists) } }),
    read: [...kindsRead].map(([kind, some]) => ({ kind, count: new Set(some.map(({ event, objects }) => objects[0] ?? event.id)).size, from: from(some) })),
    ...(images.length > 0 && { images: { count: new Set(images.map(({ event, objects }) => objects[0] ?? event.id)).size, from: from(images) } }),
    isSearchOnly: marks.includes('search-only'), isIdentityShown: of('patient-search').length > 0, isOpened: done.some(({ event }) => OPENING.has(event.action)), isPrinted: marks.includes('printed'), isExported: marks.includes('exported'),
    // A refusal by consent says no more than that: whose record it would have been is not told.
    ...(refusals.length > 0 && { refused: refusals.some(({ event }) => event.rule === 'reason-required') ? 'no-connection' as const : 'not-allowed' as const }),
  };
}

const OPENING: ReadonlySet<string> = new Set(['patient-opened', 'records-shown', 'printed', 'exported']);

/** Objects of the log are `source/kind/id`. */
function kindOfObject(object: string | undefined): RecordKind {
  const word = object?.split('/')[1];
  return RECORD_KINDS.find((kind) => kind === word) ?? 'document';
}

function becauseOf({ relationship, relationshipKind, statedReason }: AccessLine, reasonName: (code: string) => string): Because {
  if (relationship === 'stated' || relationshipKind === 'earlier-reason') return statedReason === undefined ? { kind: 'none' } : { kind: 'stated', reason: reasonName(statedReason) };
  if (relationship === 'found' && relationshipKind !== undefined) return { kind: 'relationship', relationship: relationshipKind };
  return relationship === 'missing' ? { kind: 'missing' } : { kind: 'none' };
}
