import { ConfirmOfficeDocument, DeclineOfficeDocument, ProposeOfficeEndDocument, type Office, type OfficesPartsFragment } from '@longview/graphql-client';
import { dayOf, useTranslation } from '@longview/web-design-system';
import { Pill } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { FirstPersonDialog } from './first-person-dialog.js';
import { FormDialog, type FormDialogProps } from './form-dialog.js';
import classes from './program-office.module.css';
import { ProposeDialog } from './propose-dialog.js';
import type { SendChange } from './use-change.js';

const OFFICES: readonly Office[] = ['LEGAL_SIGNING_AUTHORITY', 'LOCAL_REGISTRATION_AUTHORITY', 'PRIVACY_CONTACT', 'SECURITY_CONTACT', 'PRIVACY_AUDITOR', 'PROGRAM_OFFICE'];

export type Holder = OfficesPartsFragment['holders'][number];
type Act = { readonly what: 'confirm' | 'decline' | 'withdraw' | 'end'; readonly holder: Holder };
type Open = Act | { readonly what: 'propose'; readonly office: Office } | { readonly what: 'register' };

/** Each office: what it means, who holds it, who is to, and what whoever looks may do about it. */
export function OfficesList({ offices, mayRegister = false, send }: { readonly offices: OfficesPartsFragment; readonly mayRegister?: boolean; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const shown = OFFICES.filter((office) => office !== 'PROGRAM_OFFICE' || offices.situation === 'PROGRAM_OFFICE');
  return (
    <div>
      {offices.situation === 'JOINING' && <p className={classes.explain}>{t('officeConfirms.joining')}</p>}
      {offices.isSolePractitioner && <p className={classes.explain}>{t('officeConfirms.sole')}</p>}
      {mayRegister && <div className={classes.officeHead}><p className={classes.explain}>{t('offices.registerLead')}</p><Button variant="default" onClick={() => setOpen({ what: 'register' })}>{t('offices.register')}</Button></div>}
      {shown.map((office) => {
        const holders = offices.holders.filter((one) => one.office === office);
        return (
          <section key={office} className={classes.office} aria-label={t(`office.${office}`)}>
            <div className={classes.officeHead}>
              <h2>{t(`office.${office}`)}</h2>
              {offices.proposable.includes(office) && <Button size="compact-md" variant="default" aria-label={t('offices.proposeOf', { office: t(`office.${office}`) })} onClick={() => setOpen({ what: 'propose', office })}>{t('offices.propose')}</Button>}
            </div>
            <p className={classes.explain}>{t(`officeExplain.${office}`)} {offices.situation !== 'JOINING' && !offices.isSolePractitioner && t(`officeConfirms.appoint.${office}`)}</p>
            {holders.length === 0 ? <p>{t('offices.nobody')}</p> : <ul className={classes.holders}>{holders.map((holder) => <HolderLine key={holder.holderId} holder={holder} onAct={(what) => setOpen({ what, holder })} />)}</ul>}
          </section>
        );
      })}
      {open?.what === 'propose' && <ProposeDialog offices={offices} office={open.office} onClose={close} send={send} />}
      {open?.what === 'register' && <FirstPersonDialog organizationId={offices.organizationId} onClose={close} send={send} />}
      {open && 'holder' in open && <ActDialog organizationId={offices.organizationId} act={open} onClose={close} send={send} />}
    </div>
  );
}

function HolderLine({ holder, onAct }: { readonly holder: Holder; readonly onAct: (what: Act['what']) => void }) {
  const { t } = useTranslation('program');
  const { pending, actions, personName: name } = holder;
  const office = t(`office.${holder.office}`);
  const facts = [holder.since != null && t('offices.since', { day: dayOf(holder.since) }), holder.trainedOn != null && t('offices.trainedOn', { day: holder.trainedOn }), holder.lastAttestedAt != null && t('offices.attested', { day: dayOf(holder.lastAttestedAt) })].filter((words) => words !== false);
  return (
    <li className={classes.holder} data-state={pending ? 'pending' : 'in-force'}>
      <div className={classes.lines}>
        <p className={classes.name} translate="no">{name}</p>
        {facts.length > 0 && <p className={classes.quiet}>{facts.join(' · ')}</p>}
        {holder.status === 'SUSPENDED' && <Pill tone="alert">{t('offices.suspended')}</Pill>}
        {!holder.canAct && holder.status !== 'SUSPENDED' && <Pill tone="alert">{t('offices.cannotAct')}</Pill>}
        {pending && (
          <>
            <p>{pending.change === 'END' ? t('offices.endProposedBy', { by: pending.proposedBy, day: dayOf(pending.proposedAt), reason: pending.reason }) : t('offices.proposedBy', { by: pending.proposedBy, day: dayOf(pending.proposedAt) })}</p>
            <Pill tone="warning">{t('offices.waitingFor', { parties: pending.waitingFor.map((party) => t(`party.${party}`)).join(t('offices.and')) })}</Pill>
          </>
        )}
      </div>
      <div className={classes.actions}>
        {actions.includes('CONFIRM') && <Button size="compact-md" aria-label={pending?.change === 'END' ? undefined : t('offices.confirmOf', { name, office })} onClick={() => onAct('confirm')}>{t(pending?.change === 'END' ? 'offices.confirmEnd' : 'offices.confirm')}</Button>}
        {actions.includes('DECLINE') && <Button size="compact-md" variant="default" onClick={() => onAct('decline')}>{t('offices.decline')}<span className="lv-hidden"> {name}, {office}</span></Button>}
        {actions.includes('WITHDRAW') && <Button size="compact-md" variant="default" onClick={() => onAct('withdraw')}>{t('offices.withdraw')}<span className="lv-hidden"> {name}, {office}</span></Button>}
        {actions.includes('PROPOSE_END') && <Button size="compact-md" variant="default" aria-label={t('offices.endOf', { name, office })} onClick={() => onAct('end')}>{t('offices.end')}</Button>}
      </div>
    </li>
  );
}

function ActDialog({ organizationId, act: { what, holder }, onClose, send }: { readonly organizationId: string; readonly act: Act; readonly onClose: () => void; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const key = { organizationId, holderId: holder.holderId };
  const words = { name: holder.personName, office: t(`office.${holder.office}`) };
  const reason = [{ name: 'reason', label: t('form.reason'), kind: 'long' as const }];
  const dialogs: Readonly<Record<Act['what'], Omit<FormDialogProps, 'isOpen' | 'onClose'>>> = {
    confirm: { title: t(holder.pending?.change === 'END' ? 'offices.confirmEndTitle' : 'offices.confirmTitle', words), lead: t('offices.confirmLead'), confirmLabel: t('offices.confirm'), fields: [], onSend: () => send(ConfirmOfficeDocument, { key }) },
    decline: { title: t('offices.declineTitle'), lead: `${words.name}, ${words.office}`, confirmLabel: t('offices.decline'), fields: reason, onSend: (values) => send(DeclineOfficeDocument, { key, reason: values['reason'] ?? '' }) },
    withdraw: { title: t('offices.withdrawTitle'), lead: `${words.name}, ${words.office}`, confirmLabel: t('offices.withdraw'), fields: reason, onSend: (values) => send(DeclineOfficeDocument, { key, reason: values['reason'] ?? '' }) },
    end: { title: t('offices.endTitle', words), lead: t('offices.endLead'), confirmLabel: t('offices.endConfirm'), tone: 'danger', fields: reason, onSend: (values) => send(ProposeOfficeEndDocument, { key, reason: values['reason'] ?? '' }) },
  };
  return <FormDialog isOpen onClose={onClose} {...dialogs[what]} />;
}
