import type { TFunction } from '@longview/web-design-system';
import { fieldWords } from './user-words.js';

/** What is wrong with a file as a whole, and where. */
export function faultWords(t: TFunction<'registration'>, { fault, line, column }: { readonly fault: string; readonly line?: number | null; readonly column?: string | null }): string {
  const where = [line != null && t('fault.line', { line }), column != null && t('fault.column', { column: fieldWords(t, column) })].filter(Boolean).join(', ');
  return `${t(`fault.${fault}`, { defaultValue: t('fault.other') })}${where && ` (${where})`}`;
}
