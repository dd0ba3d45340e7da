import { Notice, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { troubleWords, type Trouble } from './answers.js';

/** Why there is nothing to see, and the way to try again where that may help. */
export function TroubleNotice({ trouble, onRetry }: { readonly trouble: Trouble | undefined; readonly onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation('privacy');
  if (trouble === undefined) return null;
  const mayHelp = onRetry !== undefined && (trouble === 'unreachable' || trouble.code !== 'NOT_ALLOWED');
  return <Notice tone="alert" isUrgent title={troubleWords(t, trouble)}>{mayHelp && <Button variant="default" size="compact-sm" mt={6} onClick={onRetry}>{t('again')}</Button>}</Notice>;
}
