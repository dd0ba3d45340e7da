import { AssessBreachDocument, type BreachCategory, type BreachCircumstance } from '@longview/graphql-client';
import { dayOf, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { problemWords, useSend, type Trouble } from '../answers.js';
import { DayField } from '../day-field.js';
import { TroubleNotice } from '../trouble-notice.js';
import type { CasePartProps } from './case-page.js';
import { CATEGORIES, CIRCUMSTANCES } from './case-words.js';
import classes from './cases.module.css';

type Answers = Readonly<Partial<Record<BreachCircumstance, { readonly applies?: boolean; readonly reason: string }>>>;
const TEXTS = ['facts', 'containment', 'prevention'] as const;

/** The assessment of a breach: each of the seven circumstances is answered by itself, and nothing is answered beforehand. */
export function BreachForm({ of, onClose, onChanged }: CasePartProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('privacyCase');
  const { t: common } = useTranslation('privacy');
  const { send, isBusy } = useSend();
  const { breach } = of;
  const [category, setCategory] = useState<string>(breach?.category ?? '');
  const [discoveredOn, setDiscovered] = useState<string | undefined>(breach?.discoveredOn ?? dayOf(of.line.openedAt));
  const [affected, setAffected] = useState(String(breach?.affectedCount ?? of.suggestedAffectedCount));
  const [texts, setTexts] = useState<Readonly<Record<(typeof TEXTS)[number], string>>>({ facts: breach?.facts ?? of.finding ?? '', containment: breach?.containment ?? '', prevention: breach?.prevention ?? '' });
  const [answers, setAnswers] = useState<Answers>(() => Object.fromEntries(breach?.circumstances.map(({ circumstance, applies, reason }) => [circumstance, { applies, reason }]) ?? []));
  const [isSent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const refused = trouble !== undefined && trouble !== 'unreachable' && trouble.code === 'INVALID_INPUT' ? trouble : undefined;
  const errorAt = (field: string, isMissing: boolean, words = common('problem.missing')): string | undefined => (isSent && isMissing ? words : refused?.field === field ? problemWords(common, refused.problem ?? '') : undefined);
  const isCountWrong = !/^\d+$/.test(affected.trim());
  const isAnswerMissing = (circumstance: BreachCircumstance): boolean => answers[circumstance]?.applies === undefined;
  // Why it applies must be said; why it does not may be.
  const isReasonMissing = (circumstance: BreachCircumstance): boolean => answers[circumstance]?.applies === true && answers[circumstance].reason.trim() === '';
  const answer = (circumstance: BreachCircumstance, change: { readonly applies?: boolean; readonly reason?: string }): void => setAnswers((now) => ({ ...now, [circumstance]: { reason: '', ...now[circumstance], ...change } }));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    const chosen = CATEGORIES.find((one): one is BreachCategory => one === category);
    if (!chosen || !discoveredOn || isCountWrong || TEXTS.some((name) => texts[name].trim() === '') || CIRCUMSTANCES.some((one) => isAnswerMissing(one) || isReasonMissing(one))) return;
    const outcome = await send(AssessBreachDocument, {
      seen: { caseId: of.line.caseId, version: of.line.version },
      input: { category: chosen, discoveredOn, affectedCount: Number(affected), facts: texts.facts.trim(), containment: texts.containment.trim(), prevention: texts.prevention.trim(), circumstances: CIRCUMSTANCES.map((circumstance) => ({ circumstance, applies: answers[circumstance]?.applies === true, reason: answers[circumstance]?.reason.trim() ?? '' })) },
    });
    if (outcome === undefined) return;
    setTrouble(outcome.trouble);
    if (outcome.answer) onChanged(outcome.answer);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)} noValidate aria-label={t('breach.assess')}>
      <div className={classes.fields}>
        <NativeSelect label={t('breach.category')} required value={category} error={errorAt('category', category === '', common('problem.choose'))} onChange={({ currentTarget }) => setCategory(currentTarget.value)} data={[{ value: '', label: common('choose') }, ...CATEGORIES.map((one) => ({ value: one, label: t(`category.${one}`) }))]} />
        <DayField label={t('breach.discoveredOn')} isRequired value={discoveredOn} error={errorAt('discoveredOn', !discoveredOn)} onDay={setDiscovered} />
        <TextInput label={t('breach.affected')} required inputMode="numeric" autoComplete="off" value={affected} error={errorAt('affectedCount', isCountWrong, common('problem.notNumber'))} onChange={({ currentTarget }) => setAffected(currentTarget.value)} />
      </div>
      {TEXTS.map((name) => <Textarea key={name} label={t(`breach.${name}`)} required rows={3} value={texts[name]} error={errorAt(name, texts[name].trim() === '')} onChange={({ currentTarget: { value } }) => setTexts((now) => ({ ...now, [name]: value }))} />)}
      <h3>{t('breach.circumstances')}</h3>
      {CIRCUMSTANCES.map((circumstance, i) => (
        <div key={circumstance} className={classes.circumstance}>
          <Radio.Group label={`${i + 1}. ${t(`circumstance.${circumstance}`)}`} required value={answers[circumstance]?.applies === undefined ? '' : String(answers[circumstance].applies)} error={isSent && isAnswerMissing(circumstance) ? common('problem.choose') : undefined} onChange={(value) => answer(circumstance, { applies: value === 'true' })}>
            <div className={classes.radios}><Radio value="true" label={t('breach.applies')} /><Radio value="false" label={t('breach.appliesNot')} /></div>
          </Radio.Group>
          <TextInput label={t('breach.reason')} required={answers[circumstance]?.applies === true} value={answers[circumstance]?.reason ?? ''} error={errorAt(`circumstances.${i}.reason`, isReasonMissing(circumstance))} onChange={({ currentTarget: { value } }) => answer(circumstance, { reason: value })} />
        </div>
      ))}
      <TroubleNotice trouble={trouble} />
      <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('breach.save')}</Button><Button variant="default" onClick={onClose}>{common('cancel')}</Button></div>
    </form>
  );
}
