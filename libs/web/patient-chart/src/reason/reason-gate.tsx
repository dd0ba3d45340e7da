import './words.js';
import { useApolloClient } from '@apollo/client/react';
import { FindRelationshipDocument, StateReasonDocument, type RefusalCode, type RelationshipAnswerPartsFragment, type RelationshipPartsFragment } from '@longview/graphql-client';
import { Notice, useAnnounce, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { refusalWords } from '../refusal-words.js';
import classes from './reason-gate.module.css';

export interface ReasonGateProps {
  readonly patientKey: string;
  readonly onExplained: (relationship: RelationshipPartsFragment) => void;
}

type Reason = RelationshipAnswerPartsFragment['reasons'][number];
type Step =
  | { readonly kind: 'looking' }
  | { readonly kind: 'asking'; readonly reasons: readonly Reason[]; readonly isComplete: boolean; readonly trouble?: RefusalCode | 'unreachable'; readonly sent?: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode | 'unreachable' };

/** Looks for what connects this person with the patient; where nothing does, one press says why they are here. */
export function ReasonGate({ patientKey, onExplained }: ReasonGateProps) {
  const { t } = useTranslation(['reason', 'chart']);
  const client = useApolloClient();
  const localized = useLocalized();
  const announce = useAnnounce();
  const [step, setStep] = useState<Step>({ kind: 'looking' });
  const heading = useRef<HTMLHeadingElement>(null);

  const look = useCallback(async (): Promise<void> => {
    setStep({ kind: 'looking' });
    try {
      const { data } = await client.mutate({ mutation: FindRelationshipDocument, variables: { patientKey } });
      const answer = data?.findRelationship;
      if (answer?.__typename !== 'RelationshipAnswer') setStep({ kind: 'refused', code: answer?.code ?? 'unreachable' });
      else if (answer.relationship.state === 'MISSING') setStep({ kind: 'asking', reasons: answer.reasons, isComplete: answer.isComplete });
      else onExplained(answer.relationship);
    } catch {
      setStep({ kind: 'refused', code: 'unreachable' });
    }
  }, [client, patientKey, onExplained]);
  useEffect(() => void look(), [look]);

  const isAsking = step.kind === 'asking';
  useEffect(() => {
    if (!isAsking) return;
    announce(t('reason:title'));
    // Not the first reason: a key that is still held down must not choose one.
    heading.current?.focus();
  }, [isAsking, announce, t]);

  const state = async (reasons: readonly Reason[], isComplete: boolean, reason: string): Promise<void> => {
    const asking = { kind: 'asking', reasons, isComplete } as const;
    setStep({ ...asking, sent: reason });
    try {
      const { data } = await client.mutate({ mutation: StateReasonDocument, variables: { patientKey, reason } });
      const answer = data?.stateReason;
      if (answer?.__typename === 'RelationshipAnswer') onExplained(answer.relationship);
      else setStep({ ...asking, trouble: answer?.code ?? 'unreachable' });
    } catch {
      setStep({ ...asking, trouble: 'unreachable' });
    }
  };

  const words = (code: RefusalCode | 'unreachable'): string => (code === 'unreachable' ? t('reason:unreachable') : refusalWords(t, code));
  return (
    <main id="content" tabIndex={-1} className={classes.page} aria-busy={step.kind === 'looking'}>
      {step.kind === 'looking' && <p className={classes.looking} role="status">{t('reason:looking')}</p>}
      {step.kind === 'refused' && (
        <Notice tone="alert" isUrgent title={words(step.code)}>
          {(step.code === 'unreachable' || step.code === 'AUDIT_UNAVAILABLE') && <Button variant="default" size="compact-sm" mt={6} onClick={() => void look()}>{t('reason:again')}</Button>}
        </Notice>
      )}
      {step.kind === 'asking' && (
        <section className={classes.question} aria-labelledby="why">
          <h2 id="why" ref={heading} tabIndex={-1}>{t('reason:title')}</h2>
          <p>{t('reason:lead')}</p>
          {!step.isComplete && <Notice tone="warning">{t('reason:incomplete')}</Notice>}
          {step.trouble && <Notice tone="alert" isUrgent>{words(step.trouble)}</Notice>}
          <ul>
            {step.reasons.map(({ code, label }) => (
              <li key={code}><Button fullWidth variant="default" size="md" justify="flex-start" loading={step.sent === code} disabled={step.sent !== undefined && step.sent !== code} onClick={() => void state(step.reasons, step.isComplete, code)}>{localized(label)}</Button></li>
            ))}
          </ul>
          <p className={classes.kept}>{t('reason:kept')}</p>
          <p><Link to="/find">{t('reason:leave')}</Link></p>
        </section>
      )}
    </main>
  );
}
