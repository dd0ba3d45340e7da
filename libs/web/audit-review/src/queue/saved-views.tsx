import { RemoveFlagViewDocument, SavedFlagViewsDocument, SaveFlagViewDocument } from '@longview/graphql-client';
import { Dialog, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAnswer, useSend, type Trouble } from '../answers.js';
import { TroubleNotice } from '../trouble-notice.js';
import { readView, type FlagFilters } from './flag-filters.js';
import classes from './filter-bar.module.css';

const MAX_NAME = 60;

/** Ways to narrow the queue that this person gave a name to. Names of people in it are theirs to choose; a patient is kept as a key only. */
export function SavedViews({ filters, onChoose }: { readonly filters: FlagFilters; readonly onChoose: (filters: FlagFilters) => void }) {
  const { t } = useTranslation('privacy');
  const { answer, again } = useAnswer(SavedFlagViewsDocument, {});
  const { send, isBusy } = useSend();
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const views = answer?.views ?? [];
  const view = views.find(({ id }) => id === chosen);
  const choose = (id: string): void => {
    setChosen(id);
    const saved = views.find((one) => one.id === id);
    if (saved) onChoose(readView(saved.question));
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === undefined || name.trim() === '') return;
    const outcome = await send(SaveFlagViewDocument, { name: name.trim(), question: JSON.stringify(filters) });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) { setName(undefined); setChosen(outcome.answer.views.find((one) => one.name === name.trim())?.id ?? ''); again(); }
  };
  const remove = async (): Promise<void> => {
    const outcome = await send(RemoveFlagViewDocument, { id: chosen });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) { setChosen(''); again(); }
  };
  return (
    <div className={classes.views}>
      {views.length > 0 && <NativeSelect label={t('views.label')} value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)} data={[{ value: '', label: t('views.none') }, ...views.map(({ id, name: title }) => ({ value: id, label: title }))]} />}
      {view && <Button variant="subtle" aria-label={t('views.removeOf', { name: view.name })} aria-disabled={isBusy} onClick={() => void remove()}>{t('views.remove')}</Button>}
      <Button variant="default" onClick={() => setName('')}>{t('views.save')}</Button>
      {name === undefined && <TroubleNotice trouble={trouble} />}
      <Dialog isOpen={name !== undefined} onClose={() => setName(undefined)} title={t('views.save')}>
        <form className={classes.dialog} onSubmit={(event) => void save(event)}>
          <TextInput label={t('views.name')} description={t('views.nameHint')} value={name ?? ''} maxLength={MAX_NAME} onChange={({ currentTarget }) => setName(currentTarget.value)} autoComplete="off" data-autofocus />
          <TroubleNotice trouble={trouble} />
          <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy || name?.trim() === ''}>{t('views.keep')}</Button><Button variant="default" onClick={() => setName(undefined)}>{t('cancel')}</Button></div>
        </form>
      </Dialog>
    </div>
  );
}
