import { TakeBreachPackageDocument, type TakeBreachPackageMutation } from '@longview/graphql-client';
import { Notice, useLanguage, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSend, type Trouble } from '../answers.js';
import { LanguageChoice, type PaperLanguage } from '../language-choice.js';
import { PrivacyPage } from '../privacy-page.js';
import { bytesOf, saveFile } from '../save-file.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './cases.module.css';
import { PrintedDocument } from './printed-document.js';

type Package = Extract<TakeBreachPackageMutation['takeBreachPackage'], { readonly __typename: 'BreachPackage' }>;

/** What the Commissioner is given: the document, to read and to print, and the same with every proof as one file. It names no patient. */
export function BreachPackagePage() {
  const { t } = useTranslation('privacyCase');
  const { language: screen } = useLanguage();
  const { caseId = '' } = useParams();
  const { send, isBusy } = useSend();
  const [language, setLanguage] = useState<PaperLanguage>(screen === 'fr' ? 'FR' : 'EN');
  const [pack, setPack] = useState<Package>();
  const [trouble, setTrouble] = useState<Trouble>();
  const take = async (): Promise<void> => {
    const outcome = await send(TakeBreachPackageDocument, { caseId, language });
    if (outcome === undefined) return;
    setTrouble(outcome.trouble);
    setPack(outcome.answer);
  };
  return (
    <PrivacyPage isPaper={pack !== undefined} title={t('package.title')} lead={t('package.lead')} back={<Link to={`/privacy/cases/${caseId}`}><IconArrowLeft size={16} aria-hidden />{t('backToCase')}</Link>}>
      <div className={classes.bar}>
        <LanguageChoice label={t('letters.language')} value={language} onChange={(chosen) => { setLanguage(chosen); setPack(undefined); }} />
        {!pack && <Button aria-disabled={isBusy} onClick={() => void take()}>{t('package.take')}</Button>}
        {pack && <Button leftSection={<IconDownload size={18} aria-hidden />} onClick={() => saveFile(pack.fileName, bytesOf(pack.zip), 'application/zip')}>{t('package.download')}</Button>}
        {pack && <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('print')}</Button>}
      </div>
      <TroubleNotice trouble={trouble} />
      {!pack && <Notice tone="information">{t('package.logged')}</Notice>}
      {pack && <div className={classes.document} lang={language.toLowerCase()} tabIndex={0} role="group" aria-label={t('package.title')}><PrintedDocument html={pack.html} /></div>}
    </PrivacyPage>
  );
}
