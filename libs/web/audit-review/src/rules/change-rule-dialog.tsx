import { ChangeSurveillanceRuleDocument } from '@longview/graphql-client';
import { Dialog, useTranslation } from '@longview/web-design-system';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useSend, type Trouble } from '../answers.js';
import { TroubleNotice } from '../trouble-notice.js';
import type { Rule } from './rules-page.js';
import classes from './rules.module.css';

/** A number as people here write it, with a point or a comma. */
const readNumber = (text: string): number | undefined => (/^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined);

/** Changes the numbers of a rule, or brings a retired one back: a new version, with the reason why. */
export function ChangeRuleDialog({ rule, onClose, onDone }: { readonly rule: Rule; readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const { send, isBusy } = useSend();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => ({
    weight: String(rule.weight), ...Object.fromEntries(rule.thresholds.map(({ name, value }) => [`threshold ${name}`, String(value)])), ...Object.fromEntries(rule.explainedBy.map(({ kind, takesOff }) => [`takesOff ${kind}`, String(takesOff)])),
  }));
  const [why, setWhy] = useState('');
  const [isSent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const isWhole = (key: string): boolean => !key.startsWith('threshold');
  const numberAt = (key: string): number | undefined => { const value = readNumber(values[key] ?? ''); return value !== undefined && (!isWhole(key) || Number.isInteger(value)) ? value : undefined; };
  const field = (key: string, label: string) => <TextInput key={key} label={label} inputMode="decimal" autoComplete="off" value={values[key] ?? ''} error={isSent && numberAt(key) === undefined && t('problem.notNumber')} onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, [key]: value }))} />;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (why.trim() === '' || Object.keys(values).some((key) => numberAt(key) === undefined)) return;
    const outcome = await send(ChangeSurveillanceRuleDocument, {
      input: {
        kind: rule.kind, seenVersion: rule.version, isActive: true, weight: numberAt('weight')!, why: why.trim(),
        thresholds: rule.thresholds.map(({ name }) => ({ name, value: numberAt(`threshold ${name}`)! })), explainedBy: rule.explainedBy.map(({ kind }) => ({ kind, takesOff: numberAt(`takesOff ${kind}`)! })),
      },
    });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) onDone();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t(rule.isActive ? 'rules.changeOf' : 'rules.bringBackOf', { title: words(`title.${rule.kind}`) })}>
      <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
        <p>{t('rules.changeLead')}</p>
        <div className={classes.fields}>
          {field('weight', t('rules.weight'))}
          {rule.thresholds.map(({ name }) => field(`threshold ${name}`, t(`threshold.${name}`, { defaultValue: name })))}
        </div>
        {rule.explainedBy.length > 0 && (
          <fieldset className={classes.fieldset}>
            <legend>{t('rules.takesOff')}</legend>
            <div className={classes.fields}>{rule.explainedBy.map(({ kind }) => field(`takesOff ${kind}`, words(`explanation.${kind}`)))}</div>
          </fieldset>
        )}
        <Textarea label={t('rules.why')} required rows={2} value={why} error={isSent && why.trim() === '' && t('problem.missing')} onChange={({ currentTarget }) => setWhy(currentTarget.value)} />
        <TroubleNotice trouble={trouble} />
        <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('save')}</Button><Button variant="default" onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Dialog>
  );
}
