import { useTranslation } from '@longview/web-design-system';
import { Facts, Pill } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useMoment } from '../moments.js';
import { useNumber } from '../names.js';
import type { Rule } from './rules-page.js';
import classes from './rules.module.css';

/** One rule: what it looks for, with which numbers, what it brought, and its versions. */
export function RuleCard({ rule, mayChange, onChange, onRetire }: { readonly rule: Rule; readonly mayChange: boolean; readonly onChange: () => void; readonly onRetire: () => void }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const moment = useMoment();
  const number = useNumber();
  const title = words(`title.${rule.kind}`);
  const decided = rule.confirmed + rule.explained;
  return (
    <li className={classes.rule} data-retired={!rule.isActive || undefined}>
      <div className={classes.head}>
        <h3>{title}</h3>
        <Pill tone={rule.isActive ? 'good' : 'plain'}>{t(rule.isActive ? 'rules.active' : 'rules.retired')}</Pill>
        <span className={classes.note}>{t('rules.version', { version: rule.version })}</span>
        {mayChange && (
          <span className={classes.buttons}>
            <Button variant="default" size="compact-md" aria-label={t('rules.changeOf', { title })} onClick={onChange}>{t(rule.isActive ? 'rules.change' : 'rules.bringBack')}</Button>
            {rule.isActive && <Button variant="default" size="compact-md" aria-label={t('rules.retireOf', { title })} onClick={onRetire}>{t('rules.retire')}</Button>}
          </span>
        )}
      </div>
      <p>{words(`looksFor.${rule.kind}`)}</p>
      <Facts facts={[
        { name: t('rules.brought'), value: rule.raised === 0 ? t('rules.nothingYet') : <>{t('rules.confirmedOf', { count: rule.raised, confirmed: number(rule.confirmed), raised: number(rule.raised) })}{decided > 0 && <><br />{t('rules.share', { share: number((rule.confirmed / decided) * 100, 1) })}</>}</> },
        { name: t('rules.weight'), value: number(rule.weight) },
        { name: t('rules.thresholds'), value: rule.thresholds.length > 0 && <ul className={classes.inline}>{rule.thresholds.map(({ name, value }) => <li key={name}>{t('rules.amount', { what: t(`threshold.${name}`, { defaultValue: name }), value: number(value, 2) })}</li>)}</ul> },
        { name: t('rules.explainedBy'), value: rule.explainedBy.length > 0 && <ul className={classes.inline}>{rule.explainedBy.map(({ kind, takesOff }) => <li key={kind}>{t('rules.takes', { what: words(`explanation.${kind}`), points: number(takesOff) })}</li>)}</ul> },
        { name: t('rules.suppressed'), value: rule.suppressed > 0 && number(rule.suppressed) },
      ].map(({ name, value }) => ({ name, value: value === false ? undefined : value }))} />
      {rule.history.length > 0 && (
        <details className={classes.history}>
          <summary>{t('rules.history', { count: rule.history.length })}</summary>
          <ol reversed>{rule.history.map(({ version, changedAt, changedBy, why }) => <li key={version}><strong>{t('rules.version', { version })}</strong> <span className={classes.note}>{changedBy} · {moment(changedAt)}</span><br />{why}</li>)}</ol>
        </details>
      )}
    </li>
  );
}
