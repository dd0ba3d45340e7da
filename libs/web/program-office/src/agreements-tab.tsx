import { AddOrganizationAgreementDocument, EndOrganizationAgreementDocument, type AgreementKind } from '@longview/graphql-client';
import { dayOf, useTranslation } from '@longview/web-design-system';
import { Pill, WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from './form-dialog.js';
import type { OrganizationView } from './organization-view.js';
import { PlainTable } from './plain-table.js';
import classes from './program-office.module.css';
import type { SendChange } from './use-change.js';

type Agreement = OrganizationView['agreements'][number];
const KINDS: readonly AgreementKind[] = ['PARTICIPATION', 'DATA_SHARING', 'SERVICES'];

/** What the organization signed, with versions and dates. */
export function AgreementsTab({ view, organizationKey: key, send }: { readonly view: OrganizationView; readonly organizationKey: { readonly organizationId: string; readonly version: number }; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Agreement>();
  const today = dayOf(Date.now());
  return (
    <WorkSection title={t('agreement.title')} actions={<Button variant="default" onClick={() => setAdding(true)}>{t('agreement.add')}</Button>}>
      {view.agreements.length === 0 ? <p className={classes.quiet}>{t('agreement.none')}</p> : (
        <PlainTable title={t('agreement.title')} rows={view.agreements} rowKey={({ agreementId }) => agreementId} columns={[
          { id: 'kind', title: t('agreement.kind'), cell: ({ kind }) => t(`agreementKind.${kind}`) },
          { id: 'version', title: t('agreement.version'), cell: ({ agreementVersion }) => agreementVersion },
          { id: 'from', title: t('agreement.from'), cell: ({ effectiveFrom }) => effectiveFrom },
          { id: 'to', title: t('agreement.to'), cell: ({ effectiveTo }) => effectiveTo ?? t('agreement.openEnd') },
          { id: 'signed', title: t('agreement.signedBy'), cell: ({ signedBy, signedOn }) => `${signedBy}, ${signedOn}` },
          { id: 'state', title: t('agreement.state'), cell: (agreement) => <AgreementState agreement={agreement} today={today} /> },
          { id: 'actions', title: '', cell: (agreement) => agreement.endedAt == null && (agreement.effectiveTo ?? today) >= today && <Button size="compact-sm" variant="default" onClick={() => setEnding(agreement)}>{t('agreement.end')}<span className="lv-hidden"> {t(`agreementKind.${agreement.kind}`)} {agreement.agreementVersion}</span></Button> },
        ]} />
      )}
      <FormDialog isOpen={isAdding} onClose={() => setAdding(false)} title={t('agreement.add')} lead={t('agreement.lead')} confirmLabel={t('agreement.add')}
        fields={[
          { name: 'kind', label: t('agreement.kind'), kind: 'select', start: 'PARTICIPATION', options: KINDS.map((kind) => ({ value: kind, label: t(`agreementKind.${kind}`) })) },
          { name: 'agreementVersion', label: t('agreement.version'), kind: 'text' },
          { name: 'signedBy', label: t('agreement.signedBy'), kind: 'text' },
          { name: 'signedOn', label: t('agreement.signedOn'), kind: 'date', start: today },
          { name: 'effectiveFrom', label: t('agreement.from'), kind: 'date', start: today },
          { name: 'effectiveTo', label: t('agreement.to'), kind: 'date', hint: t('agreement.toHint'), isOptional: true },
        ]}
        onSend={({ kind, agreementVersion = '', signedBy = '', signedOn = '', effectiveFrom = '', effectiveTo = '' }) => send(AddOrganizationAgreementDocument, { key, input: { kind: kind as AgreementKind, agreementVersion, signedBy, signedOn, effectiveFrom, effectiveTo: effectiveTo || null } })} />
      {ending && (
        <FormDialog isOpen onClose={() => setEnding(undefined)} title={t('agreement.endTitle')} lead={t('agreement.endLead')} confirmLabel={t('agreement.endConfirm')} tone="danger" fields={[{ name: 'reason', label: t('form.reason'), kind: 'long' }]}
          onSend={({ reason = '' }) => send(EndOrganizationAgreementDocument, { key, agreementId: ending.agreementId, reason })} />
      )}
    </WorkSection>
  );
}

function AgreementState({ agreement: { endedAt, isInForce, effectiveFrom }, today }: { readonly agreement: Agreement; readonly today: string }) {
  const { t } = useTranslation('program');
  if (endedAt != null) return <Pill tone="plain">{t('agreement.ended', { day: dayOf(endedAt) })}</Pill>;
  if (isInForce) return <Pill tone="good">{t('agreement.inForce')}</Pill>;
  return <Pill tone={effectiveFrom > today ? 'information' : 'warning'}>{t(effectiveFrom > today ? 'agreement.later' : 'agreement.over')}</Pill>;
}
