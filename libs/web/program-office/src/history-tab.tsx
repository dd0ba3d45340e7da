import { clockOf, dayOf, useTranslation } from '@longview/web-design-system';
import type { OrganizationView } from './organization-view.js';
import { PlainTable } from './plain-table.js';
import classes from './program-office.module.css';

/** What was changed, by whom and why; newest first. */
export function HistoryTab({ view: { history } }: { readonly view: OrganizationView }) {
  const { t } = useTranslation('program');
  if (history.length === 0) return <p className={classes.quiet}>{t('history.none')}</p>;
  return (
    <PlainTable title={t('history.title')} rows={history.map((entry, index) => ({ ...entry, index }))} rowKey={({ index }) => String(index)} columns={[
      { id: 'when', title: t('history.when'), cell: ({ at }) => `${dayOf(at)} ${clockOf(at).slice(0, 5)}` },
      { id: 'what', title: t('history.what'), cell: ({ change, office, person, about }) => (
        <div className={classes.lines}>
          <span>{t(`history.change.${change}`, { defaultValue: t('history.change.other') })}</span>
          <span className={classes.quiet}>{[office && t(`office.${office}`), person, about].filter(Boolean).join(' · ')}</span>
        </div>
      ) },
      { id: 'by', title: t('history.by'), cell: ({ by }) => by },
      { id: 'why', title: t('history.why'), cell: ({ reason }) => t(`statusReason.${reason}`, { defaultValue: reason }) },
    ]} />
  );
}
