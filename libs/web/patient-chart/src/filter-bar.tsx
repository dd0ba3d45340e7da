import { KIND_GROUPS, MenuButton, useLocalized, useTranslation, type KindGroup, type SourceFacts } from '@longview/web-design-system';
import { Button, Kbd, TextInput } from '@mantine/core';
import { IconCalendar, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { memo, useState, type Ref } from 'react';
import { hasFilters, NO_FILTERS, queryFromFilters, type filterChoices, type Filters } from './filters.js';
import classes from './filter-bar.module.css';

/** Everything that narrows the list, in one line; on a narrow screen behind one button that says how many are set. */
export const FilterBar = memo(function FilterBar({ filters, onChange, choices, counts, recentCount, sources, findRef }: {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly choices: ReturnType<typeof filterChoices>;
  readonly counts: Readonly<Record<KindGroup, number>>;
  readonly recentCount: number;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly findRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation('chart');
  const localized = useLocalized();
  const [isOpen, setOpen] = useState(false);
  const set = (some: Partial<Filters>): void => onChange({ ...filters, ...some });
  const toggleKind = (kind: KindGroup): void => set({ kinds: filters.kinds.includes(kind) ? filters.kinds.filter((k) => k !== kind) : KIND_GROUPS.filter((k) => k === kind || filters.kinds.includes(k)) });
  const sourceName = (id: string): string => { const source = sources.get(id); return source ? localized(source.name) : id; };
  const select = (name: 'body' | 'site' | 'source', values: readonly string[], label: (value: string) => string = (value) => value) => values.length > 1 || filters[name] ? (
    <select className={classes.select} data-set={filters[name] !== ''} aria-label={t(`filter.${name}`)} value={filters[name]} onChange={(event) => set({ [name]: event.currentTarget.value })}>
      <option value="">{t(`filter.${name}`)}</option>
      {values.map((value) => <option key={value} value={value}>{label(value)}</option>)}
    </select>
  ) : null;
  const setCount = queryFromFilters(filters).size;
  return (
    <search className={classes.bar} aria-label={t('filter.title')}>
      <TextInput ref={findRef} size="xs" className={classes.find} aria-label={t('filter.find')} placeholder={t('filter.find')} autoComplete="off" value={filters.text} onChange={(event) => set({ text: event.currentTarget.value })}
        leftSection={<IconSearch size={16} aria-hidden />} rightSection={<Kbd size="xs" aria-hidden>/</Kbd>} />
      <button type="button" className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}><IconFilter size={16} aria-hidden />{setCount > 0 ? t('filter.showSet', { n: setCount }) : t('filter.show')}</button>
      <div className={classes.rest} data-open={isOpen}>
        <div role="group" aria-label={t('filter.kinds')} className={classes.kinds}>
          {KIND_GROUPS.filter((kind) => counts[kind] > 0 || filters.kinds.includes(kind)).map((kind) => (
            <button key={kind} type="button" className={classes.kind} data-kind={kind} aria-pressed={filters.kinds.includes(kind)} onClick={() => toggleKind(kind)}>{t(`kind.${kind}`)} <span>{counts[kind]}</span></button>
          ))}
        </div>
        {select('body', choices.bodies)}
        {select('site', choices.sites)}
        {select('source', choices.sourceIds, sourceName)}
        <DateFilter filters={filters} onSet={set} />
        {(recentCount > 0 || filters.isRecentOnly) && (
          <button type="button" className={classes.recent} aria-pressed={filters.isRecentOnly} onClick={() => set({ isRecentOnly: !filters.isRecentOnly })}>{t('filter.recent', { n: recentCount })}</button>
        )}
        {hasFilters(filters) && <button type="button" className={classes.reset} onClick={() => onChange(NO_FILTERS)}><IconX size={14} aria-hidden />{t('filter.reset')}</button>}
      </div>
    </search>
  );
});

function DateFilter({ filters, onSet }: { readonly filters: Filters; readonly onSet: (some: Partial<Filters>) => void }) {
  const { t } = useTranslation('chart');
  const isSet = filters.from !== '' || filters.to !== '';
  const words = isSet ? t('filter.range', { from: filters.from || '…', to: filters.to || '…' }) : t('filter.date');
  return (
    <MenuButton label={words} className={`${classes.dates} ${isSet ? classes.datesSet : ''}`} face={<><IconCalendar size={16} aria-hidden />{words}</>}>
      <DateForm from={filters.from} to={filters.to} onSet={onSet} />
    </MenuButton>
  );
}

const isDate = (text: string): boolean => text === '' || /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text);

function DateForm({ from: givenFrom, to: givenTo, onSet }: { readonly from: string; readonly to: string; readonly onSet: (some: Partial<Filters>) => void }) {
  const { t } = useTranslation('chart');
  const [from, setFrom] = useState(givenFrom);
  const [to, setTo] = useState(givenTo);
  return (
    <form className={classes.dateForm} onSubmit={(event) => { event.preventDefault(); if (isDate(from) && isDate(to)) onSet({ from, to }); else event.stopPropagation(); }}>
      <TextInput size="xs" label={t('filter.from')} placeholder="YYYY-MM-DD" value={from} error={isDate(from) ? undefined : t('filter.dateForm')} onChange={(event) => setFrom(event.currentTarget.value.trim())} autoFocus />
      <TextInput size="xs" label={t('filter.to')} placeholder="YYYY-MM-DD" value={to} error={isDate(to) ? undefined : t('filter.dateForm')} onChange={(event) => setTo(event.currentTarget.value.trim())} />
      <Button type="submit" size="compact-sm">{t('filter.apply')}</Button>
    </form>
  );
}
