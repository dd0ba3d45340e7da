import { ChangeSurveillanceRuleDocument, RetireRulePreviewDocument } from '@longview/graphql-client';
import { Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAnswer, useSend, type Trouble } from '../answers.js';
import { useMoment } from '../moments.js';
import { useNumber, usePatientName } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import type { Rule } from './rules-page.js';
import classes from './rules.module.css';

/** Retires a rule, after showing what nothing else would have raised. */
export function RetireRuleDialog({ rule, onClose, onDone }: { readonly rule: Rule; readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const number = useNumber();
  const moment = useMoment();
  const patientName = usePatientName();
  const preview = useAnswer(RetireRulePreviewDocument, { kind: rule.kind });
  const { send, isBusy } = useSend();
  const [why, setWhy] = useState('');
  const [isSent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const missed = preview.answer;
  const retire = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (why.trim() === '' || !missed) return;
    const { kind, version, weight, thresholds, explainedBy } = rule;
    const outcome = await send(ChangeSurveillanceRuleDocument, { input: { kind, seenVersion: version, isActive: false, weight, why: why.trim(), thresholds: thresholds.map(({ name, value }) => ({ name, value })), explainedBy: explainedBy.map((one) => ({ kind: one.kind, takesOff: one.takesOff })) } });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) onDone();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('rules.retireOf', { title: words(`title.${rule.kind}`) })}>
      <form className={classes.form} onSubmit={(event) => void retire(event)} noValidate>
        <TroubleNotice trouble={preview.trouble} onRetry={preview.again} />
        {!missed && !preview.trouble && <p role="status" aria-busy>{t('loading')}</p>}
        {missed && (
          <Notice tone={missed.confirmed > 0 ? 'alert' : missed.flags > 0 ? 'warning' : 'information'} title={t('retire.missed', { count: missed.flags, n: number(missed.flags), days: missed.days })}>
            {missed.flags > 0 && <p>{t('retire.confirmed', { count: missed.confirmed, n: number(missed.confirmed) })}</p>}
          </Notice>
        )}
        {missed && missed.examples.length > 0 && (
          <section aria-label={t('retire.examples')}>
            <h3>{t('retire.examples')}</h3>
            <ul className={classes.plain}>{missed.examples.map((flag) => <li key={flag.id}>{flag.user.name} → {patientName(flag.patient)} <span className={classes.note}>{moment(flag.occurredAt)} · {t(`state.${flag.state}`)}</span></li>)}</ul>
          </section>
        )}
        <Textarea label={t('rules.why')} required rows={2} value={why} error={isSent && why.trim() === '' && t('problem.missing')} onChange={({ currentTarget }) => setWhy(currentTarget.value)} />
        <TroubleNotice trouble={trouble} />
        <div className={classes.buttons}><Button type="submit" color="var(--lv-alert)" aria-disabled={isBusy || !missed}>{t('rules.retire')}</Button><Button variant="default" onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Dialog>
  );
}
