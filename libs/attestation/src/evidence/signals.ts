import { IDLE_DAYS, SIGNALS, type Signal } from '../words.js';
import type { EvidenceFacts } from './facts.js';

export interface SignalsAt {
  readonly nowMs: number;
  /** When the campaign before this one opened; absent when there was none: then nobody is new. */
  readonly lastCampaignAtMs?: number;
}

const DAY_MS = 86_400_000;

const HOLDS: Readonly<Record<Signal, (facts: EvidenceFacts, at: SignalsAt) => boolean>> = {
  'privacy-case': ({ hasOpenPrivacyCase }) => hasOpenPrivacyCase,
  'not-in-hr-list': ({ isMissingFromHrList }) => isMissingFromHrList,
  'role-changed': ({ roles, jobTitle, attestedRoles, attestedJobTitle }) => attestedRoles !== undefined && (!isSameSet(roles, attestedRoles) || jobTitle !== attestedJobTitle),
  idle: ({ lastUsedAtMs, createdAtMs }, { nowMs }) => nowMs - (lastUsedAtMs ?? createdAtMs) > IDLE_DAYS * DAY_MS,
  'agreement-lapsed': ({ agreementUntilMs }, { nowMs }) => agreementUntilMs === undefined || agreementUntilMs <= nowMs,
  duplicate: ({ hasDuplicate }) => hasDuplicate,
  new: ({ createdAtMs }, { lastCampaignAtMs }) => lastCampaignAtMs !== undefined && createdAtMs > lastCampaignAtMs,
};

/** What speaks for a closer look at this person, the gravest first. Pure. */
export function signalsOf(facts: EvidenceFacts, at: SignalsAt): readonly Signal[] {
  return SIGNALS.filter((signal) => HOLDS[signal](facts, at));
}

/** Whether somebody looks at records says nothing about an office they hold. */
const OFFICE_SIGNALS: readonly Signal[] = ['privacy-case', 'new'];

/** The same of somebody who holds an office. Pure. */
export function officeSignalsOf(facts: EvidenceFacts, at: SignalsAt): readonly Signal[] {
  return OFFICE_SIGNALS.filter((signal) => HOLDS[signal](facts, at));
}

/** Orders people by their gravest signal, then by the next: 0 is nobody's concern. */
export function riskOf(signals: readonly Signal[]): number {
  return signals.reduce((risk, signal) => risk + 2 ** (SIGNALS.length - 1 - SIGNALS.indexOf(signal)), 0);
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
