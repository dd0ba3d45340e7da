import type { ExplanationPartsFragment, ReasonPartsFragment } from '@longview/graphql-client';
import type { Language, TFunction } from '@longview/web-design-system';

type Facts = Readonly<Record<string, string>>;
type Words = TFunction<'evidence'>;
export type ReasonFacts = Pick<ReasonPartsFragment, 'kind' | 'facts'>;
export type ExplanationFacts = Pick<ExplanationPartsFragment, 'kind' | 'facts'>;

const read = (facts: ReasonFacts['facts']): Facts => Object.fromEntries(facts.map(({ name, value }) => [name, value]));
const amount = (value: string | undefined): number => Number(value ?? 0);

/** Monday is 1. */
function weekdayWords(weekday: string | undefined, language: Language): string {
  return new Intl.DateTimeFormat(`${language}-CA`, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, amount(weekday)));
}

/** A reason that somebody stated is a code of the province's list; one that this screen has no words for stays as it is. */
export function statedWords(t: Words, code: string): string {
  return t(`evidence:stated.${code}`, { defaultValue: code });
}

/** Why a patient is on the watch list. */
export function watchedWords(t: Words, code: string): string {
  return t(`evidence:watched.${code}`, { defaultValue: code });
}

/** One sentence of evidence: what speaks against an access. */
export function reasonWords(t: Words, { kind, facts: list }: ReasonFacts, language: Language): string {
  const facts = read(list);
  const number = (name: string): string => amount(facts[name]).toLocaleString(`${language}-CA`, { maximumFractionDigits: 1 });
  switch (kind) {
    case 'SAME_SURNAME': return facts['sharedBy'] === undefined ? t('evidence:reason.sameSurname') : t('evidence:reason.sameSurnameShared', { count: amount(facts['sharedBy']), n: number('sharedBy') });
    case 'SAME_ADDRESS': return t(facts['match'] === 'postal-code' ? 'evidence:reason.samePostalCode' : facts['match'] === 'phone' ? 'evidence:reason.samePhone' : 'evidence:reason.sameAddress');
    case 'CO_WORKER': return t(facts['by'] === 'number' ? 'evidence:reason.coWorkerNumber' : facts['by'] === 'name-and-birth-date' ? 'evidence:reason.coWorkerBirthDate' : 'evidence:reason.coWorkerName');
    case 'OWN_RECORD': return t(facts['by'] === 'number' ? 'evidence:reason.ownRecordNumber' : 'evidence:reason.ownRecordBirthDate');
    case 'WATCH_LIST': return t('evidence:reason.watchList', { why: watchedWords(t, facts['reason'] ?? 'other') });
    case 'DECEASED': return t('evidence:reason.deceased');
    case 'NO_RELATIONSHIP': return facts['statedReason'] === undefined ? t('evidence:reason.noRelationship') : t('evidence:reason.onlyStated', { why: statedWords(t, facts['statedReason']) });
    case 'UNUSUAL_HOUR': return t('evidence:reason.unusualHour', { weekday: weekdayWords(facts['weekday'], language), hour: (facts['hour'] ?? '').padStart(2, '0'), share: number('usualShare'), count: amount(facts['accesses']), n: number('accesses') });
    case 'VOLUME_AGAINST_PEERS': return t('evidence:reason.volume', { count: amount(facts['patients']), n: number('patients'), usual: number('usual'), peers: number('peers') });
    case 'SEARCH_WITHOUT_OPENING': return t('evidence:reason.searchOnly', { count: amount(facts['searches']), n: number('searches'), days: number('days') });
    case 'REPEATED_WRONG_SEARCHES': return t('evidence:reason.wrongSearches', { count: amount(facts['searches']), n: number('searches') });
    case 'MANY_BY_NAME': return t('evidence:reason.manyByName', { count: amount(facts['patients']), n: number('patients') });
    case 'OVERRIDE': return t('evidence:reason.override');
    case 'PRINT_OR_EXPORT': return t(amount(facts['exports']) === 0 ? 'evidence:reason.printed' : amount(facts['prints']) === 0 ? 'evidence:reason.exported' : 'evidence:reason.printedAndExported', { prints: number('prints'), exports: number('exports') });
    case 'AFTER_NAMED_BLOCK': return t('evidence:reason.afterBlock', { count: Math.max(1, amount(facts['refusals'])), n: number('refusals') });
    case 'SHARE_OPENED_ELSEWHERE': return t('evidence:reason.shareElsewhere');
  }
}

/** One sentence of what explains an access. */
export function explanationWords(t: Words, { kind, facts: list }: ExplanationFacts, language: Language): string {
  const facts = read(list);
  const number = (name: string): string => amount(facts[name]).toLocaleString(`${language}-CA`);
  switch (kind) {
    case 'STATED_REASON': return t('evidence:explains.stated', { why: statedWords(t, facts['reason'] ?? '') });
    case 'EARLIER_REASON': return t('evidence:explains.earlier', { why: statedWords(t, facts['reason'] ?? '') });
    case 'ON_SHIFT': return t('evidence:explains.onShift', { count: amount(facts['patients']), n: number('patients'), hours: number('hours') });
    case 'SAME_TEAM': return t('evidence:explains.sameTeam', { count: amount(facts['colleagues']), n: number('colleagues'), days: number('days') });
    case 'ORDER': return t('evidence:explains.order');
    case 'REFERRAL': return t('evidence:explains.referral');
    case 'ENCOUNTER': return t('evidence:explains.encounter');
    case 'ROSTER': return t('evidence:explains.roster');
    case 'LAUNCH': return t('evidence:explains.launch');
    case 'SHARE': return t('evidence:explains.share');
    case 'OVERRIDE': return t('evidence:explains.override');
  }
}
