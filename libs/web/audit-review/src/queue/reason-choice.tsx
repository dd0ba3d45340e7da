import type { FlagReasonKind } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Checkbox } from '@mantine/core';
import { REASON_KINDS } from './flag-filters.js';
import classes from './filter-bar.module.css';

/** Why a flag was raised: any one of those that are ticked. */
export function ReasonChoice({ id, reasons, onChange }: { readonly id: string; readonly reasons: readonly FlagReasonKind[]; readonly onChange: (reasons: readonly FlagReasonKind[]) => void }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  return (
    <fieldset id={id} className={classes.panel}>
      <legend>{t('filter.reason')}</legend>
      {REASON_KINDS.map((kind) => <Checkbox key={kind} label={words(`title.${kind}`)} checked={reasons.includes(kind)} onChange={({ currentTarget }) => onChange(REASON_KINDS.filter((one) => (one === kind ? currentTarget.checked : reasons.includes(one))))} />)}
    </fieldset>
  );
}
