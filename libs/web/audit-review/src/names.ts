import { useQuery } from '@apollo/client/react';
import { SourcesDocument, type Role } from '@longview/graphql-client';
import { useLanguage, useLocalized, useTranslation } from '@longview/web-design-system';
import { useCallback, useMemo } from 'react';

/** Roles as the rest of the portal calls them; also in the log's words, `local-registration-authority`. */
export function useRoleNames(): (roles: readonly (Role | string)[]) => string {
  const { t } = useTranslation('session');
  return useCallback((roles) => roles.map((role) => t(`role.${role.toUpperCase().replaceAll('-', '_')}`, { defaultValue: role })).join(', '), [t]);
}

/** The sources of the province, and what they are called; an id until names are known. */
export function useSources(): { readonly sources: readonly { readonly value: string; readonly label: string }[]; readonly sourceName: (id: string) => string } {
  const { data } = useQuery(SourcesDocument);
  const localized = useLocalized();
  const sources = useMemo(() => data?.sources.map(({ id, name }) => ({ value: id, label: localized(name) })) ?? [], [data, localized]);
  return { sources, sourceName: useCallback((id) => sources.find(({ value }) => value === id)?.label ?? id, [sources]) };
}

/** Numbers as the screen's language writes them. */
export function useNumber(): (value: number, digits?: number) => string {
  const { language } = useLanguage();
  return useCallback((value, digits = 0) => value.toLocaleString(`${language}-CA`, { maximumFractionDigits: digits }), [language]);
}

/** A patient as a reviewer sees them: name and birth date from the log, or that the log does not know them. */
export function usePatientName(): (patient: { readonly name: string | null; readonly birthDate?: string | null }) => string {
  const { t } = useTranslation('privacy');
  return useCallback(({ name }) => name ?? t('patientUnnamed'), [t]);
}
