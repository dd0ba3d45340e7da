import { useMutation } from '@apollo/client/react';
import { SubmitAttestationDocument, type AttestationSheetQuery } from '@longview/graphql-client';
import { Dialog, Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { refusalWords } from '../refusal-words.js';
import { inputOf, type SheetPlace } from '../sheet-place.js';
import classes from './submit-bar.module.css';

type Sheet = Extract<AttestationSheetQuery['attestationSheet'], { __typename: 'AttestationSheet' }>;

/** What is decided becomes final here, and only here; it says before what that does. */
export function SubmitBar({ place, sheet, onSubmitted }: { readonly place: SheetPlace; readonly sheet: Sheet; readonly onSubmitted: () => void }) {
  const { t } = useTranslation('attestation');
  const announce = useAnnounce();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [submit, { loading }] = useMutation(SubmitAttestationDocument);
  const { readyToSubmit, undecidedByAsker, outcomes } = sheet;
  if (readyToSubmit === 0) return null;
  const send = async (): Promise<void> => {
    const result = await submit({ variables: { sheet: inputOf(place) } }).then(({ data }) => data?.submitAttestation, () => undefined);
    setAsking(false);
    if (result?.__typename !== 'SheetSubmitted') return setProblem(result ? refusalWords(t, result) : t('unreachable'));
    announce([t('submit.done', { count: result.count }), ...(result.left > 0 ? [t('submit.left', { count: result.left })] : [])].join(' '));
    onSubmitted();
  };
  return (
    <section className={classes.bar} aria-label={t('submit.title')}>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      <p className={classes.words}>{t('submit.ready', { count: readyToSubmit })}{undecidedByAsker > 0 && ` ${t('submit.wait', { count: undecidedByAsker })}`}</p>
      <Button disabled={undecidedByAsker > 0} onClick={() => setAsking(true)}>{t('submit.button', { count: readyToSubmit })}</Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('submit.title')}>
        <p>{t('submit.confirm', { kept: outcomes.kept, changed: outcomes.changed, removed: outcomes.removed })}</p>
        <div className={classes.buttons}>
          <Button aria-disabled={loading} onClick={() => { if (!loading) void send(); }}>{t('submit.button', { count: readyToSubmit })}</Button>
          <Button variant="default" onClick={() => setAsking(false)}>{t('submit.cancel')}</Button>
        </div>
      </Dialog>
    </section>
  );
}
