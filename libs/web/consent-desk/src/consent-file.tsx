import { useApolloClient } from '@apollo/client/react';
import { ConsentFileDocument, type ConsentFilePartsFragment, type DirectivePartsFragment } from '@longview/graphql-client';
import { EmptyState, Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { WorkSection, type WorkAreaProps } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconFileDescription, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './consent-desk.module.css';
import { DirectiveCard } from './directive-card.js';
import { DirectiveForm } from './directive-form.js';
import { answerOf, troubleWords, type Trouble } from './refusal-words.js';

/** What was just done with a directive. */
type Done = 'entered' | 'changed' | 'withdrawn';

export interface ConsentFileProps {
  readonly file: ConsentFilePartsFragment;
  readonly organization: WorkAreaProps['organization'];
  readonly onFile: (file: ConsentFilePartsFragment | undefined) => void;
}

const PARTS = [['IN_EFFECT', ['IN_EFFECT']], ['PLANNED', ['PLANNED']], ['OVER', ['ENDED', 'WITHDRAWN']]] as const;

/** One patient's directives: in force, planned, over; and the way to another. */
export function ConsentFile({ file, organization, onFile }: ConsentFileProps) {
  const { t } = useTranslation('consent');
  const client = useApolloClient();
  const announce = useAnnounce();
  const [form, setForm] = useState<{ readonly changed?: DirectivePartsFragment }>();
  const [done, setDone] = useState<Done>();
  const [trouble, setTrouble] = useState<Trouble>();

  const reload = async (): Promise<void> => {
    const answer = await answerOf(client.mutate({ mutation: ConsentFileDocument, variables: { fileKey: file.fileKey } }), (data) => data.consentFile);
    if (!('trouble' in answer)) return onFile(answer);
    if (answer.trouble !== 'unreachable' && answer.trouble.code === 'PATIENT_NOT_OPEN') onFile(undefined);
    else setTrouble(answer.trouble);
  };
  const changed = (what: Done): void => {
    setForm(undefined);
    setTrouble(undefined);
    setDone(what);
    announce(t(`done.${what}`));
    void reload();
  };

  return (
    <div className={classes.file}>
      <div className={classes.who}>
        <div><h2 translate="no">{file.patientName}</h2><p>{t('file.born', { date: file.birthDate })}</p></div>
        <Button variant="default" onClick={() => onFile(undefined)}>{t('file.another')}</Button>
      </div>
      {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      {done !== undefined && <Notice tone="information">{t(`done.${done}`)}</Notice>}
      {form
        ? <DirectiveForm fileKey={file.fileKey} organization={organization} changed={form.changed} onCancel={() => setForm(undefined)} onDone={changed} />
        : <div><Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => { setDone(undefined); setForm({}); }}>{t('file.enter')}</Button></div>}
      {file.directives.length === 0 && !form && <EmptyState icon={IconFileDescription} title={t('file.none')}>{t('file.noneExplain')}</EmptyState>}
      {PARTS.map(([part, states]) => {
        const directives = file.directives.filter(({ state }) => states.some((one) => one === state));
        return directives.length > 0 && (
          <WorkSection key={part} title={t(`file.parts.${part}`, { count: directives.length })}>
            <ul className={classes.cards}>
              {directives.map((directive) => <li key={directive.directiveId}><DirectiveCard directive={directive} onChange={() => { setDone(undefined); setForm({ changed: directive }); window.scrollTo({ top: 0 }); }} onWithdrawn={() => changed('withdrawn')} /></li>)}
            </ul>
          </WorkSection>
        );
      })}
    </div>
  );
}
