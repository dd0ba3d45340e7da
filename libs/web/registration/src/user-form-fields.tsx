import type { UserFactsInput } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { ErrorSummary } from '@longview/web-design-system/work';
import { NativeSelect, TextInput } from '@mantine/core';
import classes from './registration.module.css';
import { collegeWords, fieldWords, problemAt, problemWords, type Problem } from './user-words.js';

export type UserFacts = { readonly [K in keyof UserFactsInput]-?: string };

export const NO_FACTS: UserFacts = { familyName: '', givenName: '', email: '', jobTitle: '', employeeNumber: '', college: '', licenceNumber: '' };
/** The element of a field, so that the summary above the form leads to it. */
export const fieldId = (form: string, field: string): string => `${form}-${field.replaceAll('.', '-')}`;

/** Who somebody is: the same fields where a user is requested and where they are put right. */
export function UserFactFields({ form, facts, colleges, problems, onChange }: { readonly form: string; readonly facts: UserFacts; readonly colleges: readonly string[]; readonly problems: readonly Problem[]; readonly onChange: (facts: UserFacts) => void }) {
  const { t } = useTranslation('registration');
  const field = (name: keyof UserFacts) => ({
    // Hints stand below, so that fields side by side stand on one line.
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    id: fieldId(form, name), label: t(`field.${name}`), value: facts[name], autoComplete: 'off', error: problemAt(t, problems, name),
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => onChange({ ...facts, [name]: value }),
  });
  return (
    <div className={classes.fields}>
      <TextInput {...field('familyName')} required spellCheck={false} />
      <TextInput {...field('givenName')} required spellCheck={false} />
      <TextInput {...field('email')} required type="email" spellCheck={false} description={t('hint.email')} />
      <TextInput {...field('employeeNumber')} spellCheck={false} />
      <TextInput {...field('jobTitle')} />
      <div className={classes.pair}>
        <NativeSelect {...field('college')} data={[{ value: '', label: t('college.none') }, ...colleges.map((value) => ({ value, label: collegeWords(t, value) }))]} />
        <TextInput {...field('licenceNumber')} spellCheck={false} />
      </div>
    </div>
  );
}

/** Everything that is wrong, above the form. */
export function Problems({ form, problems }: { readonly form: string; readonly problems: readonly Problem[] }) {
  const { t } = useTranslation('registration');
  if (problems.length === 0) return null;
  return <ErrorSummary errors={problems.map((each) => ({ fieldId: fieldId(form, each.field), message: `${fieldWords(t, each.field)}: ${problemWords(t, each)}` }))} />;
}
