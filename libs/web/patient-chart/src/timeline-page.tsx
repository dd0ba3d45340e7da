import { useApolloClient } from '@apollo/client/react';
import type { RelationshipPartsFragment } from '@longview/graphql-client';
import { countAnswers, KIND_GROUPS, MismatchBar, PatientBanner, useAnnounce, useDifferentPatients, useLocalized, useTranslation, type KindGroup } from '@longview/web-design-system';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { allergySummary } from './allergies.js';
import { useTimeline } from './chart-provider.js';
import { FilterBar } from './filter-bar.js';
import { applyFilters, filterChoices, filtersFromQuery, hasFilters, NO_FILTERS, queryFromFilters, type Filters } from './filters.js';
import { showRows, type HeldRows } from './late-rows.js';
import { ListLine } from './list-line.js';
import { EmptyTimeline, PatientNotOpen, TimelineProblem } from './list-states.js';
import { openImages, type LaunchTrouble } from './open-images.js';
import { PagedTable } from './paged-table.js';
import { PreviewPane } from './preview-pane.js';
import { ReasonFirst } from './reason/reason-first.js';
import { imagesAction, reportAction } from './row-actions.js';
import type { RowCommands } from './row-cells.js';
import { OverrideTag, RestrictionStatus } from './restriction/restriction-status.js';
import { buildRows, type TimelineRow } from './rows.js';
import { useShortcuts, useSingleKeys, type ShortcutCommands } from './shortcuts.js';
import { StatusStrip } from './status-strip.js';
import classes from './timeline-page.module.css';
import type { TimelineItem } from './timeline-state.js';
import { TimelineTable } from './timeline-table.js';
import { useOpenedPatient, useSources } from './use-patient.js';
import { YearStrip } from './year-strip.js';

const CompareDialog = lazy(() => import('./compare-dialog.js').then((compare) => ({ default: compare.CompareDialog })));
const ShortcutHelp = lazy(() => import('./shortcut-help.js').then((help) => ({ default: help.ShortcutHelp })));
const NO_ROWS: readonly TimelineRow[] = [];

/** One patient's record from every source, while it is still filling. */
export function TimelinePage({ patientKey }: { readonly patientKey: string }) {
  const { opened, isExplained, onExplained } = useOpenedPatient(patientKey);
  const { timeline, retry, restart } = useTimeline(patientKey, isExplained);
  const sources = useSources();
  const allergies = useMemo(() => allergySummary(timeline.items.values(), timeline.outcomes, sources, timeline.isRestricted), [timeline, sources]);
  const isDifferent = useDifferentPatients(opened.kind === 'open' ? opened.patient : undefined);
  const [query, setQuery] = useSearchParams();
  if (opened.kind === 'not-open' || opened.kind === 'unreachable') return <PatientNotOpen isUnreachable={opened.kind === 'unreachable'} />;
  if (opened.kind === 'open' && !isExplained) return <ReasonFirst patient={opened.patient} patientKey={patientKey} onExplained={onExplained} isDifferent={isDifferent} />;
  const showAllergies = (): void => setQuery(queryFromFilters({ ...NO_FILTERS, kinds: ['meds'] }), { replace: true });
  return (
    <>
      {isDifferent && <MismatchBar />}
      {opened.kind === 'open' ? <PatientBanner patient={opened.patient} allergies={allergies} onShowAllergies={showAllergies} isRestricted={timeline.isRestricted}><OverrideTag untilMs={timeline.overrideUntilMs} /></PatientBanner> : <div className={classes.bannerSpace} aria-hidden />}
      <main id="content" tabIndex={-1} className={classes.page}>
        <StatusStrip outcomes={timeline.outcomes} sources={sources} asOfMs={timeline.asOfMs} onRetry={(id) => retry([id])}>{opened.kind === 'open' && <Why relationship={opened.relationship} />}<RestrictionStatus patientKey={patientKey} timeline={timeline} onChanged={restart} /></StatusStrip>
        {timeline.trouble && <TimelineProblem trouble={timeline.trouble} onRetry={() => retry()} />}
        <Record key={patientKey} patientKey={patientKey} timeline={timeline} sources={sources} query={query} setQuery={setQuery} />
      </main>
    </>
  );
}

/** Why this person is with the patient, as it is kept with the access. */
function Why({ relationship: { state, kind } }: { readonly relationship: RelationshipPartsFragment }) {
  const { t } = useTranslation('chart');
  return <span className={classes.why}>{t(`why.${state === 'FOUND' && kind ? kind : 'STATED'}`)}</span>;
}

type RecordProps = Pick<ReturnType<typeof useTimeline>, 'timeline'> & {
  readonly patientKey: string;
  readonly sources: ReturnType<typeof useSources>;
  readonly query: URLSearchParams;
  readonly setQuery: ReturnType<typeof useSearchParams>[1];
};

/** The lines and everything that narrows, opens and walks through them. */
function Record({ patientKey, timeline, sources, query, setQuery }: RecordProps) {
  const { t } = useTranslation(['chart', 'ui']);
  const localized = useLocalized();
  const client = useApolloClient();
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const filters = useMemo<Filters>(() => ({ ...filtersFromQuery(query), text }), [query, text]);
  const [held, setHeld] = useState<HeldRows>();
  const [expandedIds, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string>();
  const [compared, setCompared] = useState<TimelineItem>();
  const [trouble, setTrouble] = useState<LaunchTrouble>();
  const [isPaged, setPaged] = useState(false);
  const [active, setActive] = useState({ index: -1, request: 0 });
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  const find = useRef<HTMLInputElement>(null);
  const hasMoved = usePointerMoved();

  const count = useMemo(() => countAnswers(timeline.outcomes), [timeline.outcomes]);
  const coverage = useMemo(() => ({ isSettled: timeline.isSettled, isComplete: timeline.isSettled && count.exceptions.length === 0 && !timeline.isRestricted }), [timeline.isSettled, timeline.isRestricted, count]);
  const allRows = useMemo(() => buildRows(timeline.items.values(), { sources, localized, nowMs: Date.now() }), [timeline.items, sources, localized]);
  const { rows: standing, waiting } = useMemo(() => showRows(allRows, held), [allRows, held]);
  const rows = useMemo(() => applyFilters(standing, filters), [standing, filters]);
  // The lines first: the picture of the years follows in a drawing of its own, in the space that is kept for it.
  const settledRows = useDeferredValue(standing, NO_ROWS);
  const forStrip = useMemo(() => applyFilters(settledRows, { ...filters, from: '', to: '' }), [settledRows, filters]);
  const choices = useMemo(() => filterChoices(standing), [standing]);
  const counts = useMemo(() => countGroups(standing), [standing]);
  const recentCount = useMemo(() => standing.reduce((sum, { isRecent }) => (isRecent ? sum + 1 : sum), 0), [standing]);
  const openRow = openId === undefined ? undefined : allRows.find(({ id }) => id === openId) ?? standing.find(({ id }) => id === openId);

  useEffect(() => { if (count.asked > 0) announce(t('chart:announce', { count: allRows.length, answered: count.answered, asked: count.asked })); }, [announce, t, allRows.length, count.answered, count.asked]);
  usePaintMarks(rows.length > 0, timeline.items.size > 0, timeline.isSettled);

  // What happens between two slices concerns the newest rows and filters, whichever drawing it began in.
  const latest = useRef({ allRows, filters, setQuery });
  useLayoutEffect(() => { latest.current = { allRows, filters, setQuery }; });
  const hold = useCallback(() => setHeld((now) => now ?? { rows: latest.current.allRows }), []);
  const showWaiting = useCallback(() => setHeld({ rows: latest.current.allRows }), []);
  const changeFilters = useCallback((next: Filters) => {
    setText(next.text);
    latest.current.setQuery(queryFromFilters(next), { replace: true });
    // Whoever changes the filters expects the list to change: what waited may come in.
    showWaiting();
    setActive(({ request }) => ({ index: -1, request }));
  }, [showWaiting]);
  const changeRange = useCallback((from: string, to: string) => changeFilters({ ...latest.current.filters, from, to }), [changeFilters]);
  const activate = useCallback((index: number) => setActive(({ request }) => ({ index, request })), []);

  const commands = useMemo<RowCommands>(() => ({
    openReport: ({ id }) => setOpenId(id),
    openFacts: ({ id }) => setOpenId(id),
    openImages: (row) => {
      const images = imagesAction(row);
      if (!images || 'disabled' in images) return;
      setTrouble(undefined);
      void openImages(client, patientKey, images).then(setTrouble);
    },
    compare: setCompared,
    toggleCopies: ({ id }) => setExpanded((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    }),
  }), [client, patientKey]);

  const closePreview = useCallback(() => {
    setOpenId(undefined);
    setActive(({ index, request }) => ({ index, request: request + 1 }));
  }, []);
  const shortcuts = useMemo<ShortcutCommands>(() => {
    const current = (): TimelineRow | undefined => rows[Math.min(Math.max(0, active.index), rows.length - 1)];
    const goTo = (index: number): void => { hold(); setActive(({ request }) => ({ index: Math.max(0, Math.min(rows.length - 1, index)), request: request + 1 })); };
    return {
      find: () => { find.current?.focus(); find.current?.scrollIntoView({ block: 'center' }); },
      move: (by) => goTo(active.index + by),
      open: () => { const row = current(); if (row) setOpenId(row.id); },
      report: () => { const row = current(); if (row && reportAction(row, coverage)) setOpenId(row.id); },
      images: () => { const row = current(); if (row) commands.openImages(row); },
      nextNew: () => { const next = rows.findIndex(({ isRecent }, i) => isRecent && i > active.index); if (next >= 0) goTo(next); },
      help: () => setHelpOpen(true),
      close: () => { if (openId !== undefined) closePreview(); },
    };
  }, [rows, active, hold, coverage, commands, openId, closePreview]);
  useShortcuts(shortcuts, hasSingleKeys);

  const Table = isPaged ? PagedTable : TimelineTable;
  return (
    <>
      <YearStrip rows={forStrip} isWaiting={settledRows !== standing || !timeline.isSettled} from={filters.from} to={filters.to} onRange={changeRange} />
      <FilterBar filters={filters} onChange={changeFilters} choices={choices} counts={counts} recentCount={recentCount} sources={sources} findRef={find} />
      <div className={classes.split} data-preview={openRow !== undefined}>
        <div className={classes.list} onPointerMove={(event) => { if (hasMoved(event)) hold(); }} onPointerDown={hold} onWheel={hold} onTouchStart={hold} onFocus={hold}>
          <ListLine patientKey={patientKey} shown={rows} total={standing.length} waiting={waiting} onShowWaiting={showWaiting} isPaged={isPaged} onPaged={setPaged} onHelp={() => setHelpOpen(true)} trouble={trouble} onTroubleSeen={() => setTrouble(undefined)} sources={sources} />
          {rows.length > 0
            ? <Table rows={rows} sources={sources} expandedIds={expandedIds} openId={openId} coverage={coverage} commands={commands} activeIndex={active.index} focusRequest={active.request} isSearching={!timeline.isSettled} onActivate={activate} />
            : <EmptyTimeline count={count} hidden={hasFilters(filters) ? standing.length : 0} isRestricted={timeline.isRestricted} asOfMs={timeline.asOfMs} onReset={() => changeFilters(NO_FILTERS)} />}
        </div>
        {openRow && <PreviewPane row={openRow} rows={allRows} patientKey={patientKey} sources={sources} coverage={coverage} onClose={closePreview} onOpen={({ id }) => setOpenId(id)} onImages={commands.openImages} />}
      </div>
      <FromFirstUse isUsed={compared !== undefined}><CompareDialog item={compared} patientKey={patientKey} sources={sources} onClose={() => setCompared(undefined)} /></FromFirstUse>
      <FromFirstUse isUsed={isHelpOpen}><ShortcutHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} hasSingleKeys={hasSingleKeys} onSingleKeys={setSingleKeys} /></FromFirstUse>
    </>
  );
}

/** Loads a dialog when it is first opened, and keeps it from then on: it gives the focus back when it closes. */
function FromFirstUse({ isUsed, children }: { readonly isUsed: boolean; readonly children: ReactNode }) {
  const [wasUsed, setUsed] = useState(isUsed);
  if (isUsed && !wasUsed) setUsed(true);
  return wasUsed && <Suspense>{children}</Suspense>;
}

function countGroups(rows: readonly TimelineRow[]): Readonly<globalThis.Record<KindGroup, number>> {
  const counts = Object.fromEntries(KIND_GROUPS.map((kind) => [kind, 0])) as globalThis.Record<KindGroup, number>;
  for (const { group } of rows) counts[group]++;
  return counts;
}

/** Tells a hand that moves the pointer from a page that moves below it: browsers report both as a move. */
function usePointerMoved(): (event: PointerEvent) => boolean {
  const last = useRef<{ readonly x: number; readonly y: number }>(undefined);
  return useCallback(({ clientX: x, clientY: y }) => {
    const before = last.current;
    last.current = { x, y };
    return before !== undefined && (before.x !== x || before.y !== y);
  }, []);
}

/** Marks on the browser's own clock: when the first slice was taken in, when its rows were painted, when all had answered. */
function usePaintMarks(hasRows: boolean, hasItems: boolean, isSettled: boolean): void {
  useEffect(() => { if (hasItems) performance.mark('longview:first-slice'); }, [hasItems]);
  useEffect(() => {
    if (!hasRows) return undefined;
    // The second frame begins when the first one, which drew the rows, is done.
    let frame = requestAnimationFrame(() => { frame = requestAnimationFrame(() => performance.mark('longview:first-row')); });
    return () => cancelAnimationFrame(frame);
  }, [hasRows]);
  useEffect(() => { if (isSettled) performance.mark('longview:all-answered'); }, [isSettled]);
}
