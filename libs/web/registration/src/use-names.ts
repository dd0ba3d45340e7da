import { useQuery } from '@apollo/client/react';
import { ProvinceDocument, SourcesDocument } from '@longview/graphql-client';
import { useLocalized } from '@longview/web-design-system';
import { useCallback, useMemo } from 'react';

export interface Names {
  readonly sourceName: (id: string) => string;
  readonly providerName: (id: string) => string;
  readonly providers: readonly { readonly value: string; readonly label: string }[];
}

/** What people call sources and identity providers, in the language of the screen. An id that nobody named any more stays an id. */
export function useNames(): Names {
  const localized = useLocalized();
  const { data: sources } = useQuery(SourcesDocument);
  const { data: province } = useQuery(ProvinceDocument);
  const sourceNames = useMemo(() => new Map(sources?.sources.map(({ id, name }) => [id, localized(name)])), [sources, localized]);
  const providers = useMemo(() => province?.province.identityProviders.map(({ id, name }) => ({ value: id, label: localized(name) })) ?? [], [province, localized]);
  return {
    sourceName: useCallback((id: string) => sourceNames.get(id) ?? id, [sourceNames]),
    providerName: useCallback((id: string) => providers.find(({ value }) => value === id)?.label ?? id, [providers]),
    providers,
  };
}
