import {
  AssignPrivacyCaseDocument, ClosePrivacyCaseDocument, ConfirmPrivacyCaseDocument, ExplainPrivacyCaseDocument, PrivacyReviewersDocument, ReopenPrivacyCaseDocument, ReportPrivacyCaseDocument, SetPrivacyCaseDueDocument, TakePrivacyCaseDocument,
  type PrivacyCaseAction,
} from '@longview/graphql-client';
import { useAnnounce, useTranslation, type TFunction } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAnswer, useSend, type Outcome, type Trouble } from '../answers.js';
import { TroubleNotice } from '../trouble-notice.js';
import { ActionDialog, type ActionField } from './action-dialog.js';
import { AskUserDialog } from './ask-user-dialog.js';
import type { CasePartProps, PrivacyCase } from './case-page.js';
import classes from './cases.module.css';

/** In the order in which they come up; what else a person may do stands at its own part of the page. */
const SHOWN = ['TAKE', 'ASK', 'EXPLAIN', 'CONFIRM', 'REPORT', 'CLOSE', 'REOPEN', 'ASSIGN', 'SET_DUE'] as const satisfies readonly PrivacyCaseAction[];
type Shown = (typeof SHOWN)[number];
/** Those that ask for a few words or a day, or only once more. */
const ASKING = ['EXPLAIN', 'CONFIRM', 'REPORT', 'CLOSE', 'REOPEN', 'SET_DUE'] as const satisfies readonly Shown[];
type Asking = (typeof ASKING)[number];
const MAIN: ReadonlySet<Shown> = new Set(['TAKE', 'CLOSE', 'REPORT']);

type CaseOutcome = Outcome<PrivacyCase> | undefined;

/** What this person may do with the case now. Each change says which version it was made on. */
export function CaseActions({ of, onChanged, onStale }: CasePartProps & { readonly onStale: () => void }) {
  const { t } = useTranslation('privacyCase');
  const announce = useAnnounce();
  const { send, isBusy } = useSend();
  const [doing, setDoing] = useState<Shown>();
  const [trouble, setTrouble] = useState<Trouble>();
  const seen = { caseId: of.line.caseId, version: of.line.version };
  const isOffered = (action: PrivacyCaseAction): boolean => of.actions.includes(action);
  const settle = (outcome: CaseOutcome, action: Shown): void => {
    if (outcome === undefined) return;
    setTrouble(outcome.trouble);
    if (outcome.answer) {
      setDoing(undefined);
      announce(t(`did.${action}`));
      onChanged(outcome.answer);
    } else if (outcome.trouble !== 'unreachable' && outcome.trouble.code === 'CONFLICT') {
      setDoing(undefined);
      onStale();
    }
  };
  const begin = (action: Shown): void => {
    setTrouble(undefined);
    if (action === 'TAKE') void send(TakePrivacyCaseDocument, { seen }).then((outcome) => settle(outcome, 'TAKE'));
    else setDoing(action);
  };
  const confirm = (action: Exclude<Shown, 'TAKE' | 'ASK'>, values: Readonly<Record<string, string>>): void => {
    const text = (name: string): string => values[name] ?? '';
    const call = (): Promise<CaseOutcome> => {
      switch (action) {
        case 'EXPLAIN': return send(ExplainPrivacyCaseDocument, { seen, finding: text('finding') });
        case 'CONFIRM': return send(ConfirmPrivacyCaseDocument, { seen, finding: text('finding') });
        case 'REPORT': return send(ReportPrivacyCaseDocument, { seen, patientsNotifiedOn: text('patientsNotifiedOn'), commissionerNotifiedOn: text('commissionerNotifiedOn') || null });
        case 'CLOSE': return send(ClosePrivacyCaseDocument, { seen });
        case 'REOPEN': return send(ReopenPrivacyCaseDocument, { seen, reason: text('reason') });
        case 'ASSIGN': return send(AssignPrivacyCaseDocument, { seen, ownerId: text('ownerId') });
        case 'SET_DUE': return send(SetPrivacyCaseDueDocument, { seen, dueOn: text('dueOn') });
      }
    };
    void call().then((outcome) => settle(outcome, action));
  };
  const close = (): void => setDoing(undefined);
  const shown = SHOWN.filter(isOffered);
  const isWaitingForSecond = of.needsSecondPerson && of.line.state === 'REPORTED' && !isOffered('CLOSE');
  return (
    <div className={classes.sections}>
      {shown.length > 0 && <div className={classes.buttons}>{shown.map((one) => <Button key={one} variant={MAIN.has(one) ? 'filled' : 'default'} aria-disabled={isBusy} onClick={() => begin(one)}>{t(`action.${one}`)}</Button>)}</div>}
      {isWaitingForSecond && <p>{t('waitsForSecond')}</p>}
      {!doing && <TroubleNotice trouble={trouble} />}
      {doing === 'ASK' && <AskUserDialog of={of} isBusy={isBusy} trouble={trouble} onClose={close} onAsk={(mutation, input) => void send(mutation, { seen, input }).then((outcome) => settle(outcome, 'ASK'))} />}
      {doing === 'ASSIGN' && <AssignDialog of={of} isBusy={isBusy} trouble={trouble} onClose={close} onConfirm={(values) => confirm('ASSIGN', values)} />}
      {ASKING.map((wish) => doing === wish && <ActionDialog key={wish} title={t(`action.${wish}`)} lead={<p>{t(`lead.${wish}`)}</p>} fields={fieldsOf(wish, of, t)} confirmLabel={t(`confirm.${wish}`)} isBusy={isBusy} trouble={trouble} onClose={close} onConfirm={(values) => confirm(wish, values)} />)}
    </div>
  );
}

function fieldsOf(wish: Asking, { line, breach }: PrivacyCase, t: TFunction<'privacyCase'>): readonly ActionField[] {
  switch (wish) {
    case 'EXPLAIN': case 'CONFIRM': return [{ name: 'finding', label: t('field.finding'), kind: 'area', isRequired: true }];
    case 'REOPEN': return [{ name: 'reason', label: t('field.reason'), kind: 'area', isRequired: true }];
    case 'SET_DUE': return [{ name: 'dueOn', label: t('column.due'), kind: 'day', isRequired: true, value: line.dueOn }];
    case 'REPORT': return [
      { name: 'patientsNotifiedOn', label: t('field.patientsNotifiedOn'), kind: 'day', isRequired: true, value: breach?.patientsNotifiedOn ?? '' },
      { name: 'commissionerNotifiedOn', label: t(breach?.mustNotifyCommissioner ? 'field.commissionerNotifiedOn' : 'field.commissionerNotifiedOptional'), kind: 'day', isRequired: breach?.mustNotifyCommissioner ?? false, value: breach?.commissionerNotifiedOn ?? '' },
    ];
    case 'CLOSE': return [];
  }
}

function AssignDialog({ of, ...dialog }: { readonly of: PrivacyCase; readonly isBusy: boolean; readonly trouble: Trouble | undefined; readonly onClose: () => void; readonly onConfirm: (values: Readonly<Record<string, string>>) => void }) {
  const { t } = useTranslation('privacyCase');
  const { answer, trouble } = useAnswer(PrivacyReviewersDocument, { caseId: of.line.caseId });
  return <ActionDialog {...dialog} trouble={dialog.trouble ?? trouble} title={t('action.ASSIGN')} confirmLabel={t('confirm.ASSIGN')} fields={[{ name: 'ownerId', label: t('column.owner'), kind: 'choice', isRequired: true, options: answer?.people.map(({ userId, displayName }) => ({ value: userId, label: displayName })) ?? [] }]} />;
}
