import { useTranslation } from '@longview/web-design-system';
import { Steps, WorkSection, type Step } from '@longview/web-design-system/work';
import type { User } from './user-page.js';

/** What a request still needs before somebody can work: in the order in which it is usually done. */
export function RequestSteps({ user: { line, identities, entitlements } }: { readonly user: User }) {
  const { t } = useTranslation('registration');
  const isReviewed = line.status !== 'REQUESTED';
  const isApproved = line.status === 'APPROVED';
  const facts: readonly { readonly id: string; readonly isDone: boolean; readonly isWaiting?: boolean }[] = [
    { id: 'review', isDone: isReviewed }, { id: 'approve', isDone: isApproved, isWaiting: !isReviewed }, { id: 'verify', isDone: line.isVerified },
    { id: 'roles', isDone: line.roles.length > 0 || line.offices.length > 0 }, { id: 'entitle', isDone: entitlements.length > 0 || line.roles.length === 0 }, { id: 'link', isDone: identities.length > 0 },
  ];
  const isReady = facts.every(({ isDone }) => isDone);
  const steps = [...facts, { id: 'fulfil', isDone: false, isWaiting: !isReady }].map(({ id, isDone, isWaiting }): Step => ({ id, title: t(`step.${id}`), state: isDone ? 'done' : isWaiting ? 'waiting' : 'open' }));
  return <WorkSection title={t('step.title')}><Steps title={t('step.title')} steps={steps} /></WorkSection>;
}
