import { CancelSurveillanceRunDocument, StartSurveillanceRunDocument, SurveillanceRunsDocument } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Pill, type PillTone } from '@longview/web-design-system/work';
import { Button, Progress } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useAnswer, useSend, type Trouble } from '../answers.js';
import { DayField } from '../day-field.js';
import { endOfDay, startOfDay, useMoment } from '../moments.js';
import { useNumber } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './rules.module.css';

const LOOK_AGAIN_MS = 2_000;
const TONES: Readonly<Record<'WAITING' | 'RUNNING' | 'DONE' | 'CANCELLED', PillTone>> = { WAITING: 'plain', RUNNING: 'information', DONE: 'good', CANCELLED: 'plain' };

/** Runs the rules over days that are past, and shows how far each run is. */
export function Runs() {
  const { t } = useTranslation('privacy');
  const moment = useMoment();
  const number = useNumber();
  const { answer, trouble, again } = useAnswer(SurveillanceRunsDocument, {});
  const { send, isBusy } = useSend();
  const [from, setFrom] = useState<string>();
  const [until, setUntil] = useState<string>();
  const [problem, setProblem] = useState<Trouble>();
  const [isSent, setSent] = useState(false);
  const isGoing = answer?.runs.some(({ state }) => state === 'WAITING' || state === 'RUNNING') ?? false;
  useEffect(() => {
    if (!isGoing) return undefined;
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isGoing, again]);
  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    const [first, last] = [startOfDay(from ?? ''), endOfDay(until ?? '')];
    if (first === undefined || last === undefined) return;
    const outcome = await send(StartSurveillanceRunDocument, { from: first, until: last });
    setProblem(outcome?.trouble);
    if (outcome?.answer) { setSent(false); again(); }
  };
  const cancel = async (id: string): Promise<void> => {
    const outcome = await send(CancelSurveillanceRunDocument, { id });
    setProblem(outcome?.trouble);
    again();
  };
  return (
    <>
      <p>{t('runs.lead')}</p>
      <form className={classes.runForm} onSubmit={(event) => void start(event)} noValidate>
        <DayField label={t('filter.from')} value={from} onDay={setFrom} isRequired error={isSent && from === undefined ? t('problem.missing') : undefined} />
        <DayField label={t('filter.until')} value={until} onDay={setUntil} isRequired error={isSent && until === undefined ? t('problem.missing') : undefined} />
        <Button type="submit" variant="default" aria-disabled={isBusy}>{t('runs.start')}</Button>
      </form>
      <TroubleNotice trouble={problem ?? trouble} onRetry={again} />
      {answer?.runs.length === 0 && <p className={classes.note}>{t('runs.none')}</p>}
      {answer && answer.runs.length > 0 && (
        <ul className={classes.runs}>
          {answer.runs.map((run) => (
            <li key={run.id}>
              <div className={classes.head}>
                <strong>{moment(run.from)} – {moment(run.until)}</strong>
                <Pill tone={TONES[run.state]}>{t(`runs.state.${run.state}`)}</Pill>
                {(run.state === 'WAITING' || run.state === 'RUNNING') && <Button variant="default" size="compact-sm" aria-disabled={isBusy} onClick={() => void cancel(run.id)}>{t('runs.cancel')}</Button>}
              </div>
              {run.state === 'RUNNING' && <Progress value={run.total === 0 ? 0 : (run.looked / run.total) * 100} size={10} aria-label={t('runs.looked', { looked: number(run.looked), total: number(run.total) })} color="var(--lv-action)" />}
              <span className={classes.note}>{t('runs.looked', { looked: number(run.looked), total: number(run.total) })} · {t('runs.raised', { count: run.raised, n: number(run.raised) })} · {run.startedBy}, {moment(run.startedAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
