import { ChangeSamplingDocument, DecideSampleDocument, SampleQueueDocument, type FlagDecision, type SampledPartsFragment } from '@longview/graphql-client';
import { Dialog, EmptyState, Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { Bars, Pill, UndoToast } from '@longview/web-design-system/work';
import { Button, TextInput } from '@mantine/core';
import { IconDice3 } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { useAnswer, useSend, type Trouble } from '../answers.js';
import { AccessList } from '../evidence/access-list.js';
import { WhatExplains } from '../evidence/evidence-list.js';
import { useMoment } from '../moments.js';
import { useNumber, usePatientName } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import { AskDialog } from './decision-dialogs.js';
import { STATE_TONES, WhoWhomWhen } from './flag-line.js';
import line from './flag-line.module.css';
import classes from './sample-queue.module.css';
import { WorkList } from './work-list.js';

type Sampled = SampledPartsFragment;
const PAGE = 50;

/** Accesses that were drawn at random each week, whatever the rules say of them: looked at one by one, and how many of them were. */
export function SampleQueue({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('privacy');
  const number = useNumber();
  const moment = useMoment();
  const announce = useAnnounce();
  const patientName = usePatientName();
  const { answer, trouble, again } = useAnswer(SampleQueueDocument, { offset: 0, limit: PAGE });
  const { send, isBusy } = useSend();
  const [accesses, setAccesses] = useState<readonly Sampled[]>();
  useEffect(() => { if (answer) setAccesses(answer.accesses); }, [answer]);
  const [selected, setSelected] = useState<string>();
  const [asking, setAsking] = useState<Sampled>();
  const [last, setLast] = useState<Sampled>();
  const [problem, setProblem] = useState<Trouble>();
  const current = accesses?.find(({ id }) => id === selected) ?? accesses?.[0];
  const decide = async (sample: Sampled, decision: FlagDecision, question?: string): Promise<void> => {
    const outcome = await send(DecideSampleDocument, { sample: { id: sample.id, version: sample.version }, input: { decision, question: question ?? null, note: null } });
    if (outcome === undefined) return;
    setProblem(outcome.trouble);
    const decided = outcome.answer;
    if (decided?.__typename !== 'SampledAccess') { if (outcome.trouble !== 'unreachable') again(); return; }
    setAccesses((before) => before?.map((one) => (one.id === decided.id ? decided : one)));
    setAsking(undefined);
    setLast(decided.state === 'EXPLAINED' ? decided : undefined);
    announce(t(`decided.${decision}`, { name: sample.user.name }));
    const at = accesses?.findIndex(({ id }) => id === sample.id) ?? -1;
    const next = decision === 'UNDO' ? sample : accesses?.slice(at + 1).find(({ state }) => state === 'NEW') ?? accesses?.[at + 1];
    if (next) setSelected(next.id);
  };
  const begin = (sample: Sampled, decision: FlagDecision): void => {
    if (sample.state !== 'NEW') return;
    if (decision === 'ASK') setAsking(sample);
    else void decide(sample, decision);
  };
  return (
    <div className={classes.sample}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!asking && <TroubleNotice trouble={problem} />}
      {answer && (
        <div className={classes.coverage}>
          <Bars title={t('sample.coverage')} summary={t('sample.summary', { perWeek: number(answer.perWeek) })} categoryTitle={t('sample.week')} form="grouped" series={[{ id: 'drawn', title: t('sample.drawn') }, { id: 'reviewed', title: t('sample.reviewed') }]}
            categories={answer.coverage.map(({ week, drawn, reviewed, accesses: all }) => ({ id: week, title: t('sample.weekOf', { week, count: all, n: number(all) }), values: [drawn, reviewed] }))} />
          <ChangeSampling perWeek={answer.perWeek} onChanged={again} />
        </div>
      )}
      {accesses?.length === 0 && <EmptyState icon={IconDice3} title={t('sample.none')}>{t('sample.noneNext')}</EmptyState>}
      {answer && answer.total > PAGE && <Notice tone="information">{t('sample.first', { shown: PAGE, total: number(answer.total) })}</Notice>}
      {accesses && accesses.length > 0 && (
        <WorkList<Sampled> label={t('queue.sample')} items={accesses} keyOf={({ id }) => id} isDone={({ state }) => state !== 'NEW'} selectedKey={current?.id} onSelect={setSelected}
          labelOf={(one) => t('queue.lineOf', { name: one.user.name, patient: patientName(one.patient), at: moment(one.occurredAt) })}
          line={(one) => (
            <div className={line.line}>
              <WhoWhomWhen user={one.user} patient={one.patient} atMs={one.occurredAt}>{one.state !== 'NEW' && <Pill tone={STATE_TONES[one.state]}>{t(`state.${one.state}`)}</Pill>}</WhoWhomWhen>
              <div className={line.side}><p className={line.head}>{t('detail.accesses')}</p><AccessList accesses={[one.access]} />{one.flagId !== null && <p className={line.muted}>{t('sample.flagged')}</p>}</div>
              <div className={line.side}><p className={line.head}>{t('queue.explains')}</p><WhatExplains explanations={one.explanations} /></div>
            </div>
          )}
          inline={current && (
            <div className={classes.buttons}>
              {current.state === 'NEW' && (['EXPLAINED', 'ASK', 'CASE'] as const).map((decision) => <Button key={decision} variant={decision === 'EXPLAINED' ? 'filled' : 'default'} aria-disabled={isBusy} onClick={() => begin(current, decision)}>{t(`decide.${decision}`)}</Button>)}
              {current.state === 'EXPLAINED' && <Button variant="default" aria-disabled={isBusy} onClick={() => void decide(current, 'UNDO')}>{t('decide.UNDO')}</Button>}
              <Button component={Link} variant="subtle" to={`/privacy/users/${current.user.userId}?organization=${current.user.organizationId}`}>{t('detail.user')}</Button>
              <Button component={Link} variant="subtle" to={`/privacy/patients/${current.patient.key}`}>{t('detail.patient')}</Button>
            </div>
          )}
          keys={{ '1': (one) => begin(one, 'EXPLAINED'), '2': (one) => begin(one, 'ASK'), '3': (one) => begin(one, 'CASE'), u: (one) => { const target = last ?? one; if (target.state === 'EXPLAINED') void decide(target, 'UNDO'); }, '?': onHelp }} />
      )}
      {asking && <AskDialog isOpen name={asking.user.name} isBusy={isBusy} trouble={problem} onClose={() => setAsking(undefined)} onAsk={(question) => void decide(asking, 'ASK', question)} />}
      {last && <UndoToast key={`${last.id} ${last.version}`} message={t('decided.EXPLAINED', { name: last.user.name })} onUndo={() => void decide(last, 'UNDO')} onGone={() => setLast(undefined)} />}
    </div>
  );
}

const MOST_PER_WEEK = 500;

/** How many are drawn each week. */
function ChangeSampling({ perWeek, onChanged }: { readonly perWeek: number; readonly onChanged: () => void }) {
  const { t } = useTranslation('privacy');
  const { send, isBusy } = useSend();
  const [count, setCount] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const wanted = Number(count);
  const isWrong = !Number.isInteger(wanted) || wanted < 0 || wanted > MOST_PER_WEEK || count?.trim() === '';
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isWrong) return;
    const outcome = await send(ChangeSamplingDocument, { perWeek: wanted });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) { setCount(undefined); onChanged(); }
  };
  return (
    <>
      <Button className={classes.change} variant="default" onClick={() => setCount(String(perWeek))}>{t('sample.change')}</Button>
      <Dialog isOpen={count !== undefined} onClose={() => setCount(undefined)} title={t('sample.change')}>
        <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
          <TextInput label={t('sample.perWeek')} description={t('sample.perWeekHint')} value={count ?? ''} inputMode="numeric" autoComplete="off" onChange={({ currentTarget }) => setCount(currentTarget.value)} error={isWrong && t('problem.number', { most: MOST_PER_WEEK })} />
          <TroubleNotice trouble={trouble} />
          <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('save')}</Button><Button variant="default" onClick={() => setCount(undefined)}>{t('cancel')}</Button></div>
        </form>
      </Dialog>
    </>
  );
}
