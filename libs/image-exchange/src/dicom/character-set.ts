import { ExchangeFault } from '../exchange-fault.js';

/** Single-byte sets and the Unicode ones by their defined terms (PS3.3 §C.12.1.1.2), as the encoding standard of the web names them. */
const LABELS: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'iso-8859-1', 'ISO_IR 101': 'iso-8859-2', 'ISO_IR 109': 'iso-8859-3', 'ISO_IR 110': 'iso-8859-4', 'ISO_IR 144': 'iso-8859-5', 'ISO_IR 127': 'iso-8859-6', 'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8', 'ISO_IR 148': 'windows-1254', 'ISO_IR 203': 'iso-8859-15', 'ISO_IR 13': 'shift_jis', 'ISO_IR 166': 'windows-874', 'ISO_IR 192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk',
};

const isAscii = (text: string): boolean => [...text].every((character) => character >= ' ' && character <= '~');
const isDefault = (characterSet: string): boolean => characterSet === '' || characterSet === 'ISO_IR 6';

/** Text as the data set's Specific Character Set has it; `undefined` where that cannot be said for sure (code extensions). */
export function decodeText(bytes: Buffer, characterSet: string): string | undefined {
  const text = bytes.toString('latin1');
  if (isAscii(text.replaceAll('\0', ''))) return clean(text);
  const label = isDefault(characterSet) ? undefined : LABELS[characterSet];
  return label === undefined ? undefined : clean(new TextDecoder(label).decode(bytes));
}

/**
 * Text in the data set's own character set, so that nothing else of it has to be written anew.
 * @returns the set to declare besides, where the data set declared none and UTF-8, of which its text is part, is needed.
 * @throws ExchangeFault `EXCHANGE_TEXT_NOT_ENCODABLE` when not even the letters without their accents can be written.
 */
export function encodeText(text: string, characterSet: string): { readonly bytes: Buffer; readonly declares?: 'ISO_IR 192' } {
  if (isAscii(text)) return { bytes: Buffer.from(text, 'latin1') };
  if (characterSet === 'ISO_IR 192') return { bytes: Buffer.from(text, 'utf8') };
  if (characterSet === 'ISO_IR 100' && [...text].every((character) => character <= '\u00ff')) return { bytes: Buffer.from(text, 'latin1') };
  if (isDefault(characterSet)) return { bytes: Buffer.from(text, 'utf8'), declares: 'ISO_IR 192' };
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'");
  if (!isAscii(plain)) throw new ExchangeFault('EXCHANGE_TEXT_NOT_ENCODABLE');
  return { bytes: Buffer.from(plain, 'latin1') };
}

/** Without padding. */
function clean(text: string): string {
  return text.replace(/[\0 ]+$/, '').replace(/^ +/, '');
}
