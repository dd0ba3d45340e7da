import { useApolloClient, useQuery } from '@apollo/client/react';
import { ConfirmDirectiveDocument, ConsentFileDocument, ConsentNoticeLetterDocument, DirectiveLetterDocument, type ConsentFilePartsFragment, type LetterPartsFragment, type RefusalPartsFragment } from '@longview/graphql-client';
import { dayOf, Notice, useTranslation, type Language } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import { Button, Radio } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import classes from './consent-desk.module.css';
import { answerOf, troubleWords, type Trouble } from './refusal-words.js';

/** Each in itself, so that who reads only one of them finds it. */
const LANGUAGE_NAMES = { en: 'English', fr: 'Français' } as const;

/** The confirmation of a directive to the patient, in their language; and that it was sent. */
export function DirectiveLetterPage({ file, onFile }: { readonly file: ConsentFilePartsFragment | undefined; readonly onFile: (file: ConsentFilePartsFragment | undefined) => void }) {
  const { t } = useTranslation('consent');
  const client = useApolloClient();
  const navigate = useNavigate();
  const { directiveId = '' } = useParams();
  const { data, error } = useQuery(DirectiveLetterDocument, { variables: { directiveId }, fetchPolicy: 'no-cache' });
  const [trouble, setTrouble] = useState<Trouble>();
  const directive = file?.directives.find((one) => one.directiveId === directiveId);

  const confirm = async (version: number): Promise<void> => {
    const answer = await answerOf(client.mutate({ mutation: ConfirmDirectiveDocument, variables: { directiveId, version, on: dayOf(Date.now()) } }), (found) => found.confirmDirective);
    if ('trouble' in answer) return setTrouble(answer.trouble);
    const reloaded = file && await answerOf(client.mutate({ mutation: ConsentFileDocument, variables: { fileKey: file.fileKey } }), (found) => found.consentFile);
    onFile(reloaded && !('trouble' in reloaded) ? reloaded : undefined);
    await navigate('/consent');
  };
  return (
    <LetterPage title={t('letter.directive')} back="/consent" letter={data?.directiveLetter} hasFailed={error !== undefined} trouble={trouble}
      action={directive && directive.confirmedOn === null && <Button variant="default" onClick={() => void confirm(directive.version)}>{t('letter.sent')}</Button>} />
  );
}

/** A notice of an override, to whom it must be given. */
export function NoticeLetterPage() {
  const { t } = useTranslation('consent');
  const { noticeId = '' } = useParams();
  const { data, error } = useQuery(ConsentNoticeLetterDocument, { variables: { noticeId }, fetchPolicy: 'no-cache' });
  return <LetterPage title={t('letter.notice')} back="/consent/notices" letter={data?.consentNoticeLetter} hasFailed={error !== undefined} trouble={undefined} />;
}

interface LetterPageProps {
  readonly title: string;
  readonly back: string;
  readonly letter: ({ readonly __typename: 'ConsentLetter' } & LetterPartsFragment) | ({ readonly __typename: 'Refusal' } & RefusalPartsFragment) | undefined;
  readonly hasFailed: boolean;
  readonly trouble: Trouble | undefined;
  readonly action?: ReactNode;
}

function LetterPage({ title, back, letter, hasFailed, trouble, action }: LetterPageProps) {
  const { t } = useTranslation('consent');
  const [language, setLanguage] = useState<Language>('en');
  const problem = trouble ?? (hasFailed ? 'unreachable' : letter?.__typename === 'Refusal' ? letter : undefined);
  return (
    <WorkPage title={title} width="reading" back={<Link className={classes.screenOnly} to={back}><IconArrowLeft size={16} aria-hidden /> {t('letter.back')}</Link>}>
      {problem && <Notice tone="alert" isUrgent>{troubleWords(t, problem)}</Notice>}
      {!letter && !hasFailed && <p role="status">{t('loading')}</p>}
      {letter?.__typename === 'ConsentLetter' && (
        <>
          <div className={`${classes.actions} ${classes.screenOnly}`}>
            <Radio.Group label={t('letter.language')} value={language} onChange={(value) => setLanguage(value as Language)}>
              <div className={classes.languages}>
                {Object.entries(LANGUAGE_NAMES).map(([code, name]) => <Radio key={code} value={code} label={<span lang={code}>{name}</span>} />)}
              </div>
            </Radio.Group>
            <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('letter.print')}</Button>
            {action}
          </div>
          <article className={classes.letter} lang={language}>
            <p className={classes.date}>{dayOf(Date.now())}</p>
            <h2>{letter.subject[language]}</h2>
            {letter.paragraphs.map((paragraph) => <p key={paragraph.en}>{paragraph[language]}</p>)}
          </article>
        </>
      )}
    </WorkPage>
  );
}
