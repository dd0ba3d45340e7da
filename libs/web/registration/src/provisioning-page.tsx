import { useApolloClient, useQuery } from '@apollo/client/react';
import { ChangeProvisioningDocument, CreateProvisioningTokenDocument, ProvisioningDocument, RevokeProvisioningTokenDocument, type ProvisioningQuery, type UsersBecome } from '@longview/graphql-client';
import { dayOf, Notice, parseTypedDate, useTranslation } from '@longview/web-design-system';
import { Pill, ReasonDialog, WorkPage, WorkSection } from '@longview/web-design-system/work';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import classes from './registration.module.css';
import { useNames } from './use-names.js';
import { useUserChange } from './use-user-change.js';
import { fieldId, Problems } from './user-form-fields.js';
import { problemAt, problemWords, reasonWords, troubleWords, whenOf, type Problem } from './user-words.js';

type Provisioning = Extract<ProvisioningQuery['provisioning'], { __typename: 'Provisioning' }>;
const NOTHING_WRONG: readonly Problem[] = [];
/** What a system of the organization is told. */
const ADDRESS = '/scim/v2';

/** How an HR or directory system sends its users here by itself (SCIM 2.0). */
export function ProvisioningPage() {
  const { t } = useTranslation('registration');
  const { data, error, refetch } = useQuery(ProvisioningDocument, { fetchPolicy: 'network-only' });
  const answer = data?.provisioning;
  const again = (): void => void refetch();
  return (
    <WorkPage title={t('scim.title')} lead={t('scim.lead')} back={<Link to="/users">{t('users.title')}</Link>} width="reading">
      {(error || answer?.__typename === 'Refusal') && <Notice tone="alert" isUrgent title={troubleWords(t, answer?.__typename === 'Refusal' ? answer.code : 'unreachable')}><Button mt={6} variant="default" size="compact-sm" onClick={again}>{t('again')}</Button></Notice>}
      {answer?.__typename === 'Provisioning' && (
        <>
          <p>{t('scim.address')} <span className={classes.secret}>{`${window.location.origin}${ADDRESS}`}</span></p>
          <Setting key={answer.version} provisioning={answer} onChanged={again} />
          <Tokens provisioning={answer} onChanged={again} />
        </>
      )}
    </WorkPage>
  );
}

function Setting({ provisioning, onChanged }: { readonly provisioning: Provisioning; readonly onChanged: () => void }) {
  const { t } = useTranslation('registration');
  const { providers } = useNames();
  const { isBusy, change } = useUserChange();
  const [usersBecome, setUsersBecome] = useState<UsersBecome>(provisioning.usersBecome);
  const [identityProviderId, setProvider] = useState(provisioning.identityProviderId);
  const [problem, setProblem] = useState<string>();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const outcome = await change(ChangeProvisioningDocument, { input: { usersBecome, identityProviderId, version: provisioning.version } });
    setProblem(outcome.kind === 'trouble' ? troubleWords(t, outcome.trouble) : outcome.kind === 'wrong' ? outcome.problems.map((each) => problemWords(t, each)).join(' ') : undefined);
    if (outcome.kind !== 'wrong') onChanged();
  };
  return (
    <WorkSection title={t('scim.setting')}>
      <form className={classes.form} onSubmit={(event) => void save(event)}>
        <NativeSelect label={t('scim.usersBecome')} description={t(`scim.explain.${usersBecome}`)} value={usersBecome} onChange={({ currentTarget }) => setUsersBecome(currentTarget.value as UsersBecome)} data={(['REQUESTED', 'ACTIVE'] as const).map((value) => ({ value, label: t(`scim.become.${value}`) }))} />
        <NativeSelect label={t('scim.provider')} description={t('scim.providerHint')} value={identityProviderId} onChange={({ currentTarget }) => setProvider(currentTarget.value)} data={[{ value: '', label: t('scim.noProvider') }, ...providers]} />
        {problem && <Notice tone="alert" isUrgent>{problem}</Notice>}
        <div className={classes.buttons}><Button type="submit" variant="default" aria-disabled={isBusy}>{t('save')}</Button></div>
      </form>
    </WorkSection>
  );
}

const FORM = 'token';

function Tokens({ provisioning, onChanged }: { readonly provisioning: Provisioning; readonly onChanged: () => void }) {
  const { t } = useTranslation('registration');
  const client = useApolloClient();
  const { isBusy, change } = useUserChange();
  const [label, setLabel] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  const [problems, setProblems] = useState(NOTHING_WRONG);
  const [trouble, setTrouble] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const [revoking, setRevoking] = useState<Provisioning['tokens'][number]>();
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblems(NOTHING_WRONG);
    setTrouble(undefined);
    try {
      const { data } = await client.mutate({ mutation: CreateProvisioningTokenDocument, variables: { label, expiresOn: parseTypedDate(expiresOn) ?? expiresOn } });
      const answer = data?.createProvisioningToken;
      if (answer?.__typename === 'WrongInput') return setProblems(answer.problems);
      if (answer?.__typename !== 'ProvisioningTokenCreated') return setTrouble(troubleWords(t, answer?.code ?? 'unreachable'));
      setSecret(answer.secret);
      setLabel('');
      setExpiresOn('');
      onChanged();
    } catch {
      setTrouble(troubleWords(t, 'unreachable'));
    }
  };
  const revoke = async (): Promise<void> => {
    if (!revoking) return;
    const outcome = await change(RevokeProvisioningTokenDocument, { id: revoking.id });
    setTrouble(outcome.kind === 'trouble' ? troubleWords(t, outcome.trouble) : undefined);
    setRevoking(undefined);
    onChanged();
  };
  return (
    <WorkSection title={t('scim.tokens')}>
      {secret && <Notice tone="warning" isUrgent title={t('scim.secret')}><span className={classes.secret}>{secret}</span><p>{t('scim.secretOnce')}</p></Notice>}
      {provisioning.tokens.length === 0 && <p>{t('scim.none')}</p>}
      <ul className={classes.plain}>
        {provisioning.tokens.map((token) => {
          const state = token.revokedAt ? 'revoked' : token.expiresAt < Date.now() ? 'expired' : 'valid';
          return (
            <li key={token.id} className={classes.withButton}>
              <span><strong>{token.label}</strong> <Pill tone={state === 'valid' ? 'good' : 'plain'}>{t(`scim.state.${state}`)}</Pill><span className={classes.below}>{[t('byAndWhen', { by: reasonWords(t, token.createdBy), date: dayOf(token.createdAt) }), t('scim.expires', { date: dayOf(token.expiresAt - 1) }), token.lastUsedAt ? t('scim.used', { when: whenOf(token.lastUsedAt) }) : t('scim.unused')].join(' · ')}</span></span>
              {state === 'valid' && <Button variant="default" size="compact-md" aria-label={t('scim.revokeNamed', { label: token.label })} onClick={() => setRevoking(token)}>{t('scim.revoke')}</Button>}
            </li>
          );
        })}
      </ul>
      <form className={classes.form} onSubmit={(event) => void create(event)} noValidate>
        <Problems form={FORM} problems={problems} />
        {trouble && <Notice tone="alert" isUrgent>{trouble}</Notice>}
        <div className={classes.pair}>
          <TextInput id={fieldId(FORM, 'label')} label={t('field.label')} description={t('hint.label')} inputWrapperOrder={['label', 'input', 'description', 'error']} required maxLength={80} value={label} error={problemAt(t, problems, 'label')} onChange={({ currentTarget }) => setLabel(currentTarget.value)} />
          <TextInput id={fieldId(FORM, 'expiresOn')} label={t('field.expiresOn')} description={t('hint.date')} inputWrapperOrder={['label', 'input', 'description', 'error']} required inputMode="numeric" value={expiresOn} error={problemAt(t, problems, 'expiresOn')} onChange={({ currentTarget }) => setExpiresOn(currentTarget.value)} />
        </div>
        <div className={classes.buttons}><Button type="submit">{t('scim.create')}</Button></div>
      </form>
      <ReasonDialog isOpen={revoking !== undefined} onClose={() => setRevoking(undefined)} title={t('scim.revoke')} text="none" tone="danger" confirmLabel={t('scim.revoke')} isBusy={isBusy} onConfirm={() => void revoke()}><p>{revoking && t('scim.revokeExplain', { label: revoking.label })}</p></ReasonDialog>
    </WorkSection>
  );
}
