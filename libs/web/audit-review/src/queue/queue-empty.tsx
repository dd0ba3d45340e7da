import { EmptyState, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconCircleCheck, IconFilterOff, IconShieldCheck } from '@tabler/icons-react';
import { isNarrowed, NO_FILTERS, type FlagFilters } from './flag-filters.js';
import type { FlagPage } from './use-flags.js';

/** Three kinds of nothing, never mistaken for each other: nothing was flagged, all was worked through, or the filters hide what there is. */
export function QueueEmpty({ filters, counts, onChange }: { readonly filters: FlagFilters; readonly counts: FlagPage['countsByState']; readonly onChange: (filters: FlagFilters) => void }) {
  const { t } = useTranslation('privacy');
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (isNarrowed(filters) && total === 0) return <EmptyState icon={IconFilterOff} title={t('empty.hidden')} actions={<Button onClick={() => onChange(NO_FILTERS)}>{t('empty.reset')}</Button>}>{t('empty.hiddenNext')}</EmptyState>;
  if (total === 0) return <EmptyState icon={IconShieldCheck} title={t('empty.nothing')}>{t('empty.nothingNext')}</EmptyState>;
  if (filters.state === 'NEW') return <EmptyState icon={IconCircleCheck} title={t('empty.worked')} actions={<Button variant="default" onClick={() => onChange({ ...filters, state: 'ALL' })}>{t('empty.showDone')}</Button>}>{t('empty.workedNext', { count: total })}</EmptyState>;
  return <EmptyState icon={IconFilterOff} title={t('empty.state')} actions={<Button onClick={() => onChange(NO_FILTERS)}>{t('empty.reset')}</Button>} />;
}
