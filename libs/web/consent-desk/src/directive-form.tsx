import { useApolloClient } from '@apollo/client/react';
import { ChangeDirectiveDocument, EnterDirectiveDocument, type DirectivePartsFragment, type DirectiveRequester, type DirectiveScopeKind } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation, type Localized } from '@longview/web-design-system';
import { ErrorSummary, type FieldError, type WorkAreaProps } from '@longview/web-design-system/work';
import { Button, Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import classes from './consent-desk.module.css';
import { blocksWords } from './directive-words.js';
import { readMoment, writeMoment } from './local-moment.js';
import { PersonField } from './person-field.js';
import { answerOf, troubleWords, type Trouble } from './refusal-words.js';

const SCOPES = ['EVERYTHING', 'CUSTODIAN_RECORD', 'CUSTODIAN_AGENTS', 'PERSON'] as const satisfies readonly DirectiveScopeKind[];
const REQUESTERS = ['PATIENT', 'SUBSTITUTE', 'CUSTODIAN'] as const satisfies readonly DirectiveRequester[];
const FIELDS = ['scope', 'userId', 'exceptions', 'startsAt', 'endsAt', 'requestedBy'] as const;
type Field = (typeof FIELDS)[number];
interface Chosen { readonly id: string; readonly name: Localized }

export interface DirectiveFormProps {
  readonly fileKey: string;
  readonly organization: WorkAreaProps['organization'];
  /** The directive of which this makes another version: what it restricts stays. */
  readonly changed?: DirectivePartsFragment | undefined;
  readonly onCancel: () => void;
  readonly onDone: (what: 'entered' | 'changed') => void;
}

/** Enters a directive, or another version of one: what, from whom, since when, until when, on whose word; and what that will block. */
export function DirectiveForm({ fileKey, organization, changed, onCancel, onDone }: DirectiveFormProps) {
  const { t } = useTranslation('consent');
  const localized = useLocalized();
  const client = useApolloClient();
  const [scope, setScope] = useState<DirectiveScopeKind | undefined>(changed?.scope);
  const [person, setPerson] = useState<Chosen | undefined>(changed?.person ?? undefined);
  const [exceptPeople, setExceptPeople] = useState<readonly Chosen[]>(changed?.exceptPeople ?? []);
  const [requestedBy, setRequestedBy] = useState<DirectiveRequester | undefined>(changed?.requestedBy);
  const [startsAt, setStartsAt] = useState(changed ? writeMoment(changed.startsAt) : '');
  const [endsAt, setEndsAt] = useState(changed?.endsAt ? writeMoment(changed.endsAt) : '');
  const [errors, setErrors] = useState<readonly (FieldError & { readonly field: Field })[]>([]);
  const [trouble, setTrouble] = useState<Trouble>();
  const [isSending, setSending] = useState(false);
  const errorOf = (field: Field): string | undefined => errors.find((error) => error.field === field)?.message;
  const settle = (field: Field): void => setErrors((now) => now.filter((error) => error.field !== field));
  const fail = (field: Field, message: string) => ({ field, fieldId: `directive-${field}`, message });

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTrouble(undefined);
    const start = readMoment(startsAt, 'start');
    const end = readMoment(endsAt, 'end');
    const wrong = [
      ...(scope === undefined ? [fail('scope', t('form.problems.scope'))] : []),
      ...(scope === 'PERSON' && !person ? [fail('userId', t('form.problems.userId'))] : []),
      ...(start === 'wrong' ? [fail('startsAt', t('form.problems.startsAt'))] : []),
      ...(end === 'wrong' ? [fail('endsAt', t('form.problems.endsAt'))] : []),
      ...(requestedBy === undefined ? [fail('requestedBy', t('form.problems.requestedBy'))] : []),
    ];
    setErrors(wrong);
    if (wrong.length > 0 || scope === undefined || requestedBy === undefined || start === 'wrong' || end === 'wrong') return;
    setSending(true);
    const exceptOrganizationIds = changed?.exceptOrganizations.map(({ id }) => id) ?? [];
    const exceptUserIds = exceptPeople.map(({ id }) => id);
    const answer = changed
      ? await answerOf(client.mutate({ mutation: ChangeDirectiveDocument, variables: { directiveId: changed.directiveId, version: changed.version, startsAt: start ?? changed.startsAt, endsAt: end ?? null, exceptOrganizationIds, exceptUserIds } }), (data) => data.changeDirective)
      : await answerOf(client.mutate({
        mutation: EnterDirectiveDocument,
        variables: {
          fileKey,
          input: {
            scope, requestedBy, exceptOrganizationIds, exceptUserIds, startsAt: start ?? null, endsAt: end ?? null,
            ...((scope === 'CUSTODIAN_RECORD' || scope === 'CUSTODIAN_AGENTS') && { custodianId: organization.id }), ...(scope === 'PERSON' && person && { userId: person.id }),
          },
        },
      }), (data) => data.enterDirective);
    setSending(false);
    if (!('trouble' in answer)) return onDone(changed ? 'changed' : 'entered');
    const { trouble: refused } = answer;
    const field = refused !== 'unreachable' && refused.code === 'INVALID_INPUT' ? FIELDS.find((one) => one === refused.field) : undefined;
    if (field && refused !== 'unreachable') setErrors([fail(field, t([`form.refused.${field}.${refused.problem}`, `form.problems.${field}`]))]);
    else setTrouble(refused);
  };

  const custodian = changed?.custodian?.name ?? organization.name;
  const preview = scope && blocksWords(t, localized, { scope, custodian, person: person?.name, exceptions: [...(changed?.exceptOrganizations ?? []), ...exceptPeople].map(({ name }) => name) });
  return (
    <form className={classes.panel} onSubmit={(event) => void send(event)} noValidate aria-labelledby="directive-form">
      <h3 id="directive-form">{t(changed ? 'form.changeTitle' : 'form.title')}</h3>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      {!changed && (
        <Radio.Group label={t('form.scope')} value={scope ?? ''} onChange={(value) => { setScope(value as DirectiveScopeKind); settle('scope'); }} error={errorOf('scope')}>
          <div className={classes.choices}>
            {SCOPES.map((one, i) => <Radio key={one} {...(i === 0 && { id: 'directive-scope' })} value={one} label={t(`form.scopes.${one}`, { custodian: localized(organization.name) })} />)}
          </div>
        </Radio.Group>
      )}
      {scope === 'PERSON' && !changed && (person
        ? <p><strong>{localized(person.name)}</strong> <Button variant="subtle" size="compact-sm" onClick={() => setPerson(undefined)}>{t('person.another')}</Button></p>
        : <PersonField id="directive-userId" label={t('form.userId')} error={errorOf('userId')} onChoose={({ userId, displayName }) => { setPerson({ id: userId, name: { en: displayName, fr: displayName } }); settle('userId'); }} />)}
      <div>
        <PersonField id="directive-exceptions" label={t('form.exceptions')} error={errorOf('exceptions')} onChoose={({ userId, displayName }) => setExceptPeople((now) => [...now.filter(({ id }) => id !== userId), { id: userId, name: { en: displayName, fr: displayName } }])} />
        {exceptPeople.length > 0 && (
          <ul className={classes.found} aria-label={t('form.excepted')}>
            {exceptPeople.map(({ id, name }) => <li key={id}>{localized(name)} <Button variant="subtle" size="compact-sm" aria-label={t('form.removeNamed', { name: localized(name) })} onClick={() => setExceptPeople((now) => now.filter((one) => one.id !== id))}>{t('form.remove')}</Button></li>)}
          </ul>
        )}
      </div>
      <div className={classes.fields}>
        <TextInput id="directive-startsAt" autoComplete="off" label={t('form.startsAt')} description={t(changed ? 'form.startsAtKept' : 'form.startsAtHint')} value={startsAt} error={errorOf('startsAt')} onChange={({ currentTarget }) => { setStartsAt(currentTarget.value); settle('startsAt'); }} />
        <TextInput id="directive-endsAt" autoComplete="off" label={t('form.endsAt')} description={t('form.endsAtHint')} value={endsAt} error={errorOf('endsAt')} onChange={({ currentTarget }) => { setEndsAt(currentTarget.value); settle('endsAt'); }} />
      </div>
      {!changed && (
        <Radio.Group label={t('form.requestedBy')} value={requestedBy ?? ''} onChange={(value) => { setRequestedBy(value as DirectiveRequester); settle('requestedBy'); }} error={errorOf('requestedBy')}>
          <div className={classes.choices}>
            {REQUESTERS.map((one, i) => <Radio key={one} {...(i === 0 && { id: 'directive-requestedBy' })} value={one} label={t(`requesters.${one}`)} />)}
          </div>
        </Radio.Group>
      )}
      {preview !== undefined && (
        <section className={classes.preview} aria-live="polite">
          <h4>{t('form.preview')}</h4>
          <p>{preview}</p>
          <p className={classes.muted}>{t('form.previewAlways')}</p>
        </section>
      )}
      <div className={classes.actions}>
        <Button type="submit" loading={isSending}>{t(changed ? 'form.saveChange' : 'form.save')}</Button>
        <Button variant="subtle" onClick={onCancel}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}
