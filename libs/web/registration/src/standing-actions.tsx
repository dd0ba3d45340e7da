import { useLazyQuery } from '@apollo/client/react';
import { ChangeUserStandingDocument, TransferTargetsDocument, type StandingAction } from '@longview/graphql-client';
import { Dialog, Notice, parseTypedDate, useAnnounce, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useId, useState, type FormEvent } from 'react';
import classes from './registration.module.css';
import { useUserChange, type ChangeOutcome } from './use-user-change.js';
import type { SectionProps } from './user-page.js';
import { fieldWords, problemAt, problemWords, reasonWords, troubleWords, type Problem } from './user-words.js';

/** Something that was just done and can be taken back. */
export interface Undo {
  readonly id: number;
  readonly message: string;
  readonly run: () => void;
}

/** What takes back what, and with which reason. Revocation and transfer are taken back by a new request only. */
const UNDONE_BY: Partial<Record<StandingAction, { readonly action: StandingAction; readonly reason?: string }>> = {
  REVIEW: { action: 'REOPEN' }, APPROVE: { action: 'REOPEN' }, SUSPEND: { action: 'REINSTATE', reason: 'mistake' }, START_LEAVE: { action: 'END_LEAVE' },
};
const TAKES_AWAY: readonly StandingAction[] = ['SUSPEND', 'REVOKE', 'DECLINE', 'TRANSFER', 'START_LEAVE'];
/** The next thing to do stands out. */
const LEADS_ON: readonly StandingAction[] = ['REVIEW', 'APPROVE', 'FULFIL', 'REINSTATE', 'END_LEAVE'];
const NOTHING_WRONG: readonly Problem[] = [];

/** The buttons for what may be done with the standing; what needs a reason, a date or a place asks for it first. */
export function StandingActions({ user, registration, onChanged, onUndoable }: SectionProps & { readonly onUndoable: (undo: Undo) => void }) {
  const { t } = useTranslation('registration');
  const announce = useAnnounce();
  const { isBusy, change } = useUserChange();
  const [asking, setAsking] = useState<StandingAction>();
  const [problems, setProblems] = useState(NOTHING_WRONG);
  const [trouble, setTrouble] = useState<string>();
  const { membershipId, version, displayName } = user.line;
  const reasonsOf = (action: StandingAction): readonly string[] => registration.reasons.find((each) => each.action === action)?.reasons ?? [];

  const take = async (action: StandingAction, seenVersion: number, more: { readonly reason?: string; readonly returnsOn?: string; readonly toOrganizationId?: string } = {}): Promise<ChangeOutcome> => {
    const outcome = await change(ChangeUserStandingDocument, { input: { users: [{ membershipId, version: seenVersion }], action, ...more } });
    setProblems(outcome.kind === 'wrong' ? outcome.problems : NOTHING_WRONG);
    setTrouble(outcome.kind === 'trouble' ? troubleWords(t, outcome.trouble) : undefined);
    if (outcome.kind === 'done' || (outcome.kind === 'trouble' && outcome.trouble === 'CONFLICT')) onChanged();
    return outcome;
  };
  const start = async (step: StandingAction, more?: Parameters<typeof take>[2]): Promise<void> => {
    if (isBusy || (await take(step, version, more)).kind !== 'done') return;
    setAsking(undefined);
    const message = t(`done.${step}`, { name: displayName });
    announce(message);
    const back = UNDONE_BY[step];
    // The change itself made the next version: whoever changed something in between keeps it.
    if (back) onUndoable({ id: version, message, run: () => void take(back.action, version + 1, back.reason === undefined ? {} : { reason: back.reason }) });
  };
  const isAsked = (action: StandingAction): boolean => reasonsOf(action).length > 0 || action === 'TRANSFER' || TAKES_AWAY.includes(action);
  return (
    <>
      {user.actions.map((step) => (
        <Button key={step} variant={LEADS_ON.includes(step) ? 'filled' : 'default'} aria-disabled={isBusy} onClick={() => { setProblems(NOTHING_WRONG); setTrouble(undefined); if (isAsked(step)) setAsking(step); else void start(step); }}>{t(`action.${step}`)}</Button>
      ))}
      {asking === undefined && (trouble !== undefined || problems.length > 0) && <div className={classes.acrossActions}><Notice tone="alert" isUrgent>{trouble ?? problems.map((each) => `${fieldWords(t, each.field)}: ${problemWords(t, each)}`).join(' ')}</Notice></div>}
      <Dialog isOpen={asking !== undefined} onClose={() => setAsking(undefined)} title={asking === undefined ? '' : t(`ask.${asking}`, { name: displayName })}>
        {asking !== undefined && <ActionForm step={asking} reasons={reasonsOf(asking)} isBusy={isBusy} problems={problems} trouble={trouble} onCancel={() => setAsking(undefined)} onConfirm={(more) => void start(asking, more)} />}
      </Dialog>
    </>
  );
}

interface ActionFormProps {
  readonly step: StandingAction;
  readonly reasons: readonly string[];
  readonly isBusy: boolean;
  readonly problems: readonly Problem[];
  readonly trouble: string | undefined;
  readonly onCancel: () => void;
  readonly onConfirm: (more: { readonly reason?: string; readonly returnsOn?: string; readonly toOrganizationId?: string }) => void;
}

function ActionForm({ step, reasons, isBusy, problems, trouble, onCancel, onConfirm }: ActionFormProps) {
  const { t } = useTranslation('registration');
  const id = useId();
  const [reason, setReason] = useState('');
  const [returnsOn, setReturnsOn] = useState('');
  const [toOrganizationId, setToOrganizationId] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) onConfirm({ ...(reason && { reason }), ...(step === 'START_LEAVE' && returnsOn && { returnsOn: parseTypedDate(returnsOn) ?? returnsOn }), ...(step === 'TRANSFER' && toOrganizationId && { toOrganizationId }) });
  };
  const others = problems.filter(({ field }) => !['reason', 'returnsOn', 'toOrganizationId'].includes(field));
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      <p>{t(`explain.${step}`)}</p>
      {reasons.length > 0 && <NativeSelect id={`${id}-reason`} label={t('field.why')} required value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} error={problemAt(t, problems, 'reason')} data={[{ value: '', label: t('chooseReason') }, ...reasons.map((value) => ({ value, label: reasonWords(t, value) }))]} />}
      {step === 'START_LEAVE' && <TextInput label={t('field.returnsOn')} description={t('hint.date')} required inputMode="numeric" value={returnsOn} onChange={({ currentTarget }) => setReturnsOn(currentTarget.value)} error={problemAt(t, problems, 'returnsOn')} />}
      {step === 'TRANSFER' && <TransferField error={problemAt(t, problems, 'toOrganizationId')} chosen={toOrganizationId} onChoose={setToOrganizationId} />}
      {(trouble !== undefined || others.length > 0) && <Notice tone="alert" isUrgent>{trouble ?? others.map((each) => problemWords(t, each)).join(' ')}</Notice>}
      <div className={classes.buttons}><Button type="submit" color={TAKES_AWAY.includes(step) ? 'var(--lv-alert)' : undefined} aria-disabled={isBusy}>{t(`action.${step}`)}</Button><Button variant="default" onClick={onCancel}>{t('cancel')}</Button></div>
    </form>
  );
}

const SEARCH_DELAY_MS = 300;

function TransferField({ chosen, error, onChoose }: { readonly chosen: string; readonly error: string | undefined; readonly onChoose: (organizationId: string) => void }) {
  const { t } = useTranslation('registration');
  const localized = useLocalized();
  const [search, setSearch] = useState('');
  const [find, { data }] = useLazyQuery(TransferTargetsDocument, { fetchPolicy: 'network-only' });
  useEffect(() => {
    if (search.trim().length < 2) return undefined;
    const timer = setTimeout(() => void find({ variables: { search } }), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [search, find]);
  const targets = search.trim().length < 2 ? [] : data?.transferTargets ?? [];
  return (
    <>
      <TextInput type="search" label={t('transfer.search')} description={t('transfer.hint')} value={search} onChange={({ currentTarget }) => { setSearch(currentTarget.value); onChoose(''); }} autoComplete="off" />
      <NativeSelect label={t('field.toOrganizationId')} required value={chosen} error={error} onChange={({ currentTarget }) => onChoose(currentTarget.value)} data={[{ value: '', label: targets.length === 0 ? t('transfer.none') : t('transfer.choose', { count: targets.length }) }, ...targets.map(({ id, name }) => ({ value: id, label: localized(name) }))]} />
    </>
  );
}
