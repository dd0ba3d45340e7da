import { useApolloClient } from '@apollo/client/react';
import { AttestGroupDocument, OpenAttestationSampleDocument, type OpenAttestationSampleMutation } from '@longview/graphql-client';
import { Notice, useAnnounce, useLocalized, useTranslation, type Localized } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { refusalWords } from '../refusal-words.js';
import { inputOf, type SheetPlace } from '../sheet-place.js';
import { EvidenceLines } from './evidence-lines.js';
import classes from './group-panel.module.css';

type Sample = Extract<OpenAttestationSampleMutation['openAttestationSample'], { __typename: 'AttestationSample' }>;

/** Attesting those of whom nothing speaks for a closer look together: a sample first, then a statement with the number. */
export function GroupPanel({ place, count, organizationName, onAttested }: { readonly place: SheetPlace; readonly count: number; readonly organizationName: Localized; readonly onAttested: () => void }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const client = useApolloClient();
  const announce = useAnnounce();
  const [sample, setSample] = useState<Sample>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const sheet = inputOf(place);

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch {
      setProblem(t('unreachable'));
    } finally {
      setBusy(false);
    }
  };
  const open = (): Promise<void> => run(async () => {
    const result = (await client.mutate({ mutation: OpenAttestationSampleDocument, variables: { sheet } })).data?.openAttestationSample;
    if (result?.__typename === 'AttestationSample') setSample(result);
    else if (result?.__typename === 'NobodyToAttest') onAttested();
    else setProblem(result ? refusalWords(t, result) : t('unreachable'));
  });
  const attest = ({ token, count: named }: Sample): Promise<void> => run(async () => {
    const result = (await client.mutate({ mutation: AttestGroupDocument, variables: { sheet, token, count: named } })).data?.attestGroup;
    if (result?.__typename === 'GroupAttested') { announce(t('group.attested', { count: result.count })); setSample(undefined); onAttested(); return; }
    setSample(undefined);
    setProblem(result?.__typename === 'GroupChangedSince' ? t('group.changed') : result ? refusalWords(t, result) : t('unreachable'));
  });

  return (
    <section className={classes.panel} aria-label={t('group.title', { count: sample?.count ?? count })}>
      <h2 className={classes.title}>{t('group.title', { count: sample?.count ?? count })}</h2>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      {sample === undefined ? (
        <>
          <p className={classes.explain}>{t('group.explain')}</p>
          <Button className={classes.button} aria-disabled={isBusy} onClick={() => { if (!isBusy) void open(); }}>{t('group.open')}</Button>
        </>
      ) : (
        <>
          <h3 className={classes.subtitle}>{t('group.sample', { count: sample.items.length })}</h3>
          <ol className={classes.sample}>
            {sample.items.map((item) => <li key={item.subjectId}><strong>{item.personName}</strong><EvidenceLines item={item} /></li>)}
          </ol>
          <p className={classes.statement}>{t('group.statement', { count: sample.count, organization: localized(organizationName) })}</p>
          <div className={classes.buttons}>
            <Button aria-disabled={isBusy} onClick={() => { if (!isBusy) void attest(sample); }}>{t(`group.attest${place.tier}`, { count: sample.count })}</Button>
            <Button variant="default" onClick={() => setSample(undefined)}>{t('item.cancel')}</Button>
          </div>
        </>
      )}
    </section>
  );
}
