import type { AttestationDecision, Role } from '@longview/graphql-client';
import { dayOf, useTranslation } from '@longview/web-design-system';
import { Pill } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState, type KeyboardEvent, type Ref } from 'react';
import { useRoleNames } from '../names.js';
import { keepReasons, removeReasons } from '../reasons.js';
import { ChooseReason, ChooseRoles } from './choose-reason.js';
import { EvidenceLines, useSignalWords, type Item } from './evidence-lines.js';
import classes from './item-row.module.css';

export interface Wish {
  readonly decision: AttestationDecision;
  readonly reason?: string;
  readonly newRoles?: readonly Role[];
}

export interface ItemRowProps {
  readonly item: Item;
  readonly isOffice: boolean;
  /** The sheet can still be decided. */
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly rowRef: Ref<HTMLDivElement>;
  readonly onDecide: (wish: Wish) => void;
  readonly onUndo: () => void;
  /** Attests an office after the deadline. */
  readonly onReinstate: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

const TONES = { KEPT: 'good', CHANGED: 'information', REMOVED: 'alert', SUSPENDED: 'warning', GONE: 'plain' } as const;

/** One person: what is known, why they are here, and what can be decided. The keys work while the focus is on the row or in it. */
export function ItemRow({ item, isOffice, isOpen, isBusy, rowRef, onDecide, onUndo, onReinstate, onStep }: ItemRowProps) {
  const { t } = useTranslation('attestation');
  const signalWords = useSignalWords();
  const [asking, setAsking] = useState<AttestationDecision>();
  const { personName: name, decision, outcome } = item;
  const isUndecided = decision === null && outcome === null;
  const mayAct = isOpen && item.mayDecide === true && !isBusy;
  const decide = (wish: Wish): void => { setAsking(undefined); onDecide(wish); };
  const press = (wanted: AttestationDecision): void => {
    if (!mayAct || !isUndecided || (wanted === 'CHANGE' && isOffice)) return;
    if (wanted === 'KEEP' && item.signals.length === 0) decide({ decision: 'KEEP' });
    else setAsking(wanted);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest('input, textarea, select')) return;
    const actions: Readonly<Record<string, () => void>> = {
      k: () => press('KEEP'), c: () => press('CHANGE'), r: () => press('REMOVE'), u: () => { if (mayAct && decision !== null && outcome === null) onUndo(); }, ArrowDown: () => onStep(1), ArrowUp: () => onStep(-1),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <div ref={rowRef} className={classes.row} tabIndex={0} role="group" aria-label={t('item.decide', { name })} data-decided={!isUndecided || undefined} onKeyDown={onKey}>
      <div className={classes.person}>
        <h3 className={classes.name}>{name}</h3>
        <EvidenceLines item={item} />
      </div>
      <div className={classes.signals}>{signalWords(item).map((words) => <Pill key={words} tone="warning">{words}</Pill>)}</div>
      <div className={classes.actions}>
        {isUndecided && mayAct && (
          <>
            <Button variant="default" size="compact-md" aria-label={t('item.keepOf', { name })} aria-expanded={asking === 'KEEP'} onClick={() => press('KEEP')}>{t('item.keep')}</Button>
            {!isOffice && <Button variant="default" size="compact-md" aria-label={t('item.changeOf', { name })} aria-expanded={asking === 'CHANGE'} onClick={() => press('CHANGE')}>{t('item.change')}</Button>}
            <Button variant="default" size="compact-md" aria-label={t('item.removeOf', { name })} aria-expanded={asking === 'REMOVE'} onClick={() => press('REMOVE')}>{t('item.remove')}</Button>
          </>
        )}
        {isUndecided && isOpen && item.mayDecide !== true && <span className={classes.note}>{t(item.isOneself ? 'item.oneself' : 'item.notYours')}</span>}
        {!isUndecided && <Decided item={item} />}
        {!isUndecided && mayAct && outcome === null && <Button variant="subtle" size="compact-md" aria-label={t('item.undoOf', { name })} onClick={onUndo}>{t('item.undo')}</Button>}
        {item.isSuspendedOffice && item.mayDecide === true && <Button variant="default" size="compact-md" aria-label={t('item.reinstateOf', { name })} aria-disabled={isBusy} onClick={() => { if (!isBusy) onReinstate(); }}>{t('item.reinstate')}</Button>}
      </div>
      {asking === 'KEEP' && <div className={classes.asking}><ChooseReason question={t('item.whyKeep')} reasons={keepReasons(item.signals)} onChoose={(reason) => decide({ decision: 'KEEP', reason })} onCancel={() => setAsking(undefined)} /></div>}
      {asking === 'REMOVE' && <div className={classes.asking}><ChooseReason question={t('item.whyRemove')} reasons={removeReasons(item.signals)} onChoose={(reason) => decide({ decision: 'REMOVE', reason })} onCancel={() => setAsking(undefined)} /></div>}
      {asking === 'CHANGE' && <div className={classes.asking}><ChooseRoles roles={item.evidence.roles} onChoose={(newRoles) => decide({ decision: 'CHANGE', newRoles })} onCancel={() => setAsking(undefined)} /></div>}
    </div>
  );
}

function Decided({ item: { decision, outcome, reason, newRoles, decidedBy, decidedAt, isGroup } }: { readonly item: Item }) {
  const { t } = useTranslation('attestation');
  const roleNames = useRoleNames();
  return (
    <span className={classes.decided}>
      {outcome === null ? <Pill tone={decision === 'REMOVE' ? 'alert' : decision === 'CHANGE' ? 'information' : 'good'}>{t(`decision.${decision ?? 'KEEP'}`, { roles: roleNames(newRoles) })}</Pill> : <Pill tone={TONES[outcome]}>{t(`outcome.${outcome}`)}</Pill>}
      <span className={classes.note}>
        {[reason !== '' ? t(`reason.${reason}`) : '', isGroup ? t('item.inGroup') : '', decidedBy !== null && decidedAt !== null ? t('item.decidedBy', { who: decidedBy, day: dayOf(decidedAt) }) : outcome === 'SUSPENDED' ? t('item.byDeadline') : ''].filter((text) => text !== '').join(' · ')}
      </span>
    </span>
  );
}
