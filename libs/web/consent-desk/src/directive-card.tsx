import { useApolloClient } from '@apollo/client/react';
import { WithdrawDirectiveDocument, type DirectivePartsFragment, type DirectiveState } from '@longview/graphql-client';
import { clockOf, dayOf, useLocalized, useTranslation } from '@longview/web-design-system';
import { Facts, Pill, ReasonDialog, type PillTone } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import classes from './consent-desk.module.css';
import { DirectiveHistory } from './directive-history.js';
import { blocksWords, factsOf } from './directive-words.js';
import { answerOf, troubleWords, type Trouble } from './refusal-words.js';

const TONES: Record<DirectiveState, PillTone> = { IN_EFFECT: 'alert', PLANNED: 'information', ENDED: 'plain', WITHDRAWN: 'plain' };

/** One directive: what it blocks, since when and until when, on whose word, whether the patient was told; and what can be done. */
export function DirectiveCard({ directive, onChange, onWithdrawn }: { readonly directive: DirectivePartsFragment; readonly onChange: () => void; readonly onWithdrawn: () => void }) {
  const { t } = useTranslation('consent');
  const localized = useLocalized();
  const client = useApolloClient();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const { directiveId, version, state, startsAt, endsAt, requestedBy, enteredByName, enteredFor, enteredAt, confirmedOn } = directive;
  const isOpen = state === 'IN_EFFECT' || state === 'PLANNED';
  const what = blocksWords(t, localized, factsOf(directive));
  const moment = (ms: number): string => `${dayOf(ms)} ${clockOf(ms).slice(0, 5)}`;

  const withdraw = async (): Promise<void> => {
    setSending(true);
    setTrouble(undefined);
    const answer = await answerOf(client.mutate({ mutation: WithdrawDirectiveDocument, variables: { directiveId, version } }), (data) => data.withdrawDirective);
    setSending(false);
    if ('trouble' in answer) return setTrouble(answer.trouble);
    setWithdrawing(false);
    onWithdrawn();
  };

  return (
    <article className={classes.card} aria-label={what}>
      <p><Pill tone={TONES[state]}>{t(`states.${state}`)}</Pill></p>
      <p className={classes.blocks}>{what}</p>
      <Facts facts={[
        { name: t('card.from'), value: moment(startsAt) },
        { name: t('card.until'), value: endsAt === null ? t('card.untilWithdrawn') : moment(endsAt) },
        { name: t('card.asked'), value: t(`requesters.${requestedBy}`) },
        { name: t('card.entered'), value: t('card.enteredBy', { name: enteredByName, organization: localized(enteredFor.name), date: dayOf(enteredAt) }) },
        { name: t('card.confirmed'), value: confirmedOn ?? t('card.notConfirmed') },
      ]} />
      <div className={classes.actions}>
        <Button component={Link} to={`/consent/directives/${directiveId}/letter`} variant={confirmedOn === null ? 'filled' : 'default'} size="compact-md">{t('card.letter')}</Button>
        {isOpen && <Button variant="default" size="compact-md" onClick={onChange}>{t('card.change')}</Button>}
        {isOpen && <Button variant="default" size="compact-md" onClick={() => setWithdrawing(true)}>{t('card.withdraw')}</Button>}
        <Button variant="subtle" size="compact-md" onClick={() => setHistoryOpen(true)}>{t('card.history', { version })}</Button>
      </div>
      <ReasonDialog isOpen={isWithdrawing} onClose={() => setWithdrawing(false)} title={t('withdraw.title')} text="none" confirmLabel={t('withdraw.confirm')} tone="danger" isBusy={isSending} problem={trouble && troubleWords(t, trouble)} onConfirm={() => void withdraw()}>
        <p>{what}</p>
        <p>{t('withdraw.explain')}</p>
      </ReasonDialog>
      {isHistoryOpen && <DirectiveHistory directiveId={directiveId} onClose={() => setHistoryOpen(false)} />}
    </article>
  );
}
