import { ChangeUserEntitlementsDocument } from '@longview/graphql-client';
import { dayOf, parseTypedDate, useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.js';
import classes from './registration.module.css';
import { useNames } from './use-names.js';
import { fieldId } from './user-form-fields.js';
import type { SectionProps } from './user-page.js';
import { problemAt, reasonWords } from './user-words.js';

const FORM = 'entitlements';
interface Wish { readonly isGiven: boolean; readonly reason: string; readonly expiresOn: string }

/** Which sources the user may see, each with its reason and last day. Only what the organization has is offered. */
export function EntitlementSection({ user: { line, entitlements, mayEdit }, registration, onChanged }: SectionProps) {
  const { t } = useTranslation('registration');
  const { sourceName } = useNames();
  const [wishes, setWishes] = useState<ReadonlyMap<string, Wish>>(new Map());
  const given = [...wishes].filter(([, { isGiven }]) => isGiven);
  const open = (): void => setWishes(new Map(registration.sourceIds.map((id) => {
    const now = entitlements.find(({ sourceId }) => sourceId === id);
    return [id, { isGiven: now !== undefined, reason: now?.reason ?? '', expiresOn: now?.expiresOn ?? '' }];
  })));
  const set = (id: string, change: Partial<Wish>): void => setWishes((now) => new Map(now).set(id, { ...now.get(id)!, ...change }));
  return (
    <WorkSection title={t('entitlement.title')} actions={mayEdit && (
      <ChangeDialog form={FORM} open={t('entitlement.edit')} title={t('entitlement.of', { name: line.displayName })} onOpen={open} onChanged={onChanged}
        send={(change) => change(ChangeUserEntitlementsDocument, { user: { membershipId: line.membershipId, version: line.version }, entitlements: given.map(([sourceId, { reason, expiresOn }]) => ({ sourceId, reason, expiresOn: expiresOn === '' ? null : parseTypedDate(expiresOn) ?? expiresOn })) })}>
        {(problems) => [...wishes].map(([id, { isGiven, reason, expiresOn }]) => {
          const index = given.findIndex(([each]) => each === id);
          return (
            <div key={id} className={classes.wish}>
              <Checkbox label={sourceName(id)} checked={isGiven} onChange={({ currentTarget }) => set(id, { isGiven: currentTarget.checked })} />
              {isGiven && (
                <div className={classes.pair}>
                  <TextInput id={fieldId(FORM, `entitlements.${index}.reason`)} label={t('field.reason')} required value={reason} error={problemAt(t, problems, `entitlements.${index}.reason`)} onChange={({ currentTarget }) => set(id, { reason: currentTarget.value })} />
                  <TextInput id={fieldId(FORM, `entitlements.${index}.expiresOn`)} label={t('field.expiresOn')} description={t('hint.date')} inputWrapperOrder={['label', 'input', 'description', 'error']} inputMode="numeric" value={expiresOn} error={problemAt(t, problems, `entitlements.${index}.expiresOn`)} onChange={({ currentTarget }) => set(id, { expiresOn: currentTarget.value })} />
                </div>
              )}
            </div>
          );
        })}
      </ChangeDialog>
    )}>
      {entitlements.length === 0 && <p>{t('entitlement.none')}</p>}
      <ul className={classes.plain}>
        {entitlements.map(({ sourceId, reason, expiresOn, grantedBy, grantedAt }) => (
          <li key={sourceId}><strong>{sourceName(sourceId)}</strong> · {reasonWords(t, reason)}{expiresOn && ` · ${t('until', { date: expiresOn })}`}<span className={classes.below}>{t('byAndWhen', { by: reasonWords(t, grantedBy), date: dayOf(grantedAt) })}</span></li>
        ))}
      </ul>
    </WorkSection>
  );
}
