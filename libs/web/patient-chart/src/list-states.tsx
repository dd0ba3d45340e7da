import { clockOf, EmptyState, emptyReason, Notice, useTranslation, type AnswerCount } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconFilterOff, IconLock, IconPlugConnectedX, IconSearchOff, IconUserOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from './list-states.module.css';
import { refusalWords } from './refusal-words.js';
import type { TimelineTrouble } from './timeline-state.js';

const SKELETON_ROWS = [68, 44, 57, 39, 62, 50];

/** The three empty answers, the one of a restricted record, and the two that are not answers yet. Never one sentence for all. */
export function EmptyTimeline({ count, hidden, isRestricted, asOfMs, onReset }: { readonly count: AnswerCount; readonly hidden: number; readonly isRestricted: boolean; readonly asOfMs: number | undefined; readonly onReset: () => void }) {
  const { t } = useTranslation('chart');
  const time = asOfMs === undefined ? '' : clockOf(asOfMs).slice(0, 5);
  const reason = count.asked === 0 && count.notEntitled === 0 ? 'searching' : emptyReason(count, hidden);
  // What the patient closed may be all there is: then nobody has found nothing.
  if (isRestricted && (reason === 'nothing-in-all' || reason === 'nothing-in-answered')) return <EmptyState icon={IconLock} title={t('empty.restricted')}>{t('empty.restrictedNext')}</EmptyState>;
  switch (reason) {
    case 'searching': return (
      <div className={classes.skeleton} aria-busy>
        <p className="lv-hidden">{t('empty.searching')}</p>
        {SKELETON_ROWS.map((width, i) => <div key={i} aria-hidden><span style={{ width: 76 }} /><span style={{ width: 40 }} /><span style={{ width: `${width}%` }} /></div>)}
      </div>
    );
    case 'hidden-by-filters': return (
      <EmptyState icon={IconFilterOff} title={t('empty.filters', { count: hidden })} actions={<Button onClick={onReset}>{t('empty.reset')}</Button>}>
        {count.answered < count.asked ? t('empty.filtersAndMissing', { answered: count.answered, asked: count.asked }) : undefined}
      </EmptyState>
    );
    case 'nobody-asked': return <EmptyState icon={IconUserOff} title={t('empty.nobody')}>{t('empty.nobodyNext')}</EmptyState>;
    case 'nothing-in-all': return <EmptyState icon={IconSearchOff} title={t('empty.all', { count: count.asked, time })}>{t('empty.allNext')}</EmptyState>;
    case 'nothing-in-answered': return <EmptyState icon={IconPlugConnectedX} title={t('empty.some', { answered: count.answered, asked: count.asked })}>{t('empty.someNext')}</EmptyState>;
  }
}

/** The stream broke off or was refused: what is on the screen stays, and is called incomplete. */
export function TimelineProblem({ trouble, onRetry }: { readonly trouble: TimelineTrouble; readonly onRetry: () => void }) {
  const { t } = useTranslation('chart');
  return (
    <div className={classes.problem}>
      <Notice tone="alert" isUrgent title={trouble === 'unreachable' ? t('problem.broken') : refusalWords(t, trouble)}>
        {(trouble === 'unreachable' || trouble === 'AUDIT_UNAVAILABLE') && <Button variant="default" size="compact-sm" mt={6} onClick={onRetry}>{t('problem.again')}</Button>}
      </Notice>
    </div>
  );
}

/** The address names a patient that this session has not opened. */
export function PatientNotOpen({ isUnreachable }: { readonly isUnreachable: boolean }) {
  const { t } = useTranslation('chart');
  return (
    <main id="content" tabIndex={-1}>
      <EmptyState icon={isUnreachable ? IconPlugConnectedX : IconLock} title={isUnreachable ? t('notOpen.unreachable') : t('notOpen.title')} actions={<Button component={Link} to="/find">{t('notOpen.find')}</Button>}>
        {isUnreachable ? undefined : t('notOpen.explain')}
      </EmptyState>
    </main>
  );
}
