import { useQuery } from '@apollo/client/react';
import { AddSiteDocument, OrganizationSitesDocument, RemoveSiteDocument, type OrganizationSitesQuery } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { DataTable, useTableQuestion } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FormDialog } from './form-dialog.js';
import { troubleWords } from './trouble.js';
import type { SendChange } from './use-change.js';

type Site = Extract<OrganizationSitesQuery['organizationSites'], { __typename: 'OrganizationSites' }>['sites'][number];

/** Where the organization works: a page at a time, because a network has many. */
export function SitesTab({ organizationKey: key, send }: { readonly organizationKey: { readonly organizationId: string; readonly version: number }; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const { question, ask } = useTableQuestion();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Site>();
  const { data, loading, error, refetch } = useQuery(OrganizationSitesDocument, { fetchPolicy: 'network-only', variables: { organizationId: key.organizationId, offset: question.page * question.pageSize, limit: question.pageSize } });
  // Every change of the organization has a new version, whoever made it.
  useEffect(() => { void refetch(); }, [key.version, refetch]);
  const answer = data?.organizationSites;
  const found = answer?.__typename === 'OrganizationSites' ? answer : undefined;
  return (
    <>
      <DataTable title={t('site.title')} rows={found?.sites} total={found?.total} rowKey={({ siteId }) => siteId} question={question} onAsk={ask} isLoading={loading} onRetry={() => void refetch()}
        problem={answer?.__typename === 'Refusal' ? troubleWords(t, answer) : error ? t('refusal.unreachable') : undefined}
        empty={{ title: t('site.none') }} filters={<Button variant="default" onClick={() => setAdding(true)}>{t('site.add')}</Button>}
        columns={[
          { id: 'name', title: t('site.name'), cell: ({ name }) => localized(name) },
          { id: 'address', title: t('site.address'), cell: ({ address }) => address },
          { id: 'city', title: t('site.city'), cell: ({ city }) => city },
          { id: 'postalCode', title: t('site.postalCode'), cell: ({ postalCode }) => postalCode },
          { id: 'actions', title: '', cell: (site) => <Button size="compact-sm" variant="default" aria-label={t('site.removeOf', { name: localized(site.name) })} onClick={() => setRemoving(site)}>{t('site.remove')}</Button> },
        ]} />
      <FormDialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('site.add')} confirmLabel={t('site.add')}
        fields={[
          { name: 'nameEn', label: t('form.nameEn'), kind: 'text' }, { name: 'nameFr', label: t('form.nameFr'), kind: 'text' }, { name: 'address', label: t('site.address'), kind: 'text', isOptional: true },
          { name: 'city', label: t('site.city'), kind: 'text' }, { name: 'postalCode', label: t('site.postalCode'), kind: 'text', isOptional: true },
        ]}
        onSend={({ nameEn = '', nameFr = '', address = '', city = '', postalCode = '' }) => send(AddSiteDocument, { key, input: { nameEn, nameFr, address, city, postalCode } })} />
      {removing && <FormDialog isOpen onClose={() => setRemoving(undefined)} title={t('site.removeTitle', { name: localized(removing.name) })} lead={t('site.removeLead')} confirmLabel={t('site.removeConfirm')} tone="danger" fields={[]} onSend={() => send(RemoveSiteDocument, { key, siteId: removing.siteId })} />}
    </>
  );
}
