import { useQuery } from '@apollo/client/react';
import { ProvinceDocument, type PatientSearchInput } from '@longview/graphql-client';
import { useLocalized, useTranslation, type TFunction } from '@longview/web-design-system';
import { Button, Loader, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import classes from './patient-search.module.css';
import { EMPTY_FIELDS, readQuestion, type FieldProblem, type SearchBy, type SearchFields } from './search-question.js';

const WAYS: readonly SearchBy[] = ['number', 'name', 'record'];

/** One question at a time. Mistakes are said at their field before anything is sent. */
export function SearchForm({ isSearching, onAsk }: { readonly isSearching: boolean; readonly onAsk: (input: PatientSearchInput) => void }) {
  const { t } = useTranslation('search');
  const localized = useLocalized();
  const { data } = useQuery(ProvinceDocument);
  const [by, setBy] = useState<SearchBy>('number');
  const [fields, setFields] = useState<SearchFields>(EMPTY_FIELDS);
  const [problem, setProblem] = useState<FieldProblem>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => { form.current?.querySelector<HTMLInputElement>('input:not([type="radio"])')?.focus(); }, [by]);

  const field = (name: keyof SearchFields) => ({
    id: `search-${name}`,
    name,
    size: 'md' as const,
    autoComplete: 'off',
    value: fields[name],
    error: problem?.field === name ? problemWords(t, problem) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((now) => ({ ...now, [name]: value }));
      setProblem(undefined);
    },
  });

  const send = (event: FormEvent): void => {
    event.preventDefault();
    const question = readQuestion(by, fields);
    if ('problem' in question) {
      setProblem(question.problem);
      form.current?.querySelector<HTMLInputElement>(`[name="${question.problem.field}"]`)?.focus();
      return;
    }
    onAsk(question.input);
  };

  const submit = (
    <Button type="submit" className={classes.submit} aria-disabled={isSearching} leftSection={isSearching ? <Loader size={18} color="white" /> : <IconSearch size={20} aria-hidden />}>
      {isSearching ? t('finding') : t('find')}
    </Button>
  );
  const domains = data?.province.identifierDomains ?? [];
  return (
    <form ref={form} className={classes.form} onSubmit={send} noValidate aria-busy={isSearching}>
      <fieldset className={classes.ways}>
        <legend className="lv-hidden">{t('by.legend')}</legend>
        {WAYS.map((way) => (
          <label key={way} className={classes.way} data-chosen={way === by}>
            <input type="radio" name="by" value={way} checked={way === by} onChange={() => { setBy(way); setProblem(undefined); }} />
            {t(`by.${way}`)}
          </label>
        ))}
      </fieldset>
      <div className={classes.fields} data-by={by}>
        {by === 'number' && <TextInput {...field('number')} size="xl" label={t('field.number')} description={t('field.numberHint')} inputWrapperOrder={['label', 'input', 'error', 'description']} spellCheck={false} rightSection={submit} rightSectionWidth="auto" rightSectionPointerEvents="all" />}
        {by === 'name' && (
          <>
            <TextInput {...field('family')} label={t('field.family')} spellCheck={false} />
            <TextInput {...field('given')} label={t('field.given')} spellCheck={false} />
            <TextInput {...field('birthDate')} label={t('field.birthDate')} description={t('field.birthDateHint')} inputMode="numeric" inputWrapperOrder={['label', 'input', 'description', 'error']} />
          </>
        )}
        {by === 'record' && (
          <>
            <TextInput {...field('record')} label={t('field.record')} spellCheck={false} />
            <NativeSelect {...field('domain')} label={t('field.domain')} description={t('field.domainHint')} inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={[{ value: '', label: t('field.domainNone') }, ...domains.map(({ system, name }) => ({ value: system, label: localized(name) }))]} />
          </>
        )}
        {by !== 'number' && submit}
      </div>
    </form>
  );
}

function problemWords(t: TFunction<'search'>, problem: FieldProblem): string {
  return problem.field === 'number' ? t(`problem.number.${problem.problem}`) : t(`problem.${problem.field}`);
}
