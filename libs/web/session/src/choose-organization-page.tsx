import { useMutation } from '@apollo/client/react';
import { ChooseOrganizationDocument } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { IconBuildingHospital, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSession, type SignedInUser } from './session-provider.js';
import classes from './session.module.css';

/** For a user of several organizations: what they may see follows from the one they act for. */
export function ChooseOrganizationPage({ user, onChosen }: { readonly user: SignedInUser; readonly onChosen: () => void }) {
  const { t } = useTranslation('session');
  const localized = useLocalized();
  const { refresh } = useSession();
  const [choose, { loading }] = useMutation(ChooseOrganizationDocument);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => { document.title = t('organization.windowTitle'); }, [t]);

  const pick = async (organizationId: string): Promise<void> => {
    setRefused(false);
    const { data } = await choose({ variables: { organizationId } }).catch(() => ({ data: undefined }));
    if (data?.chooseOrganization.__typename !== 'Done') {
      setRefused(true);
      return;
    }
    await refresh();
    onChosen();
  };

  return (
    <main id="content" tabIndex={-1} className={classes.page}>
      <div className={classes.card}>
        <h1>{t('organization.title')}</h1>
        <p className={classes.lead}>{t('organization.explain')}</p>
        {isRefused && <Notice tone="alert" isUrgent>{t('organization.refused')}</Notice>}
        <ul className={classes.organizations}>
          {user.organizations.map(({ id, name, roles }) => (
            <li key={id}>
              <button type="button" className={classes.organization} disabled={loading} onClick={() => void pick(id)}>
                <IconBuildingHospital size={22} aria-hidden />
                <span className={classes.grow}>
                  <span className={classes.organizationName}>{localized(name)}</span>
                  <span className={classes.organizationRoles}>{roles.map((role) => t(`role.${role}`)).join(', ')}</span>
                </span>
                <IconChevronRight size={18} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
