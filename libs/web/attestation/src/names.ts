import { useQuery } from '@apollo/client/react';
import { SourcesDocument, type Role } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { useCallback } from 'react';

/** Roles as the rest of the portal calls them. */
export function useRoleNames(): (roles: readonly Role[]) => string {
  const { t } = useTranslation('session');
  return useCallback((roles) => roles.map((role) => t(`role.${role}`)).join(', '), [t]);
}

/** A source's name; its id until names are known. */
export function useSourceNames(): (sourceId: string) => string {
  const { data } = useQuery(SourcesDocument);
  const localized = useLocalized();
  return useCallback((sourceId) => {
    const source = data?.sources.find(({ id }) => id === sourceId);
    return source ? localized(source.name) : sourceId;
  }, [data, localized]);
}
