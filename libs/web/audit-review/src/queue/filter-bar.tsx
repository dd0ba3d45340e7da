import { useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect } from '@mantine/core';
import { IconChevronDown, IconFilter, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { FindPatient } from '../explore/find-patient.js';
import { FindUser } from '../explore/find-user.js';
import { DayField } from '../day-field.js';
import { useSources } from '../names.js';
import { OrganizationChoice } from '../organization-choice.js';
import { countNarrowing, FLAG_STATES, isNarrowed, NO_FILTERS, SIDES, type FlagFilters } from './flag-filters.js';
import classes from './filter-bar.module.css';
import { ReasonChoice } from './reason-choice.js';
import type { FlagPage } from './use-flags.js';

export interface FilterBarProps {
  readonly filters: FlagFilters;
  readonly counts: FlagPage['countsByState'];
  /** The program office looks at all organizations. */
  readonly hasOrganizations: boolean;
  readonly onChange: (filters: FlagFilters) => void;
}

/** What the queue shows. Nothing of it is in the address. */
export function FilterBar({ filters, counts, hasOrganizations, onChange }: FilterBarProps) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const { sources } = useSources();
  const [isOpen, setOpen] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const panelId = useId();
  const reasonsId = useId();
  const reasons = filters.reasons ?? [];
  const set = (change: Partial<FlagFilters>): void => onChange({ ...filters, ...change });
  const countOf = (state: (typeof FLAG_STATES)[number]): number => counts.find((one) => one.state === state)?.count ?? 0;
  return (
    <div className={classes.bar}>
      <div className={classes.first}>
        <NativeSelect label={t('filter.state')} value={filters.state} onChange={({ currentTarget }) => set({ state: currentTarget.value as FlagFilters['state'] })}
          data={[...FLAG_STATES.map((state) => ({ value: state, label: t('filter.stateCount', { state: t(`state.${state}`), n: countOf(state) }) })), { value: 'ALL', label: t('filter.all') }]} />
        <NativeSelect label={t('filter.sort')} value={filters.sort} onChange={({ currentTarget }) => set({ sort: currentTarget.value === 'WEIGHTIEST' ? 'WEIGHTIEST' : 'NEWEST' })}
          data={[{ value: 'NEWEST', label: t('filter.newest') }, { value: 'WEIGHTIEST', label: t('filter.weightiest') }]} />
        <Button variant="default" rightSection={<IconChevronDown size={17} aria-hidden />} aria-expanded={isChoosing} aria-controls={reasonsId} onClick={() => setChoosing(!isChoosing)}>{reasons.length === 0 ? t('filter.anyReason') : reasons.length === 1 ? words(`title.${reasons[0]}`) : t('filter.reasons', { count: reasons.length })}</Button>
        <Button variant="default" leftSection={<IconFilter size={17} aria-hidden />} aria-expanded={isOpen} aria-controls={panelId} onClick={() => setOpen(!isOpen)}>{t('filter.more')}</Button>
        {isNarrowed(filters) && <Button variant="subtle" onClick={() => onChange({ ...NO_FILTERS, state: filters.state, sort: filters.sort })}>{t('filter.reset', { count: countNarrowing(filters) })}</Button>}
      </div>
      {(filters.userId !== undefined || filters.patientKey !== undefined) && (
        <ul className={classes.chips} aria-label={t('filter.only')}>
          {filters.userId !== undefined && <li><Button variant="default" size="compact-md" rightSection={<IconX size={15} aria-hidden />} aria-label={t('filter.remove', { what: filters.userName ?? t('filter.oneUser') })} onClick={() => set({ userId: undefined, userName: undefined })}>{filters.userName ?? t('filter.oneUser')}</Button></li>}
          {filters.patientKey !== undefined && <li><Button variant="default" size="compact-md" rightSection={<IconX size={15} aria-hidden />} aria-label={t('filter.remove', { what: t('filter.onePatient') })} onClick={() => set({ patientKey: undefined })}>{t('filter.onePatient')}</Button></li>}
        </ul>
      )}
      {isChoosing && <ReasonChoice id={reasonsId} reasons={reasons} onChange={(chosen) => set({ reasons: chosen.length > 0 ? chosen : undefined })} />}
      {isOpen && (
        <div id={panelId} className={classes.panel}>
          <FindUser label={t('filter.user')} onFound={({ userId, name }) => set({ userId, userName: name })} />
          <FindPatient isShort onFound={(patientKey) => set({ patientKey })} />
          <NativeSelect label={t('filter.side')} value={filters.side ?? ''} onChange={({ currentTarget }) => set({ side: SIDES.find((side) => side === currentTarget.value) })}
            data={[{ value: '', label: t('filter.bothSides') }, ...SIDES.map((side) => ({ value: side, label: t(`side.${side}`) }))]} />
          <NativeSelect label={t('filter.source')} value={filters.sourceId ?? ''} onChange={({ currentTarget }) => set({ sourceId: currentTarget.value || undefined })} data={[{ value: '', label: t('filter.anySource') }, ...sources]} />
          {hasOrganizations && <OrganizationChoice value={filters.organizationId} onChange={(organizationId) => set({ organizationId })} />}
          <DayField label={t('filter.from')} value={filters.fromDay} onDay={(fromDay) => set({ fromDay })} />
          <DayField label={t('filter.until')} value={filters.untilDay} onDay={(untilDay) => set({ untilDay })} />
        </div>
      )}
    </div>
  );
}
