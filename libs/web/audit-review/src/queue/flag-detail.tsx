import { FlagDocument, type FlagDecision } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { Facts, Pill } from '@longview/web-design-system/work';
import { Button, Kbd, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../answers.js';
import { AccessList } from '../evidence/access-list.js';
import { WhatExplains, WhyFlagged } from '../evidence/evidence-list.js';
import { useMoment } from '../moments.js';
import { usePatientName, useRoleNames } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './flag-detail.module.css';
import { STATE_TONES, type FlagLine } from './flag-line.js';

export interface FlagDetailProps {
  /** As the list has it, newer than what was read for the pane when it was just decided. */
  readonly flag: FlagLine;
  readonly isBusy: boolean;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly onDecide: (decision: FlagDecision) => void;
}

/** Moving through the list by keys does not ask for each line that was passed: every reading of the log is written into it. */
const REST_MS = 250;
const MAX_NOTE = 1_000;

/** One flag in full: what can be decided, what speaks for and against, what was done in the access, and who the two people are. */
export function FlagDetail({ flag, isBusy, note, onNote, onDecide }: FlagDetailProps) {
  const { t } = useTranslation('privacy');
  const localized = useLocalized();
  const moment = useMoment();
  const roleNames = useRoleNames();
  const patientName = usePatientName();
  const [isRested, setRested] = useState(false);
  useEffect(() => {
    setRested(false);
    const timer = setTimeout(() => setRested(true), REST_MS);
    return () => clearTimeout(timer);
  }, [flag.id, flag.version]);
  const { answer, trouble, again } = useAnswer(FlagDocument, { id: flag.id }, { isWanted: isRested });
  const full = answer?.line.id === flag.id ? answer : undefined;
  const { user, patient } = flag;
  return (
    <section className={classes.pane} aria-label={t('detail.title')}>
      <div className={classes.head}>
        <h2>{user.name} → {patientName(patient)}</h2>
        <Pill tone={STATE_TONES[flag.state]}>{t(`state.${flag.state}`)}</Pill>
      </div>
      {flag.state === 'NEW' && flag.mayDecide && (
        <div className={classes.decide}>
          <div className={classes.buttons}>
            <Button aria-disabled={isBusy} leftSection={<Kbd size="xs" aria-hidden>1</Kbd>} onClick={() => onDecide('EXPLAINED')}>{t('decide.EXPLAINED')}</Button>
            <Button variant="default" aria-disabled={isBusy} leftSection={<Kbd size="xs" aria-hidden>2</Kbd>} onClick={() => onDecide('ASK')}>{t('decide.ASK')}</Button>
            <Button variant="default" aria-disabled={isBusy} leftSection={<Kbd size="xs" aria-hidden>3</Kbd>} onClick={() => onDecide('CASE')}>{t('decide.CASE')}</Button>
          </div>
          <Textarea label={t('detail.note')} value={note} autosize={false} rows={2} maxLength={MAX_NOTE} onChange={({ currentTarget }) => onNote(currentTarget.value)} />
        </div>
      )}
      {flag.state === 'NEW' && !flag.mayDecide && <p className={classes.muted}>{t('detail.notYours')}</p>}
      {flag.state !== 'NEW' && (
        <div className={classes.buttons}>
          {flag.caseId !== null && <Button component={Link} to={`/privacy/cases/${flag.caseId}`}>{t('detail.toCase')}</Button>}
          {flag.state === 'EXPLAINED' && flag.mayDecide && <Button variant="default" aria-disabled={isBusy} onClick={() => onDecide('UNDO')}>{t('decide.UNDO')}</Button>}
        </div>
      )}
      <section className={classes.part}><h3>{t('queue.why')}</h3><WhyFlagged reasons={flag.reasons} isFull /></section>
      <section className={classes.part}><h3>{t('queue.explains')}</h3><WhatExplains explanations={flag.explanations} isFull /></section>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {full && full.suppressed.length > 0 && <section className={classes.part}><h3>{t('detail.outweighed')}</h3><WhyFlagged reasons={full.suppressed} isFull /></section>}
      <section className={classes.part} aria-busy={full === undefined && trouble === undefined}>
        <h3>{t('detail.accesses')}</h3>
        {full ? <AccessList accesses={full.accesses} /> : trouble === undefined && <p className={classes.muted}>{t('loading')}</p>}
      </section>
      <section className={classes.part}>
        <h3>{t('detail.people')}</h3>
        <Facts facts={[
          { name: t('detail.user'), value: <><Link to={`/privacy/users/${user.userId}?organization=${user.organizationId}`}>{user.name}</Link><br />{[roleNames(user.roles), localized(user.organizationName)].filter((text) => text !== '').join(' · ')}</> },
          { name: t('detail.patient'), value: <><Link to={`/privacy/patients/${patient.key}`}>{patientName(patient)}</Link>{patient.birthDate !== null && <><br />{t('detail.born', { day: patient.birthDate })}</>}</> },
          { name: t('detail.side'), value: t(`side.${flag.side}`) },
        ]} />
      </section>
      {full && full.notes.length > 0 && (
        <section className={classes.part}>
          <h3>{t('detail.notes')}</h3>
          <ul className={classes.notes}>{full.notes.map(({ at, by, decision, note: words }) => <li key={`${at} ${decision}`}><strong>{t(`done.${decision}`)}</strong><span className={classes.muted}>{by} · {moment(at)}</span>{words !== '' && <span>{words}</span>}</li>)}</ul>
        </section>
      )}
    </section>
  );
}
