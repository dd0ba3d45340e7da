import { useQuery } from '@apollo/client/react';
import { RegistrationDocument, type RegistrationQuery } from '@longview/graphql-client';
import { EmptyState, Notice, useTranslation } from '@longview/web-design-system';
import { WorkPage, type WorkAreaProps } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link, Route, Routes } from 'react-router';
import { HrPage } from './hr-page.js';
import { ImportPage } from './import-page.js';
import { ProvisioningPage } from './provisioning-page.js';
import { RequestUserPage } from './request-user-page.js';
import { troubleWords } from './user-words.js';
import { UserPage } from './user-page.js';
import { UsersPage } from './users-page.js';

/** What may be registered for the organization acted for, and the words to choose from. */
export type Registration = Extract<RegistrationQuery['registration'], { __typename: 'Registration' }>;

/** The users of an organization: everybody for its registration authority, their own requests for the other offices. */
export function RegistrationPages(_: WorkAreaProps) {
  const { t } = useTranslation('registration');
  const { data, error, refetch } = useQuery(RegistrationDocument, { fetchPolicy: 'cache-and-network' });
  const answer = data?.registration;
  if (answer?.__typename === 'Registration') return <RegistrationRoutes registration={answer} />;
  return (
    <WorkPage title={t('users.title')}>
      {(error || answer) && <Notice tone="alert" isUrgent title={troubleWords(t, answer?.code ?? 'unreachable')}><Button mt={6} variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
    </WorkPage>
  );
}

function RegistrationRoutes({ registration }: { readonly registration: Registration }) {
  const { t } = useTranslation('registration');
  return (
    <Routes>
      <Route index element={<UsersPage registration={registration} />} />
      <Route path="request" element={<RequestUserPage registration={registration} />} />
      <Route path="import" element={<ImportPage />} />
      {registration.mayManage && <Route path="hr" element={<HrPage registration={registration} />} />}
      {registration.mayManage && <Route path="provisioning" element={<ProvisioningPage />} />}
      <Route path=":membershipId" element={<UserPage registration={registration} />} />
      <Route path="*" element={<WorkPage title={t('users.title')}><EmptyState icon={IconMapQuestion} title={t('nothingHere')} actions={<Button component={Link} to="/users">{t('users.title')}</Button>} /></WorkPage>} />
    </Routes>
  );
}
