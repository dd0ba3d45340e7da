import type { FlagDecision } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { UndoToast } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useMoment } from '../moments.js';
import { usePatientName } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import { AskDialog } from './decision-dialogs.js';
import { FilterBar } from './filter-bar.js';
import { NO_FILTERS, type FlagFilters } from './flag-filters.js';
import { FlagDetail } from './flag-detail.js';
import { FlagLineView, type FlagLine } from './flag-line.js';
import classes from './flag-queue.module.css';
import { QueueEmpty } from './queue-empty.js';
import { QueueProgress } from './queue-progress.js';
import { SavedViews } from './saved-views.js';
import { useDecisions } from './use-decisions.js';
import { useFlags } from './use-flags.js';
import { WorkList } from './work-list.js';

export interface FlagQueueProps {
  /** Whose flags, when another page leads here. */
  readonly start: Pick<FlagFilters, 'userId' | 'patientKey'>;
  /** Counts up when the reviewer asks to look again. */
  readonly round: number;
  readonly hasOrganizations: boolean;
  readonly onHelp: () => void;
}

/** Room for a pane beside the list. */
const WIDE = '(min-width: 1080px)';

/** Flagged accesses one after another, decided by key or button; what was decided stays in its place. */
export function FlagQueue({ start, round, hasOrganizations, onHelp }: FlagQueueProps) {
  const { t } = useTranslation('privacy');
  const moment = useMoment();
  const patientName = usePatientName();
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const [filters, setFilters] = useState<FlagFilters>({ ...NO_FILTERS, ...start });
  const { flags, page, isLoading, trouble, hasMore, more, again, replace } = useFlags(filters);
  const decisions = useDecisions(replace);
  const [selected, setSelected] = useState<string>();
  const [asking, setAsking] = useState<FlagLine>();
  const [note, setNote] = useState('');
  const firstRound = useRef(round);
  useEffect(() => { if (round !== firstRound.current) again(); }, [round, again]);
  const current = flags?.find(({ id }) => id === selected) ?? flags?.[0];
  const select = (id: string): void => { setSelected(id); setNote(''); };
  const next = (flag: FlagLine): void => {
    const at = flags?.findIndex(({ id }) => id === flag.id) ?? -1;
    const following = flags?.slice(at + 1).find(({ state, mayDecide }) => state === 'NEW' && mayDecide) ?? flags?.[at + 1];
    if (following) select(following.id);
  };
  const decide = async (flag: FlagLine, decision: FlagDecision, question?: string): Promise<void> => {
    const isDone = await decisions.decide(flag, { decision, note: note.trim() || null, question: question ?? null });
    if (!isDone) return;
    setAsking(undefined);
    setNote('');
    if (decision === 'UNDO') select(flag.id);
    else next(flag);
  };
  const begin = (flag: FlagLine, decision: FlagDecision): void => {
    if (decision === 'UNDO' ? flag.state !== 'EXPLAINED' : flag.state !== 'NEW' || !flag.mayDecide) return;
    if (decision === 'ASK') setAsking(flag);
    else void decide(flag, decision);
  };
  const undoLast = (flag: FlagLine): void => { const target = decisions.last ?? flag; if (target.state === 'EXPLAINED') void decide(target, 'UNDO'); };
  const detail = current && <FlagDetail flag={current} isBusy={decisions.isBusy} note={note} onNote={setNote} onDecide={(decision) => begin(current, decision)} />;
  return (
    <div className={classes.queue}>
      <div className={classes.tools}>
        <FilterBar filters={filters} counts={page?.countsByState ?? []} hasOrganizations={hasOrganizations} onChange={setFilters} />
        <SavedViews filters={filters} onChoose={setFilters} />
      </div>
      {page && <QueueProgress counts={page.countsByState} asOf={page.asOf} />}
      {page && page.ownHeldBack > 0 && <Notice tone="information">{t('queue.ownHeldBack', { count: page.ownHeldBack })}</Notice>}
      <TroubleNotice trouble={trouble} onRetry={again} />
      {decisions.conflict && <Notice tone="warning" isUrgent title={t('conflict.title', { name: decisions.conflict.user.name })}>{t('conflict.now', { state: t(`state.${decisions.conflict.state}`) })}</Notice>}
      {!asking && <TroubleNotice trouble={decisions.trouble} />}
      {flags === undefined && trouble === undefined && <p role="status" aria-busy>{t('loading')}</p>}
      {flags?.length === 0 && page && !isLoading && trouble === undefined && <QueueEmpty filters={filters} counts={page.countsByState} onChange={setFilters} />}
      {flags !== undefined && flags.length > 0 && (
        <div className={classes.split} aria-busy={isLoading}>
          <div className={classes.listSide}>
            <WorkList<FlagLine> label={t('queue.flags')} items={flags} keyOf={({ id }) => id} isDone={({ state }) => state !== 'NEW'} selectedKey={current?.id} onSelect={select}
              labelOf={(flag) => t('queue.lineOf', { name: flag.user.name, patient: patientName(flag.patient), at: moment(flag.occurredAt) })} line={(flag) => <FlagLineView flag={flag} />} inline={isWide ? undefined : detail}
              keys={{ '1': (flag) => begin(flag, 'EXPLAINED'), '2': (flag) => begin(flag, 'ASK'), '3': (flag) => begin(flag, 'CASE'), u: undoLast, '?': onHelp }} />
            {hasMore && <Button className={classes.more} variant="default" aria-disabled={isLoading} onClick={() => { if (!isLoading) more(); }}>{t('more')}</Button>}
          </div>
          {isWide && <div className={classes.paneSide}>{detail}</div>}
        </div>
      )}
      {asking && <AskDialog isOpen name={asking.user.name} isBusy={decisions.isBusy} trouble={decisions.trouble} onClose={() => setAsking(undefined)} onAsk={(question) => void decide(asking, 'ASK', question)} />}
      {decisions.last && <UndoToast key={`${decisions.last.id} ${decisions.last.version}`} message={t('decided.EXPLAINED', { name: decisions.last.user.name })} onUndo={() => undoLast(decisions.last!)} onGone={decisions.forget} />}
    </div>
  );
}
