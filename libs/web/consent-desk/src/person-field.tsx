import { useApolloClient } from '@apollo/client/react';
import { ConsentPeopleDocument, type ConsentPeopleQuery } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './consent-desk.module.css';

export type NamedPerson = Extract<ConsentPeopleQuery['consentPeople'], { __typename: 'ConsentPeople' }>['people'][number];

const SEARCH_DELAY_MS = 300;
const LEAST_LETTERS = 2;

/** Finds one person by their name among those who may see records. */
export function PersonField({ id, label, error, onChoose }: { readonly id: string; readonly label: string; readonly error?: string | undefined; readonly onChoose: (person: NamedPerson) => void }) {
  const { t } = useTranslation('consent');
  const localized = useLocalized();
  const client = useApolloClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ readonly text: string; readonly people: readonly NamedPerson[] } | 'trouble'>();
  const question = text.trim();
  useEffect(() => {
    if (question.length < LEAST_LETTERS) { setFound(undefined); return undefined; }
    let isLate = false;
    const timer = setTimeout(() => {
      client.query({ query: ConsentPeopleDocument, variables: { text: question }, fetchPolicy: 'no-cache' })
        .then(({ data }) => { if (!isLate) setFound(data?.consentPeople.__typename === 'ConsentPeople' ? { text: question, people: data.consentPeople.people } : 'trouble'); }, () => { if (!isLate) setFound('trouble'); });
    }, SEARCH_DELAY_MS);
    return () => { isLate = true; clearTimeout(timer); };
  }, [client, question]);
  return (
    <div>
      <TextInput id={id} type="search" label={label} description={t('person.hint')} value={text} error={error} autoComplete="off" spellCheck={false} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      <div role="status">
        {found === 'trouble' && <p>{t('person.trouble')}</p>}
        {typeof found === 'object' && found.people.length === 0 && <p>{t('person.nobody', { text: found.text })}</p>}
      </div>
      {typeof found === 'object' && found.people.length > 0 && (
        <ul className={classes.found} aria-label={t('person.found')}>
          {found.people.map((person) => (
            <li key={person.userId}>
              <Button variant="default" fullWidth justify="flex-start" h="auto" py={6} onClick={() => { onChoose(person); setText(''); }}>
                <span>{person.displayName} <span className={classes.muted}>{person.organizationNames.map(localized).join('; ')}</span></span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
