import { useApolloClient, useQuery } from '@apollo/client/react';
import { AttestationItemsDocument, DecideAttestationDocument, SubmitAttestationDocument, type AttestationSheetQuery } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { Pill } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { keepReasons } from '../reasons.js';
import { refusalWords } from '../refusal-words.js';
import { inputOf, type SheetPlace } from '../sheet-place.js';
import { ChooseReason } from './choose-reason.js';
import { EvidenceLines, useSignalWords, type Item } from './evidence-lines.js';
import classes from './one-card.module.css';

type Sheet = Extract<AttestationSheetQuery['attestationSheet'], { __typename: 'AttestationSheet' }>;

/** A sole practitioner's whole campaign: one card, one button. What speaks for a closer look is answered with one press more. */
export function OneCard({ place, sheet, onDone }: { readonly place: SheetPlace; readonly sheet: Sheet; readonly onDone: () => void }) {
  const { t } = useTranslation('attestation');
  const client = useApolloClient();
  const signalWords = useSignalWords();
  const input = inputOf(place);
  const bucket = sheet.needsDecision > 0 ? 'NEEDS_DECISION' : sheet.unchanged > 0 ? 'UNCHANGED' : 'DONE';
  const { data, refetch } = useQuery(AttestationItemsDocument, { variables: { sheet: input, input: { bucket, limit: 1 } }, fetchPolicy: 'network-only' });
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const lookedSinceMs = useRef(performance.now());
  const item: Item | undefined = data?.attestationItems.__typename === 'AttestationItemPage' ? data.attestationItems.items[0] : undefined;
  useEffect(() => { lookedSinceMs.current = performance.now(); }, [item?.subjectId]);

  const attest = async (one: Item, reason?: string): Promise<void> => {
    setProblem(undefined);
    setAsking(false);
    try {
      // Decided before, and not submitted: the page was left in between.
      if (one.decision === null) {
        const decided = (await client.mutate({ mutation: DecideAttestationDocument, variables: { sheet: input, item: { subjectId: one.subjectId, version: one.version }, input: { decision: 'KEEP', reason: reason ?? null, elapsedMs: Math.round(performance.now() - lookedSinceMs.current) } } })).data?.decideAttestation;
        if (decided?.__typename === 'AttestationConflict') { setProblem(t('conflict.changed', { name: one.personName })); await refetch(); return; }
        if (decided?.__typename !== 'AttestationItem') return setProblem(decided ? refusalWords(t, decided) : t('unreachable'));
      }
      const submitted = (await client.mutate({ mutation: SubmitAttestationDocument, variables: { sheet: input } })).data?.submitAttestation;
      if (submitted?.__typename !== 'SheetSubmitted') return setProblem(submitted ? refusalWords(t, submitted) : t('unreachable'));
      onDone();
    } catch {
      setProblem(t('unreachable'));
    }
  };

  if (sheet.status !== 'OPEN') return <Notice tone="information">{sheet.status === 'SUBMITTED' ? t('card.done') : t('sheet.closed')}</Notice>;
  return (
    <section className={classes.card} aria-label={t('card.title')} aria-busy={item === undefined}>
      <h2 className={classes.title}>{t('card.title')}</h2>
      <p className={classes.explain}>{t('card.explain')}</p>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      {item && (
        <>
          <h3 className={classes.name}>{item.personName}</h3>
          <EvidenceLines item={item} />
          <div className={classes.signals}>{signalWords(item).map((words) => <Pill key={words} tone="warning">{words}</Pill>)}</div>
          {isAsking
            ? <ChooseReason question={t('item.whyKeep')} reasons={keepReasons(item.signals)} onChoose={(reason) => void attest(item, reason)} onCancel={() => setAsking(false)} />
            : <Button size="md" className={classes.button} onClick={() => (item.signals.length > 0 && item.decision === null ? setAsking(true) : void attest(item))}>{t('card.attest')}</Button>}
        </>
      )}
    </section>
  );
}
