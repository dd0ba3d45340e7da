import { Dialog, useTranslation } from '@longview/web-design-system';
import { Kbd, Switch } from '@mantine/core';
import classes from './shortcut-help.module.css';

/** What the keys do, and the switch for the single ones. */
export function ShortcutHelp({ isOpen, onClose, hasSingleKeys, onSingleKeys }: { readonly isOpen: boolean; readonly onClose: () => void; readonly hasSingleKeys: boolean; readonly onSingleKeys: (isOn: boolean) => void }) {
  const { t } = useTranslation('chart');
  const keys: readonly (readonly [readonly string[], string])[] = [
    [['↑', '↓'], t('keys.row')],
    [['Enter'], t('keys.open')],
    [['Esc'], t('keys.close')],
    [['/'], t('keys.find')],
    [['j', 'k'], t('keys.rowLetters')],
    [['r'], t('keys.report')],
    [['v'], t('keys.images')],
    [['n'], t('keys.next')],
    [['?'], t('keys.help')],
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('keys.title')}>
      <dl className={classes.keys}>
        {keys.map(([names, words]) => <div key={words}><dt>{names.map((name) => <Kbd key={name}>{name}</Kbd>)}</dt><dd>{words}</dd></div>)}
      </dl>
      <Switch mt={16} checked={hasSingleKeys} onChange={(event) => onSingleKeys(event.currentTarget.checked)} label={t('keys.single')} description={t('keys.singleWhy')} />
    </Dialog>
  );
}
