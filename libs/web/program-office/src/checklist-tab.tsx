import { AssignOnboardingStepDocument, CompleteOnboardingStepDocument } from '@longview/graphql-client';
import { dayOf, useTranslation } from '@longview/web-design-system';
import { Steps, type Step } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { daysBetween } from './days.js';
import { FormDialog, type FormField } from './form-dialog.js';
import type { OrganizationView } from './organization-view.js';
import classes from './program-office.module.css';
import type { SendChange } from './use-change.js';

type ChecklistStep = OrganizationView['steps'][number];
type Open = { readonly what: 'complete' | 'assign'; readonly step: ChecklistStep };

const STATES: Readonly<Record<ChecklistStep['status'], Step['state']>> = { DONE: 'done', CURRENT: 'open', WAITING: 'waiting', REFUSED: 'blocked' };

/** The way to taking part: whose turn it is, since how many days, and what was done by whom. */
export function ChecklistTab({ view, organizationKey: key, send }: { readonly view: OrganizationView; readonly organizationKey: { readonly organizationId: string; readonly version: number }; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const [open, setOpen] = useState<Open>();
  const isJoining = view.line.status === 'APPLYING';
  if (view.steps.length === 0) return <p className={classes.quiet}>{t('checklist.none')}</p>;
  return (
    <>
      <Steps title={t('checklist.title')} steps={view.steps.map((step): Step => ({
        id: step.step, title: t(`step.${step.step}`), state: STATES[step.status],
        owner: step.ownerName || t(`owner.${step.owner}`),
        ageDays: step.status === 'CURRENT' && step.currentSince != null ? daysBetween(step.currentSince, Date.now()) : undefined,
        note: <StepNote step={step} />,
        actions: isJoining && step.status === 'CURRENT' ? (
          <div className={classes.actions}>
            <Button size="compact-md" onClick={() => setOpen({ what: 'complete', step })}>{t(step.step === 'DECISION' ? 'checklist.decide' : 'checklist.complete')}</Button>
            <Button size="compact-md" variant="default" onClick={() => setOpen({ what: 'assign', step })}>{t('checklist.assign')}</Button>
          </div>
        ) : undefined,
      }))} />
      {open?.what === 'complete' && (
        <FormDialog isOpen onClose={() => setOpen(undefined)} title={t('checklist.completeTitle', { step: t(`step.${open.step.step}`) })} lead={t(`stepExplain.${open.step.step}`)} confirmLabel={t(open.step.step === 'DECISION' ? 'checklist.decide' : 'checklist.complete')}
          fields={completionFields(t, open.step)}
          onSend={({ personName, outcome, reason }) => send(CompleteOnboardingStepDocument, { key, input: { step: open.step.step, personName: personName ?? null, reason: reason ?? null, isApproved: outcome === undefined ? null : outcome === 'approved' } })} />
      )}
      {open?.what === 'assign' && (
        <FormDialog isOpen onClose={() => setOpen(undefined)} title={t('checklist.assignTitle', { step: t(`step.${open.step.step}`) })} confirmLabel={t('checklist.assignConfirm')}
          fields={[{ name: 'ownerName', label: t('checklist.ownerName'), kind: 'text', isOptional: true, start: open.step.ownerName }]}
          onSend={({ ownerName = '' }) => send(AssignOnboardingStepDocument, { key, step: open.step.step, ownerName })} />
      )}
    </>
  );
}

function completionFields(t: ReturnType<typeof useTranslation<'program'>>['t'], { step, needsPerson }: ChecklistStep): readonly FormField[] {
  return [
    ...(step === 'DECISION' ? [{ name: 'outcome', label: t('checklist.decision'), kind: 'select' as const, options: [{ value: 'approved', label: t('checklist.approve') }, { value: 'declined', label: t('checklist.decline') }] }] : []),
    ...(needsPerson ? [{ name: 'personName', label: t(`stepPerson.${step}`), kind: 'text' as const }] : []),
    ...(step === 'DECISION' ? [{ name: 'reason', label: t('checklist.declineReason'), kind: 'long' as const, isOptional: true }] : []),
  ];
}

function StepNote({ step }: { readonly step: ChecklistStep }) {
  const { t } = useTranslation('program');
  const { status, completedAt, completedBy = '', currentSince, personName, note } = step;
  if (status === 'REFUSED') return t('checklist.refused', { day: dayOf(completedAt ?? 0), by: completedBy, reason: note });
  if (status !== 'DONE' || completedAt == null) return t(`stepExplain.${step.step}`);
  return (
    <>
      {t('checklist.done', { day: dayOf(completedAt), by: completedBy, count: daysBetween(currentSince ?? completedAt, completedAt) })}
      {personName !== '' && <> · {t('checklist.person', { label: t(`stepPerson.${step.step}`), name: personName })}</>}
    </>
  );
}
