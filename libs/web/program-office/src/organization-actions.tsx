import { ApplyAgainDocument, ChangeOrganizationDetailsDocument, EndParticipationDocument, ReinstateOrganizationDocument, SetParticipationDocument, SuspendOrganizationDocument, type OrganizationSector } from '@longview/graphql-client';
import { dayOf, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { detailFields } from './detail-fields.js';
import { FormDialog, type FormDialogProps } from './form-dialog.js';
import type { OrganizationView } from './organization-view.js';
import classes from './program-office.module.css';
import type { SendChange } from './use-change.js';

const SUSPENSION_REASONS = ['privacy-case', 'security-incident', 'agreement-not-renewed', 'requested'] as const;
const DEPARTURE_REASONS = ['closed', 'merged', 'withdrew', 'terminated', 'application-withdrawn'] as const;

type Action = 'edit' | 'participation' | 'suspend' | 'depart' | 'reinstate' | 'applyAgain';

const ACTIONS_OF: Readonly<Record<OrganizationView['line']['status'], readonly Action[]>> = {
  APPLYING: ['edit', 'participation', 'depart'],
  ACTIVE: ['edit', 'participation', 'suspend', 'depart'],
  SUSPENDED: ['edit', 'reinstate', 'depart'],
  DEPARTED: ['edit', 'applyAgain'],
};
const LABELS: Readonly<Record<Action, string>> = { edit: 'organization.edit', participation: 'organization.changeParticipation', suspend: 'organization.suspend', depart: 'organization.depart', reinstate: 'organization.reinstate', applyAgain: 'organization.applyAgain' };

/** What can be done about the organization as a whole, in its present state. */
export function OrganizationActions({ view, send }: { readonly view: OrganizationView; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const [open, setOpen] = useState<Action>();
  const { line } = view;
  const key = { organizationId: line.organizationId, version: view.version };
  const name = localized(line.name);
  const today = dayOf(Date.now());
  const reasonField = (reasons: readonly string[]) => ({ name: 'reason', label: t('form.reason'), kind: 'select' as const, options: reasons.map((reason) => ({ value: reason, label: t(`statusReason.${reason}`) })) });
  const dayField = (label: string) => ({ name: 'onDay', label, kind: 'date' as const, start: today });
  const actions = ACTIONS_OF[line.status].filter((action) => !(view.isOwn && (action === 'suspend' || action === 'depart')));

  const dialogs: Readonly<Record<Action, Omit<FormDialogProps, 'isOpen' | 'onClose'>>> = {
    edit: {
      title: t('details.title'), confirmLabel: t('form.save'), fields: detailFields(t, { nameEn: line.name.en, nameFr: line.name.fr, sector: line.sector, phone: view.phone, privacyEmail: view.privacyEmail }),
      onSend: ({ nameEn = '', nameFr = '', sector, phone = '', privacyEmail = '' }) => send(ChangeOrganizationDetailsDocument, { key, input: { nameEn, nameFr, sector: sector as OrganizationSector, phone, privacyEmail } }),
    },
    participation: {
      title: t('participation.title'), lead: t('participation.lead'), confirmLabel: t('participation.confirm'),
      fields: [
        { name: 'isViewing', label: t('participation.viewing'), kind: 'check', start: line.isViewing ? 'true' : '' },
        { name: 'isContributing', label: t('participation.contributing'), kind: 'check', start: line.isContributing ? 'true' : '' },
        { name: 'reason', label: t('form.reason'), kind: 'long' },
      ],
      onSend: ({ isViewing, isContributing, reason = '' }) => send(SetParticipationDocument, { key, input: { isViewing: isViewing === 'true', isContributing: isContributing === 'true', reason } }),
    },
    suspend: {
      title: t('suspend.title', { name }), lead: t('suspend.lead'), confirmLabel: t('suspend.confirm'), tone: 'danger', fields: [reasonField(SUSPENSION_REASONS), dayField(t('suspend.onDay'))],
      onSend: ({ reason = '', onDay = '' }) => send(SuspendOrganizationDocument, { key, reason, onDay }),
    },
    depart: {
      title: t('depart.title', { name }), lead: t('depart.lead'), confirmLabel: t('depart.confirm'), tone: 'danger', fields: [reasonField(DEPARTURE_REASONS), dayField(t('depart.onDay'))],
      onSend: ({ reason = '', onDay = '' }) => send(EndParticipationDocument, { key, reason, onDay }),
    },
    reinstate: {
      title: t('reinstate.title', { name }), lead: t('reinstate.lead'), confirmLabel: t('reinstate.confirm'), fields: [{ name: 'reason', label: t('form.reason'), kind: 'long' }],
      onSend: ({ reason = '' }) => send(ReinstateOrganizationDocument, { key, reason }),
    },
    applyAgain: { title: t('applyAgain.title', { name }), lead: t('applyAgain.lead'), confirmLabel: t('applyAgain.confirm'), fields: [], onSend: () => send(ApplyAgainDocument, { key }) },
  };
  return (
    <div className={classes.actions}>
      {actions.map((action) => <Button key={action} variant="default" onClick={() => setOpen(action)}>{t(LABELS[action])}</Button>)}
      {view.isOwn && <p className={classes.quiet}>{t('organization.own')}</p>}
      {open && <FormDialog isOpen onClose={() => setOpen(undefined)} {...dialogs[open]} />}
    </div>
  );
}
