import type { TFunction } from '@longview/web-design-system';
import type { FormField } from './form-dialog.js';
import { SECTORS } from './program-words.js';

/** What an organization is called and how it is reached. */
export function detailFields(t: TFunction<'program'>, start: { readonly nameEn?: string; readonly nameFr?: string; readonly sector?: string; readonly phone?: string; readonly privacyEmail?: string } = {}): readonly FormField[] {
  return [
    { name: 'nameEn', label: t('form.nameEn'), kind: 'text', start: start.nameEn ?? '' },
    { name: 'nameFr', label: t('form.nameFr'), kind: 'text', start: start.nameFr ?? '' },
    { name: 'sector', label: t('form.sector'), kind: 'select', start: start.sector ?? '', options: SECTORS.map((sector) => ({ value: sector, label: t(`sector.${sector}`) })) },
    { name: 'phone', label: t('form.phone'), kind: 'text', isOptional: true, start: start.phone ?? '' },
    { name: 'privacyEmail', label: t('form.privacyEmail'), kind: 'text', isOptional: true, start: start.privacyEmail ?? '' },
  ];
}
