import { TakePersonalFactsDocument, type PersonalFactsInput } from '@longview/graphql-client';
import { dayOf, Notice, parseTypedDate, useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.js';
import classes from './registration.module.css';
import { fieldId } from './user-form-fields.js';
import type { SectionProps, User } from './user-page.js';
import { problemAt } from './user-words.js';

const FORM = 'personal';
type PersonalFacts = { readonly [K in keyof PersonalFactsInput]-?: string };
const NO_FACTS: PersonalFacts = { homePostalCode: '', homeAddress: '', homePhone: '', birthDate: '', healthNumber: '' };

/** What an employer may know and surveillance compares. It goes in here and never comes out: only that something is on file, and since when. */
export function PersonalSection({ user, onChanged }: SectionProps) {
  const { t } = useTranslation('registration');
  const { line, mayEdit } = user;
  const [facts, setFacts] = useState(NO_FACTS);
  const days = takenOn(user);
  const field = (name: keyof PersonalFacts, problems: Parameters<typeof problemAt>[1]) => ({
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    id: fieldId(FORM, name), label: t(`field.${name}`), value: facts[name], autoComplete: 'off', spellCheck: false, error: problemAt(t, problems, name),
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => setFacts((now) => ({ ...now, [name]: value })),
  });
  return (
    <WorkSection title={t('personal.title')} actions={mayEdit && (
      <ChangeDialog form={FORM} open={t('personal.give')} title={t('personal.of', { name: line.displayName })} onOpen={() => setFacts(NO_FACTS)} onChanged={() => { setFacts(NO_FACTS); onChanged(); }}
        send={(change) => change(TakePersonalFactsDocument, { user: { membershipId: line.membershipId, version: line.version }, facts: { ...facts, birthDate: parseTypedDate(facts.birthDate) ?? facts.birthDate } })}>
        {(problems) => (
          <>
            <p>{t('personal.purpose')}</p>
            <Notice tone="information">{t('personal.kept')}</Notice>
            <div className={classes.fields}>
              <TextInput {...field('homePostalCode', problems)} description={t('hint.homePostalCode')} />
              <TextInput {...field('homeAddress', problems)} description={t('hint.homeAddress')} />
              <TextInput {...field('homePhone', problems)} type="tel" />
              <TextInput {...field('birthDate', problems)} inputMode="numeric" description={t('hint.date')} />
              <TextInput {...field('healthNumber', problems)} inputMode="numeric" description={t('hint.healthNumber')} />
            </div>
          </>
        )}
      </ChangeDialog>
    )}>
      <p>{days ? `${t('personal.since', { date: days.first })}${days.last === days.first ? '' : ` ${t('personal.last', { date: days.last })}`}` : t('personal.none')}</p>
      <p className={classes.quiet}>{t('personal.purpose')}</p>
    </WorkSection>
  );
}

/** When facts were first and last given. */
function takenOn({ history }: User): { readonly first: string; readonly last: string } | undefined {
  const times = history.filter(({ change }) => change === 'personal-facts-taken').map(({ at }) => at);
  return times.length === 0 ? undefined : { first: dayOf(Math.min(...times)), last: dayOf(Math.max(...times)) };
}
