import { useQuery } from '@apollo/client/react';
import { ProvinceDocument } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import classes from './session.module.css';

/** Links that start a sign-in and lead back to `returnTo`, a path of this portal. */
export function ProviderButtons({ returnTo }: { readonly returnTo: string }) {
  const { t } = useTranslation('session');
  const localized = useLocalized();
  const { data } = useQuery(ProvinceDocument);
  return (
    <ul className={classes.providers}>
      {data?.province.identityProviders.map(({ id, name }, index) => (
        <li key={id}>
          <Button component="a" href={`/auth/login?${new URLSearchParams({ idp: id, returnTo })}`} size="md" fullWidth variant={index === 0 ? 'filled' : 'default'} leftSection={<IconLogin2 size={20} aria-hidden />}>
            {t('signIn.with', { provider: localized(name) })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
