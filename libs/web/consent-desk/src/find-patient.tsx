import { useApolloClient, useQuery } from '@apollo/client/react';
import { OpenConsentFileDocument, ProvinceDocument, type ConsentFilePartsFragment } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { ErrorSummary, type FieldError } from '@longview/web-design-system/work';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import classes from './consent-desk.module.css';
import { answerOf, troubleWords, type Trouble } from './refusal-words.js';

const FIELDS = ['identifierValue', 'family', 'given', 'birthDate'] as const;
type Field = (typeof FIELDS)[number];
const EMPTY: Readonly<Record<Field, string>> = { identifierValue: '', family: '', given: '', birthDate: '' };

/** Whose directives: by what the request says, number, name and birth date together, so that nobody restricts a namesake. */
export function FindPatient({ onFound }: { readonly onFound: (file: ConsentFilePartsFragment) => void }) {
  const { t } = useTranslation('consent');
  const client = useApolloClient();
  const localized = useLocalized();
  const { data } = useQuery(ProvinceDocument);
  const [values, setValues] = useState(EMPTY);
  const [system, setSystem] = useState('');
  const [wrong, setWrong] = useState<readonly Field[]>([]);
  const [trouble, setTrouble] = useState<Trouble>();
  const [isAsking, setAsking] = useState(false);
  const errorOf = (field: Field): string | undefined => (wrong.includes(field) ? t(values[field].trim() === '' ? `find.missing.${field}` : `find.wrong.${field}`) : undefined);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTrouble(undefined);
    const missing = FIELDS.filter((field) => values[field].trim() === '');
    setWrong(missing);
    if (missing.length > 0) return;
    setAsking(true);
    const answer = await answerOf(client.mutate({ mutation: OpenConsentFileDocument, variables: { patient: { ...values, ...(system !== '' && { identifierSystem: system }) } } }), (found) => found.openConsentFile);
    setAsking(false);
    if (!('trouble' in answer)) return onFound(answer);
    const field = answer.trouble !== 'unreachable' && answer.trouble.code === 'INVALID_INPUT' ? FIELDS.find((one) => answer.trouble !== 'unreachable' && one === answer.trouble.field) : undefined;
    if (field) setWrong([field]);
    else setTrouble(answer.trouble);
  };

  const errors = FIELDS.flatMap((field): FieldError[] => { const message = errorOf(field); return message === undefined ? [] : [{ fieldId: `consent-${field}`, message }]; });
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)} noValidate aria-label={t('find.title')}>
      <p>{t('find.lead')}</p>
      {errors.length > 1 && <ErrorSummary errors={errors} />}
      {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      <div className={classes.fields}>
        <NativeSelect label={t('find.system')} value={system} onChange={({ currentTarget }) => setSystem(currentTarget.value)}
          data={[{ value: '', label: t('find.healthNumber') }, ...(data?.province.identifierDomains ?? []).map((domain) => ({ value: domain.system, label: t('find.recordNumber', { issuer: localized(domain.name) }) }))]} />
        {FIELDS.map((field) => (
          <TextInput key={field} id={`consent-${field}`} label={t(`find.${field}`)} {...(field === 'birthDate' && { description: t('find.birthDateHint') })} value={values[field]} error={errorOf(field)} autoComplete="off" spellCheck={false}
            onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, [field]: value }))} />
        ))}
      </div>
      <div><Button type="submit" loading={isAsking}>{t('find.open')}</Button></div>
    </form>
  );
}
