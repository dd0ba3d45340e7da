import { EmptyState, useLocalized, useTranslation, useWindowTitle } from '@longview/web-design-system';
import type { SignedInUser } from '@longview/web-session';
import { Button } from '@mantine/core';
import { IconLock, IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';

export function NoSuchPage() {
  const { t } = useTranslation('shell');
  useWindowTitle(t('notFound.title'));
  return <main id="content" tabIndex={-1}><EmptyState icon={IconMapQuestion} title={t('notFound.title')} actions={<Button component={Link} to="/">{t('start')}</Button>} /></main>;
}

/** An address that exists and is not for what this person does at the organization they act for. */
export function NotAllowedPage({ user, organization }: { readonly user: SignedInUser; readonly organization: NonNullable<SignedInUser['actingFor']> }) {
  const { t } = useTranslation('shell');
  const localized = useLocalized();
  useWindowTitle(t('notAllowed.title'));
  return (
    <main id="content" tabIndex={-1}>
      <EmptyState icon={IconLock} title={t('notAllowed.title')} actions={
        <>
          <Button component={Link} to="/">{t('start')}</Button>
          {user.organizations.length > 1 && <Button variant="default" component={Link} to="/choose-organization">{t('changeOrganization')}</Button>}
        </>
      }>{t('notAllowed.explain', { organization: localized(organization.name) })}</EmptyState>
    </main>
  );
}
