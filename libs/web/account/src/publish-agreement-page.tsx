import { useMutation, useQuery } from '@apollo/client/react';
import { PublishUserAgreementDocument, UserAgreementDocument, type Language } from '@longview/graphql-client';
import { Dialog, Notice, dayOf, parseTypedDate, useTranslation } from '@longview/web-design-system';
import { ErrorSummary, WorkPage, type FieldError } from '@longview/web-design-system/work';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './account.module.css';
import { AgreementText } from './agreement-text.js';

type Field = 'textEn' | 'textFr' | 'effectiveFrom';
type Draft = Readonly<Record<Field, string>>;

const FIELDS: readonly Field[] = ['textEn', 'textFr', 'effectiveFrom'];

/** The text in force in one language, without marks of what changed. */
function useTextInForce(language: Language) {
  const { data } = useQuery(UserAgreementDocument, { variables: { language }, fetchPolicy: 'network-only' });
  const agreement = data?.userAgreement;
  return agreement && { version: agreement.version, text: agreement.text.filter(({ kind }) => kind !== 'REMOVED').map(({ text }) => text).join('') };
}

/** For the program office: the next version, in both languages at once. Everybody is asked at their first log-in after its first day. */
export function PublishAgreementPage() {
  const { t } = useTranslation('account');
  const en = useTextInForce('EN');
  const fr = useTextInForce('FR');
  if (!en || !fr) return <WorkPage title={t('publish.title')} width="reading"><p aria-busy>{t('publish.loading')}</p></WorkPage>;
  return <AgreementDraft version={en.version} textEn={en.text} textFr={fr.text} />;
}

function AgreementDraft({ version, textEn, textFr }: { readonly version: number; readonly textEn: string; readonly textFr: string }) {
  const { t } = useTranslation('account');
  const [publish, { loading }] = useMutation(PublishUserAgreementDocument);
  const [draft, setDraft] = useState<Draft>({ textEn, textFr, effectiveFrom: dayOf(Date.now()) });
  const [errors, setErrors] = useState<readonly (FieldError & { readonly field: Field })[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<{ readonly version: number } | { readonly problem: 'not-allowed' | 'audit' | 'failed' }>();
  const errorOf = (field: Field, problem: string) => ({ field, fieldId: `agreement-${field}`, message: t(`publish.problem.${field}.${problem}`) });

  const check = (): void => {
    const found = FIELDS.flatMap((field) => {
      if (draft[field].trim() === '') return [errorOf(field, 'missing')];
      if (field !== 'effectiveFrom') return [];
      const day = parseTypedDate(draft.effectiveFrom);
      return !day ? [errorOf(field, 'no-date')] : day < dayOf(Date.now()) ? [errorOf(field, 'in-the-past')] : [];
    });
    if (found.length === 0 && draft.textEn.trim() === textEn.trim() && draft.textFr.trim() === textFr.trim()) found.push(errorOf('textEn', 'unchanged'));
    setErrors(found);
    setOutcome(undefined);
    setAsking(found.length === 0);
  };

  const send = async (): Promise<void> => {
    setAsking(false);
    const day = parseTypedDate(draft.effectiveFrom)!;
    const effectiveFrom = day === dayOf(Date.now()) ? Date.now() : new Date(`${day}T00:00:00`).getTime();
    const { data } = await publish({ variables: { draft: { textEn: draft.textEn, textFr: draft.textFr, effectiveFrom } } }).catch(() => ({ data: undefined }));
    const result = data?.publishUserAgreement;
    if (result?.__typename === 'PublishedUserAgreement') return setOutcome({ version: result.version });
    const field = FIELDS.find((one) => one === result?.field);
    if (result?.code === 'INVALID_INPUT' && field) return setErrors([errorOf(field, result.problem ?? 'missing')]);
    setOutcome({ problem: result?.code === 'NOT_ALLOWED' ? 'not-allowed' : result?.code === 'AUDIT_UNAVAILABLE' ? 'audit' : 'failed' });
  };

  const field = (name: Field) => ({
    id: `agreement-${name}`, label: t(`publish.${name}`), value: draft[name], error: errors.find((one) => one.field === name)?.message,
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => setDraft((now) => ({ ...now, [name]: value })),
  });
  return (
    <WorkPage title={t('publish.title')} lead={t('publish.lead', { version })} width="reading">
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      {outcome && 'version' in outcome && <Notice tone="information" isUrgent>{t('publish.done', { version: outcome.version })}</Notice>}
      {outcome && 'problem' in outcome && <Notice tone="alert" isUrgent>{t(`publish.refused.${outcome.problem}`)}</Notice>}
      <p className={classes.note}>{t('publish.marks')}</p>
      <Textarea {...field('textEn')} lang="en" rows={18} required withAsterisk={false} />
      <Textarea {...field('textFr')} lang="fr" rows={18} required withAsterisk={false} />
      <TextInput {...field('effectiveFrom')} description={t('publish.dateHint')} required withAsterisk={false} />
      <div className={classes.actions}><Button onClick={check} loading={loading}>{t('publish.check')}</Button></div>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('publish.ask', { date: draft.effectiveFrom })} form="wide">
        <p>{t('publish.consequence')}</p>
        <div className={classes.columns}>
          <AgreementText runs={[{ kind: 'SAME', text: draft.textEn }]} language="en" />
          <AgreementText runs={[{ kind: 'SAME', text: draft.textFr }]} language="fr" />
        </div>
        <div className={classes.actions}>
          <Button onClick={() => void send()}>{t('publish.send')}</Button>
          <Button variant="default" onClick={() => setAsking(false)}>{t('publish.back')}</Button>
        </div>
      </Dialog>
    </WorkPage>
  );
}
