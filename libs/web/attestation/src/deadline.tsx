import { useTranslation } from '@longview/web-design-system';

/** How much time there is, in words. */
export function useDeadline(): (daysLeft: number) => string {
  const { t } = useTranslation('attestation');
  return (daysLeft) => (daysLeft > 0 ? t('daysLeft', { count: daysLeft }) : daysLeft === 0 ? t('lastDay') : t('late', { count: -daysLeft }));
}
