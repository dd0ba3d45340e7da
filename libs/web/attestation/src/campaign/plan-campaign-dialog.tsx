import { useMutation } from '@apollo/client/react';
import { PlanCampaignDocument, type CampaignInput } from '@longview/graphql-client';
import { Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { refusalWords } from '../refusal-words.js';
import classes from './dialog-form.module.css';
import { suggestedCampaign } from './suggested-campaign.js';

type Fields = Omit<CampaignInput, 'reminderDays'>;
const TEXTS = ['nameEn', 'nameFr'] as const;
const DATES = ['periodFrom', 'periodTo', 'opensOn', 'dueOn'] as const;

/** Opens a campaign over the province; what it suggests is the half-year that has just ended. */
export function PlanCampaignDialog({ isOpen, onClose, onPlanned }: { readonly isOpen: boolean; readonly onClose: () => void; readonly onPlanned: () => void }) {
  const { t } = useTranslation('attestation');
  return <Dialog isOpen={isOpen} onClose={onClose} title={t('plan.title')}><PlanForm onClose={onClose} onPlanned={onPlanned} /></Dialog>;
}

function PlanForm({ onClose, onPlanned }: { readonly onClose: () => void; readonly onPlanned: () => void }) {
  const { t } = useTranslation('attestation');
  const [fields, setFields] = useState<Fields>(() => suggestedCampaign(new Date()));
  const [wrong, setWrong] = useState<{ readonly field: string; readonly words: string }>();
  const [problem, setProblem] = useState<string>();
  const [plan, { loading }] = useMutation(PlanCampaignDocument);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (loading) return;
    setWrong(undefined);
    setProblem(undefined);
    const result = await plan({ variables: { input: fields } }).then(({ data }) => data?.planCampaign, () => undefined);
    if (result?.__typename === 'CampaignPlanned') return onPlanned();
    if (!result) return setProblem(t('unreachable'));
    const { field } = result;
    if (!field) return setProblem(refusalWords(t, result));
    setWrong({ field, words: t(`problem.${result.problem ?? 'unknown'}`) });
    document.getElementById(`plan-${field}`)?.focus();
  };
  const input = (name: keyof Fields, hint?: string) => (
    <TextInput key={name} id={`plan-${name}`} label={t(`plan.${name}`)} description={hint} required value={fields[name]} onChange={({ currentTarget: { value } }) => setFields((now) => ({ ...now, [name]: value }))} error={wrong?.field === name && wrong.words} />
  );
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)} noValidate>
      <p className={classes.explain}>{t('plan.explain')}</p>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      <div className={classes.fields}>{TEXTS.map((name) => input(name))}{DATES.map((name) => input(name, t('plan.dateHint')))}</div>
      <div className={classes.buttons}>
        <Button type="submit" aria-disabled={loading}>{t('plan.button')}</Button>
        <Button variant="default" onClick={onClose}>{t('plan.cancel')}</Button>
      </div>
    </form>
  );
}
