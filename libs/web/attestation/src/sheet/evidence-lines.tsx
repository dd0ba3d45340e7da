import type { AttestationItemFieldsFragment } from '@longview/graphql-client';
import { dayOf, useTranslation } from '@longview/web-design-system';
import { useRoleNames, useSourceNames } from '../names.js';
import classes from './evidence-lines.module.css';

export type Item = AttestationItemFieldsFragment;
const DAY_MS = 86_400_000;
const MOST_NAMES = 3;

/** Why somebody needs a decision of their own, in words. */
export function useSignalWords(): (item: Item) => readonly string[] {
  const { t } = useTranslation('attestation');
  return ({ signals, evidence: { lastUsedAt, registeredAt } }) => signals.map((signal) => (signal === 'IDLE' ? t('signal.IDLE', { count: Math.floor((Date.now() - (lastUsedAt ?? registeredAt)) / DAY_MS) }) : t(`signal.${signal}`)));
}

/** What is known of a person, in a few words each. */
export function EvidenceLines({ item }: { readonly item: Item }) {
  const { t } = useTranslation('attestation');
  const roleNames = useRoleNames();
  const sourceName = useSourceNames();
  const { roles, attestedRoles, attestedJobTitle, jobTitle, licence, lastUsedAt, registeredAt, patientsOpened, entitledSourceIds, unusedSourceIds, agreementUntil } = item.evidence;
  const isOffice = roles.some((role) => ['LOCAL_REGISTRATION_AUTHORITY', 'PRIVACY_CONTACT', 'SECURITY_CONTACT'].includes(role)) && entitledSourceIds.length === 0 && agreementUntil === null;
  const hasChanged = item.signals.includes('ROLE_CHANGED');
  // Names help where a few stand out; where nothing was asked, or most, the number says it.
  const unused = unusedSourceIds.length < entitledSourceIds.length && unusedSourceIds.length <= MOST_NAMES ? unusedSourceIds.map(sourceName).join(', ') : '';
  return (
    <ul className={classes.lines}>
      <li>{[roleNames(roles), jobTitle, licence].filter((text) => text !== '').join(' · ')}{hasChanged && <span className={classes.was}> {t('item.was', { roles: [roleNames(attestedRoles ?? []), attestedJobTitle].filter(Boolean).join(' · ') })}</span>}</li>
      <li>{lastUsedAt === null ? t('item.neverUsed') : t('item.lastUsed', { day: dayOf(lastUsedAt) })} · {t('item.registered', { day: dayOf(registeredAt) })}{!isOffice && ` · ${t('item.patients', { count: patientsOpened })}`}</li>
      {!isOffice && <li>{entitledSourceIds.length === 0 ? t('item.noSources') : t('item.sources', { used: entitledSourceIds.length - unusedSourceIds.length, total: entitledSourceIds.length })}{unused !== '' && ` · ${t('item.unused', { names: unused })}`} · {agreementUntil === null ? t('item.noAgreement') : t('item.agreement', { day: dayOf(agreementUntil) })}</li>}
    </ul>
  );
}
