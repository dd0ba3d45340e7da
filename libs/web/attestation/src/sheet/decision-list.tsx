import { useApolloClient } from '@apollo/client/react';
import { AttestationItemsDocument, DecideAttestationDocument, ReinstateRoleHolderDocument, UndoAttestationDocument, type AttestationBucket, type DecideAttestationMutation } from '@longview/graphql-client';
import { Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { UndoToast } from '@longview/web-design-system/work';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useRoleNames } from '../names.js';
import { refusalWords } from '../refusal-words.js';
import { inputOf, type SheetPlace } from '../sheet-place.js';
import classes from './decision-list.module.css';
import type { Item } from './evidence-lines.js';
import { ItemRow, type Wish } from './item-row.js';

export interface DecisionListProps {
  readonly place: SheetPlace;
  readonly bucket: AttestationBucket;
  readonly isOpen: boolean;
  /** How many there are altogether: a few need no search field. */
  readonly total: number;
  /** Something was decided or taken back. */
  readonly onChanged: () => void;
}

type Result = DecideAttestationMutation['decideAttestation'] | undefined;

const PAGE = 50;
const FEW = 12;
const SEARCH_DELAY_MS = 300;

/** People one after another. Who was decided stays in place with what was decided, so that nothing moves under the hand. */
export function DecisionList({ place, bucket, isOpen, total, onChanged }: DecisionListProps) {
  const { t } = useTranslation('attestation');
  const client = useApolloClient();
  const announce = useAnnounce();
  const roleNames = useRoleNames();
  const [search, setSearch] = useState('');
  const [items, setItems] = useState<readonly Item[]>();
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [conflict, setConflict] = useState<{ readonly title: string; readonly words: string }>();
  const [busy, setBusy] = useState<string>();
  const [done, setDone] = useState<Item>();
  const rows = useRef(new Map<string, HTMLDivElement>());
  const lookedSinceMs = useRef(performance.now());
  const sheet = inputOf(place);
  const sheetKey = JSON.stringify(sheet);

  const load = useCallback(async (text: string, after?: string): Promise<void> => {
    try {
      const { data } = await client.query({ query: AttestationItemsDocument, variables: { sheet: JSON.parse(sheetKey), input: { bucket, limit: PAGE, ...(text.trim() !== '' && { search: text }), ...(after !== undefined && { after }) } }, fetchPolicy: 'network-only' });
      const page = data?.attestationItems;
      if (page?.__typename !== 'AttestationItemPage') return setProblem(page ? refusalWords(t, page) : t('unreachable'));
      setProblem(undefined);
      setItems((before) => (after === undefined ? page.items : [...(before ?? []), ...page.items]));
      setNext(page.next);
      lookedSinceMs.current = performance.now();
    } catch {
      setProblem(t('unreachable'));
    }
  }, [client, bucket, sheetKey, t]);
  useEffect(() => {
    const timer = setTimeout(() => void load(search), search === '' ? 0 : SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [load, search]);

  const replace = (item: Item): void => setItems((before) => before?.map((one) => (one.subjectId === item.subjectId ? { ...item, mayDecide: one.mayDecide } : one)));
  const step = (subjectId: string, by: 1 | -1): void => {
    const at = items?.findIndex((one) => one.subjectId === subjectId) ?? -1;
    const target = items?.[at + by];
    if (target) rows.current.get(target.subjectId)?.focus();
  };
  const act = async (item: Item, run: () => Promise<Result>, onDone: (now: Item) => void): Promise<void> => {
    setBusy(item.subjectId);
    setConflict(undefined);
    try {
      const result = await run();
      if (result?.__typename === 'AttestationItem') { replace(result); onDone(result); onChanged(); }
      else if (result?.__typename === 'AttestationConflict') {
        replace(result.item);
        setConflict(result.decision === null ? { title: t('conflict.changed', { name: item.personName }), words: '' } : { title: t('conflict.title', { who: result.decidedBy }), words: t('conflict.decided', { who: result.decidedBy, name: item.personName, decision: t(`decision.${result.decision}`, { roles: roleNames(result.item.newRoles) }) }) });
        onChanged();
      } else setProblem(result ? refusalWords(t, result) : t('unreachable'));
    } catch {
      setProblem(t('unreachable'));
    } finally {
      setBusy(undefined);
    }
  };
  const seen = ({ subjectId, version }: Item) => ({ subjectId, version });
  const decide = (item: Item, wish: Wish): Promise<void> => act(item, async () => {
    const elapsedMs = Math.round(performance.now() - lookedSinceMs.current);
    return (await client.mutate({ mutation: DecideAttestationDocument, variables: { sheet, item: seen(item), input: { ...wish, newRoles: wish.newRoles ? [...wish.newRoles] : null, elapsedMs } } })).data?.decideAttestation;
  }, (now) => {
    lookedSinceMs.current = performance.now();
    setDone(now);
    announce(t(`decided.${wish.decision}`, { name: item.personName }));
    step(item.subjectId, 1);
  });
  const undo = (item: Item): Promise<void> => act(item, async () => (await client.mutate({ mutation: UndoAttestationDocument, variables: { sheet, item: seen(item) } })).data?.undoAttestation, () => {
    setDone(undefined);
    announce(t('undone', { name: item.personName }));
    rows.current.get(item.subjectId)?.focus();
  });

  const reinstate = async (item: Item): Promise<void> => {
    setBusy(item.subjectId);
    const result = await client.mutate({ mutation: ReinstateRoleHolderDocument, variables: { roleHolderId: item.subjectId } }).then(({ data }) => data?.reinstateRoleHolder, () => undefined);
    setBusy(undefined);
    if (result?.__typename !== 'Done') return setProblem(result ? refusalWords(t, result) : t('unreachable'));
    replace({ ...item, isSuspendedOffice: false });
    announce(t('item.reinstated', { name: item.personName }));
  };

  return (
    <section className={classes.wrap} aria-label={t(bucket === 'NEEDS_DECISION' ? 'sheet.needs' : bucket === 'UNCHANGED' ? 'sheet.unchanged' : 'sheet.done')} aria-busy={items === undefined}>
      {(total > FEW || search !== '') && <TextInput type="search" className={classes.search} label={t('sheet.search')} value={search} onChange={({ currentTarget }) => setSearch(currentTarget.value)} leftSection={<IconSearch size={16} aria-hidden />} autoComplete="off" spellCheck={false} />}
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem} <Button variant="default" size="compact-sm" onClick={() => void load(search)}>{t('again')}</Button></Notice>}
      {conflict && <Notice tone="warning" isUrgent title={conflict.title}>{conflict.words}</Notice>}
      {items?.length === 0 && <p className={classes.none}>{search === '' ? t(`sheet.none.${bucket}`) : t('sheet.noneSearch')}</p>}
      {items !== undefined && items.length > 0 && isOpen && bucket !== 'DONE' && <p className={classes.keys}>{t('keys')}</p>}
      <div className={classes.list}>
        {items?.map((item) => (
          <ItemRow key={item.subjectId} item={item} isOffice={place.tier === 'ROLE_HOLDERS'} isOpen={isOpen} isBusy={busy === item.subjectId} onStep={(by) => step(item.subjectId, by)} onDecide={(wish) => void decide(item, wish)} onUndo={() => void undo(item)} onReinstate={() => void reinstate(item)}
            rowRef={(element) => { if (element) rows.current.set(item.subjectId, element); else rows.current.delete(item.subjectId); }} />
        ))}
      </div>
      {next !== null && <Button className={classes.more} variant="default" onClick={() => void load(search, next)}>{t('sheet.more')}</Button>}
      {done && <UndoToast key={`${done.subjectId} ${done.version}`} message={t(`decided.${done.decision ?? 'KEEP'}`, { name: done.personName })} onUndo={() => void undo(done)} onGone={() => setDone(undefined)} />}
    </section>
  );
}
