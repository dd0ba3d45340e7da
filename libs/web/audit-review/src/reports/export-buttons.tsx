import { IssueAccessFileDocument, type AccessFileFormat, type AccessFileKind } from '@longview/graphql-client';
import { dayOf, Notice, useAnnounce, useLanguage, useTranslation } from '@longview/web-design-system';
import { Button, Loader } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSend, type Trouble } from '../answers.js';
import { useNumber } from '../names.js';
import { saveFile } from '../save-file.js';
import { TroubleNotice } from '../trouble-notice.js';
import { fetchFile } from './fetch-file.js';
import { reportOf, type ReportFilters } from './report-filters.js';
import classes from './reports.module.css';

interface Wish { readonly fileKind: AccessFileKind; readonly format: AccessFileFormat }
type Standing = { readonly kind: 'going'; readonly bytes: number } | { readonly kind: 'failed' };

const ENDINGS: Readonly<Record<AccessFileFormat, string>> = { CSV: 'csv', NDJSON: 'ndjson', HTML: 'html' };
const REPORT_FILES: readonly Wish[] = [{ fileKind: 'REPORT', format: 'CSV' }, { fileKind: 'REPORT', format: 'HTML' }, { fileKind: 'COMPLETE_RECORD', format: 'NDJSON' }];
const KILOBYTE = 1_000;

/** The report as a file: a table, a page to print, or the custodian's complete record. Who asked and when stands in each. */
export function ExportButtons({ filters, files = REPORT_FILES }: { readonly filters: ReportFilters; readonly files?: readonly Wish[] }) {
  const { t } = useTranslation('accessReport');
  const { language } = useLanguage();
  const number = useNumber();
  const announce = useAnnounce();
  const { send, isBusy } = useSend();
  const [standing, setStanding] = useState<Standing>();
  const [trouble, setTrouble] = useState<Trouble>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const take = async ({ fileKind, format }: Wish): Promise<void> => {
    const report = reportOf(filters, 1);
    if (!report || standing?.kind === 'going') return;
    const outcome = await send(IssueAccessFileDocument, { input: { fileKind, format, language: language === 'fr' ? 'FR' : 'EN', report: { ...report, after: null, limit: null } } });
    if (outcome === undefined) return;
    setTrouble(outcome.trouble);
    if (!outcome.answer) return;
    const controller = new AbortController();
    stop.current = controller;
    setStanding({ kind: 'going', bytes: 0 });
    const fetched = await fetchFile(outcome.answer, (bytes) => setStanding({ kind: 'going', bytes }), controller.signal);
    setStanding(fetched.kind === 'failed' ? { kind: 'failed' } : undefined);
    if (fetched.kind !== 'done') return;
    saveFile(`${t(`file.${fileKind}`)}-${dayOf(Date.now())}.${ENDINGS[format]}`, fetched.blob, fetched.blob.type);
    announce(t('file.saved'));
  };
  return (
    <div className={classes.export}>
      {files.map((wish) => <Button key={`${wish.fileKind} ${wish.format}`} variant="default" leftSection={<IconDownload size={17} aria-hidden />} aria-disabled={isBusy || standing?.kind === 'going'} onClick={() => void take(wish)}>{t(`export.${wish.fileKind}.${wish.format}`)}</Button>)}
      {standing?.kind === 'going' && <span className={classes.going} role="status"><Loader size={16} aria-hidden />{t('file.going', { kilobytes: number(standing.bytes / KILOBYTE) })} <Button variant="subtle" size="compact-sm" onClick={() => stop.current?.abort()}>{t('file.stop')}</Button></span>}
      {standing?.kind === 'failed' && <Notice tone="alert" isUrgent>{t('file.failed')}</Notice>}
      <TroubleNotice trouble={trouble} />
    </div>
  );
}
