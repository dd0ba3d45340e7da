import { Radio } from '@mantine/core';
import classes from './language-choice.module.css';

/** Each in itself, so that who reads only one of them finds it. */
const LANGUAGE_NAMES = { EN: 'English', FR: 'Français' } as const;
export type PaperLanguage = keyof typeof LANGUAGE_NAMES;

/** The language of something that is handed over: its reader's, not the screen's. */
export function LanguageChoice({ label, value, onChange }: { readonly label: string; readonly value: PaperLanguage; readonly onChange: (language: PaperLanguage) => void }) {
  return (
    <Radio.Group label={label} value={value} onChange={(chosen) => onChange(chosen === 'FR' ? 'FR' : 'EN')}>
      <div className={classes.choices}>{Object.entries(LANGUAGE_NAMES).map(([code, name]) => <Radio key={code} value={code} label={<span lang={code.toLowerCase()}>{name}</span>} />)}</div>
    </Radio.Group>
  );
}
