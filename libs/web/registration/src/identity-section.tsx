import { LinkUserIdentityDocument, UnlinkUserIdentityDocument } from '@longview/graphql-client';
import { dayOf, Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.js';
import classes from './registration.module.css';
import { useNames } from './use-names.js';
import { useUserChange } from './use-user-change.js';
import { fieldId } from './user-form-fields.js';
import type { SectionProps } from './user-page.js';
import { problemAt, problemWords, reasonWords, troubleWords } from './user-words.js';

const FORM = 'identity';

/** How the person signs in: one or more identities, of one or more providers. */
export function IdentitySection({ user: { line, identities, mayEdit }, onChanged }: SectionProps) {
  const { t } = useTranslation('registration');
  const { providers, providerName } = useNames();
  const { isBusy, change } = useUserChange();
  const [identityProviderId, setProvider] = useState('');
  const [subject, setSubject] = useState('');
  const [leaving, setLeaving] = useState<{ readonly identityProviderId: string; readonly subject: string }>();
  const [trouble, setTrouble] = useState<string>();
  const user = { membershipId: line.membershipId, version: line.version };
  const unlink = async (): Promise<void> => {
    if (!leaving || isBusy) return;
    const outcome = await change(UnlinkUserIdentityDocument, { user, identity: leaving });
    setTrouble(outcome.kind === 'trouble' ? troubleWords(t, outcome.trouble) : outcome.kind === 'wrong' ? outcome.problems.map((each) => problemWords(t, each)).join(' ') : undefined);
    if (outcome.kind === 'done') setLeaving(undefined);
    if (outcome.kind !== 'wrong') onChanged();
  };
  return (
    <WorkSection title={t('identity.title')} actions={mayEdit && (
      <ChangeDialog form={FORM} open={t('identity.link')} title={t('identity.of', { name: line.displayName })} onOpen={() => { setProvider(providers[0]?.value ?? ''); setSubject(''); }} onChanged={onChanged}
        send={(send) => send(LinkUserIdentityDocument, { user, identity: { identityProviderId, subject } })}>
        {(problems) => (
          <>
            <NativeSelect id={fieldId(FORM, 'identityProviderId')} label={t('field.identityProviderId')} value={identityProviderId} data={[...providers]} error={problemAt(t, problems, 'identityProviderId')} onChange={({ currentTarget }) => setProvider(currentTarget.value)} />
            <TextInput id={fieldId(FORM, 'subject')} label={t('field.subject')} description={t('hint.subject')} required spellCheck={false} autoComplete="off" value={subject} error={problemAt(t, problems, 'subject')} onChange={({ currentTarget }) => setSubject(currentTarget.value)} />
          </>
        )}
      </ChangeDialog>
    )}>
      {identities.length === 0 && <p>{t('identity.none')}</p>}
      <ul className={classes.plain}>
        {identities.map(({ identityProviderId: provider, subject: name, linkedAt, linkedBy }) => (
          <li key={`${provider} ${name}`} className={classes.withButton}>
            <span><strong>{providerName(provider)}</strong> · <span translate="no">{name}</span><span className={classes.below}>{t('byAndWhen', { by: reasonWords(t, linkedBy), date: dayOf(linkedAt) })}</span></span>
            {mayEdit && <Button variant="default" size="compact-md" aria-label={t('identity.unlinkNamed', { name, provider: providerName(provider) })} onClick={() => { setTrouble(undefined); setLeaving({ identityProviderId: provider, subject: name }); }}>{t('identity.unlink')}</Button>}
          </li>
        ))}
      </ul>
      <Dialog isOpen={leaving !== undefined} onClose={() => setLeaving(undefined)} title={t('identity.unlink')}>
        <div className={classes.form}>
          <p>{leaving && t('identity.unlinkExplain', { name: leaving.subject, provider: providerName(leaving.identityProviderId) })}</p>
          {trouble && <Notice tone="alert" isUrgent>{trouble}</Notice>}
          <div className={classes.buttons}><Button color="var(--lv-alert)" aria-disabled={isBusy} onClick={() => void unlink()}>{t('identity.unlink')}</Button><Button variant="default" onClick={() => setLeaving(undefined)}>{t('cancel')}</Button></div>
        </div>
      </Dialog>
    </WorkSection>
  );
}
