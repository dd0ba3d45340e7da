import { useQuery } from '@apollo/client/react';
import { OrganizationsDocument } from '@longview/graphql-client';
import { useLanguage, useLocalized, useTranslation } from '@longview/web-design-system';
import { NativeSelect } from '@mantine/core';

const MOST = 200;

/** One organization of the province, for the program office, which looks at all of them. */
export function OrganizationChoice({ value, onChange, label, anyLabel }: { readonly value: string | undefined; readonly onChange: (organizationId: string | undefined) => void; readonly label?: string; readonly anyLabel?: string }) {
  const { t } = useTranslation('privacy');
  const { language } = useLanguage();
  const localized = useLocalized();
  const { data } = useQuery(OrganizationsDocument, { variables: { input: { language: language === 'fr' ? 'FR' : 'EN', limit: MOST, offset: 0, sort: 'NAME' } } });
  const lines = data?.organizations.__typename === 'OrganizationList' ? data.organizations.lines : [];
  return <NativeSelect label={label ?? t('filter.organization')} value={value ?? ''} onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)} data={[{ value: '', label: anyLabel ?? t('filter.anyOrganization') }, ...lines.map(({ organizationId, name }) => ({ value: organizationId, label: localized(name) }))]} />;
}
