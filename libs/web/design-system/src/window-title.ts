import { useEffect } from 'react';
import { useTranslation } from './i18n.js';

/** Names the window: what it shows first, then the product. */
export function useWindowTitle(title: string): void {
  const { t } = useTranslation('ui');
  useEffect(() => { document.title = t('windowTitle', { title }); }, [t, title]);
}
