import { useTranslation } from '@longview/web-design-system';
import { Button, Input } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { readTextFile } from './read-file.js';

/** Chooses one CSV file. `undefined` text: the file was too large to be read. */
export function FileField({ label, hint, name, isBusy, onText }: { readonly label: string; readonly hint: string; readonly name: string | undefined; readonly isBusy: boolean; readonly onText: (text: string | undefined, name: string) => void }) {
  const { t } = useTranslation('registration');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Input.Wrapper id={id} label={label} description={hint} labelProps={{ htmlFor: `${id}-file` }}>
      <input ref={input} id={`${id}-file`} type="file" accept=".csv,text/csv" className="lv-hidden" tabIndex={-1} disabled={isBusy}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void readTextFile(file).then((text) => onText(text, file.name));
          currentTarget.value = '';
        }} />
      <div><Button mt={6} variant="default" leftSection={<IconFileUpload size={18} aria-hidden />} aria-disabled={isBusy} onClick={() => input.current?.click()}>{name ? t('file.another', { name }) : t('file.choose')}</Button></div>
    </Input.Wrapper>
  );
}
