import { AnnualBreachCountDocument } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../answers.js';
import { saveFile } from '../save-file.js';
import { useNumber } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './cases.module.css';

const YEARS = 5;
const SIZES = ['breaches', 'affected', 'one', 'twoToTen', 'elevenToFifty', 'fiftyOneToHundred', 'overHundred'] as const;

/** What the Commissioner is told once a year: breaches by what happened and by how many people were affected (O. Reg. 329/04 s. 6.4). */
export function AnnualCount() {
  const { t } = useTranslation('privacyCase');
  const localized = useLocalized();
  const number = useNumber();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const { answer, trouble, isLoading, again } = useAnswer(AnnualBreachCountDocument, { year });
  return (
    <div className={classes.sections} aria-busy={isLoading}>
      <div className={classes.bar}>
        <NativeSelect label={t('annual.year')} value={String(year)} onChange={({ currentTarget }) => setYear(Number(currentTarget.value))} data={Array.from({ length: YEARS }, (_, i) => String(thisYear - i))} />
        {answer && <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => saveFile(`${t('annual.fileName')}-${year}.csv`, answer.csv, 'text/csv;charset=utf-8')}>{t('annual.download')}</Button>}
        {answer && <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('print')}</Button>}
      </div>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {answer && answer.undecided > 0 && <Notice tone="warning">{t('annual.undecided', { count: answer.undecided })}</Notice>}
      {answer && <p>{t('annual.due', { year: answer.year, day: answer.dueOn })}</p>}
      {answer && (
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('annual.title')}>
          <table className={classes.table}>
            <thead><tr><th scope="col">{t('annual.organization')}</th><th scope="col">{t('annual.category')}</th>{SIZES.map((size) => <th key={size} scope="col" data-number>{t(`annual.${size}`)}</th>)}</tr></thead>
            <tbody>
              {answer.rows.map((row) => (
                <tr key={`${row.organizationId} ${row.category}`} data-total={row.organizationId === null || undefined}>
                  <th scope="row">{row.organizationName ? localized(row.organizationName) : t('annual.province')}</th>
                  <td>{t(`category.${row.category}`)}</td>
                  {SIZES.map((size) => <td key={size} data-number>{number(row[size])}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
