import { useApolloClient } from '@apollo/client/react';
import { FindReviewedUsersDocument, type FindReviewedUsersQuery } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from './find.module.css';

export type FoundUser = Extract<FindReviewedUsersQuery['findReviewedUsers'], { readonly __typename: 'ReviewedUsers' }>['users'][number];

const SEARCH_DELAY_MS = 300;
const LEAST_LETTERS = 2;

/** Finds one person by a part of their name among those whose accesses the asker may look at. */
export function FindUser({ label, onFound }: { readonly label: string; readonly onFound: (user: FoundUser) => void }) {
  const { t } = useTranslation('privacy');
  const localized = useLocalized();
  const client = useApolloClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ readonly text: string; readonly users: readonly FoundUser[] } | 'trouble'>();
  const question = text.trim();
  useEffect(() => {
    if (question.length < LEAST_LETTERS) { setFound(undefined); return undefined; }
    let isLate = false;
    const timer = setTimeout(() => {
      client.query({ query: FindReviewedUsersDocument, variables: { text: question }, fetchPolicy: 'no-cache' })
        .then(({ data }) => { if (!isLate) setFound(data?.findReviewedUsers.__typename === 'ReviewedUsers' ? { text: question, users: data.findReviewedUsers.users } : 'trouble'); }, () => { if (!isLate) setFound('trouble'); });
    }, SEARCH_DELAY_MS);
    return () => { isLate = true; clearTimeout(timer); };
  }, [client, question]);
  return (
    <div className={classes.field}>
      <TextInput type="search" label={label} description={t('find.userHint')} value={text} autoComplete="off" spellCheck={false} leftSection={<IconSearch size={16} aria-hidden />} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      <div role="status">
        {found === 'trouble' && <p>{t('trouble.unreachable')}</p>}
        {typeof found === 'object' && found.users.length === 0 && <p>{t('find.nobody', { text: found.text })}</p>}
      </div>
      {typeof found === 'object' && found.users.length > 0 && (
        <ul className={classes.found} aria-label={t('find.found')}>
          {found.users.map((user) => (
            <li key={`${user.userId} ${user.organizationId}`}>
              <Button variant="default" fullWidth justify="flex-start" h="auto" py={6} onClick={() => { onFound(user); setText(''); }}>
                <span className={classes.one}>{user.name} <span>{[user.jobTitle, localized(user.organizationName)].filter((part) => part !== '').join(' · ')}</span></span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
