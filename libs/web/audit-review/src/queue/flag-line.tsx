import type { FlagLinePartsFragment, FlagState } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { Pill, type PillTone } from '@longview/web-design-system/work';
import type { ReactNode } from 'react';
import { WhatExplains, WhyFlagged } from '../evidence/evidence-list.js';
import { useMoment } from '../moments.js';
import { usePatientName, useRoleNames } from '../names.js';
import classes from './flag-line.module.css';

export type FlagLine = FlagLinePartsFragment;

export const STATE_TONES: Readonly<Record<FlagState, PillTone>> = { NEW: 'warning', ASKED: 'information', EXPLAINED: 'good', IN_CASE: 'information', CONFIRMED: 'alert' };

/** One flagged access: who looked at whom and when, why it was flagged, and what explains it. */
export function FlagLineView({ flag }: { readonly flag: FlagLine }) {
  const { t } = useTranslation('privacy');
  return (
    <div className={classes.line}>
      <WhoWhomWhen user={flag.user} patient={flag.patient} atMs={flag.occurredAt}>
        {flag.state !== 'NEW' && <Pill tone={STATE_TONES[flag.state]}>{t(`state.${flag.state}`)}</Pill>}
        {flag.repeats > 0 && <span className={classes.muted}>{t('queue.repeats', { count: flag.repeats })}</span>}
        {!flag.mayDecide && flag.state === 'NEW' && <span className={classes.muted}>{t('queue.notYours')}</span>}
      </WhoWhomWhen>
      <div className={classes.side}><p className={classes.head}>{t('queue.why')}</p><WhyFlagged reasons={flag.reasons} /></div>
      <div className={classes.side}><p className={classes.head}>{t('queue.explains')}</p><WhatExplains explanations={flag.explanations} /></div>
    </div>
  );
}

/** The two people of an access, and when it was. */
export function WhoWhomWhen({ user, patient, atMs, children }: { readonly user: FlagLine['user']; readonly patient: FlagLine['patient']; readonly atMs: number; readonly children?: ReactNode }) {
  const { t } = useTranslation('privacy');
  const localized = useLocalized();
  const moment = useMoment();
  const roleNames = useRoleNames();
  const patientName = usePatientName();
  return (
    <div className={classes.who}>
      <strong className={classes.name}>{user.name}</strong>
      <span className={classes.muted}>{[roleNames(user.roles), localized(user.organizationName)].filter((text) => text !== '').join(' · ')}</span>
      <span className={classes.patient}><span className={classes.muted}>{t('queue.opened')}</span> <strong>{patientName(patient)}</strong>{patient.birthDate !== null && <span className={classes.muted}> {patient.birthDate}</span>}</span>
      <span className={classes.muted}>{moment(atMs)}</span>
      {children}
    </div>
  );
}
