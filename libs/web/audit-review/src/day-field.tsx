import { parseTypedDate, useTranslation } from '@longview/web-design-system';
import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

/** A calendar day as people write it, year first; told on when the field is left or Enter is pressed, and only when it is a day. */
export function DayField({ label, value, onDay, isRequired = false, error }: { readonly label: string; readonly value: string | undefined; readonly onDay: (day: string | undefined) => void; readonly isRequired?: boolean; readonly error?: string | undefined }) {
  const { t } = useTranslation('privacy');
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const day = parseTypedDate(text);
  const [isLeft, setLeft] = useState(false);
  const tell = (): void => {
    setLeft(true);
    if (text.trim() === '' ? value !== undefined : day !== undefined && day !== value) onDay(text.trim() === '' ? undefined : day);
  };
  const isWrong = isLeft && text.trim() !== '' && day === undefined;
  return (
    <TextInput label={label} required={isRequired} placeholder={t('day.placeholder')} inputMode="numeric" autoComplete="off" value={text} error={isWrong ? t('day.wrong') : error}
      onChange={({ currentTarget }) => { setText(currentTarget.value); setLeft(false); }} onBlur={tell} onKeyDown={({ key }) => { if (key === 'Enter') tell(); }} />
  );
}
