import { useQuery } from '@apollo/client/react';
import { RecordAssessmentDocument, SetOrganizationSourcesDocument, SourcesDocument, type AssessmentKind } from '@longview/graphql-client';
import { dayOf, useLocalized, useTranslation } from '@longview/web-design-system';
import { Pill, WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { chosen, FormDialog } from './form-dialog.js';
import type { OrganizationView } from './organization-view.js';
import { PlainTable } from './plain-table.js';
import classes from './program-office.module.css';
import type { SendChange } from './use-change.js';

const KINDS: readonly AssessmentKind[] = ['PRIVACY_IMPACT', 'THREAT_RISK'];
interface AssessmentLine { readonly sourceId: string; readonly kind: AssessmentKind; readonly found?: OrganizationView['assessments'][number] }

/** What its people may be entitled to, and what was assessed of the sources that it gives. */
export function SourcesTab({ view, organizationKey: key, send }: { readonly view: OrganizationView; readonly organizationKey: { readonly organizationId: string; readonly version: number }; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const { data } = useQuery(SourcesDocument);
  const [open, setOpen] = useState<'sources' | 'assessment'>();
  const sources = data?.sources ?? [];
  const nameOf = (sourceId: string): string => {
    const source = sources.find(({ id }) => id === sourceId);
    return source ? localized(source.name) : sourceId;
  };
  const assessed = [...new Set([...view.contributedSourceIds, ...view.assessments.map(({ sourceId }) => sourceId)])];
  const lines = assessed.flatMap((sourceId) => KINDS.map((kind): AssessmentLine => {
    const found = view.assessments.find((one) => one.sourceId === sourceId && one.kind === kind);
    return { sourceId, kind, ...(found && { found }) };
  }));
  const options = sources.map(({ id, name }) => ({ value: id, label: localized(name) }));
  return (
    <>
      <WorkSection title={t('source.title')} actions={<Button variant="default" onClick={() => setOpen('sources')}>{t('source.change')}</Button>}>
        {view.sourceIds.length === 0 ? <p>{t('source.none')}</p> : <ul>{view.sourceIds.map((id) => <li key={id}>{nameOf(id)}</li>)}</ul>}
      </WorkSection>
      <WorkSection title={t('assessment.title')} actions={<Button variant="default" onClick={() => setOpen('assessment')}>{t('assessment.add')}</Button>}>
        <p className={classes.explain}>{t('assessment.lead')}</p>
        {lines.length === 0 ? <p className={classes.quiet}>{t('assessment.none')}</p> : (
          <PlainTable title={t('assessment.title')} rows={lines} rowKey={({ sourceId, kind }) => `${sourceId} ${kind}`} columns={[
            { id: 'source', title: t('assessment.source'), cell: ({ sourceId }) => nameOf(sourceId) },
            { id: 'kind', title: t('assessment.kind'), cell: ({ kind }) => t(`assessment.kinds.${kind}`) },
            { id: 'reference', title: t('assessment.reference'), cell: ({ found }) => found?.reference },
            { id: 'assessedOn', title: t('assessment.assessedOn'), cell: ({ found }) => found?.assessedOn },
            { id: 'state', title: t('assessment.state'), cell: ({ found }) => <Pill tone={found && !found.isDue ? 'good' : 'warning'}>{t(!found ? 'assessment.missing' : found.isDue ? 'assessment.due' : 'assessment.good')}</Pill> },
          ]} />
        )}
      </WorkSection>
      {open === 'sources' && (
        <FormDialog isOpen onClose={() => setOpen(undefined)} title={t('source.change')} lead={t('source.changeLead')} confirmLabel={t('source.confirm')}
          fields={[{ name: 'sourceIds', label: t('source.title'), kind: 'choices', start: view.sourceIds.join(' '), options }, { name: 'reason', label: t('form.reason'), kind: 'long' }]}
          onSend={(values) => send(SetOrganizationSourcesDocument, { key, sourceIds: chosen(values, 'sourceIds'), reason: values['reason'] ?? '' })} />
      )}
      {open === 'assessment' && (
        <FormDialog isOpen onClose={() => setOpen(undefined)} title={t('assessment.add')} lead={t('assessment.lead')} confirmLabel={t('assessment.add')}
          fields={[
            { name: 'sourceId', label: t('assessment.source'), kind: 'select', start: view.contributedSourceIds[0] ?? '', options },
            { name: 'kind', label: t('assessment.kind'), kind: 'select', options: KINDS.map((kind) => ({ value: kind, label: t(`assessment.kinds.${kind}`) })) },
            { name: 'reference', label: t('assessment.reference'), kind: 'text' },
            { name: 'assessedOn', label: t('assessment.assessedOn'), kind: 'date', start: dayOf(Date.now()) },
          ]}
          onSend={({ sourceId = '', kind, reference = '', assessedOn = '' }) => send(RecordAssessmentDocument, { key, input: { sourceId, kind: kind as AssessmentKind, reference, assessedOn } })} />
      )}
    </>
  );
}
