import { useApolloClient, useQuery } from '@apollo/client/react';
import { AttestationReviewsDocument, DecideReviewDocument, type AttestationDecision, type AttestationReviewsQuery, type Role } from '@longview/graphql-client';
import { dayOf, Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { Pill } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useRoleNames } from './names.js';
import { keepReasons, removeReasons } from './reasons.js';
import { refusalWords } from './refusal-words.js';
import classes from './review-list.module.css';
import { ChooseReason, ChooseRoles } from './sheet/choose-reason.js';

type Review = Extract<AttestationReviewsQuery['attestationReviews'], { __typename: 'AttestationReviewPage' }>['reviews'][number];
const PAGE = 50;

/** People whose situation changed between campaigns: each is decided on their own, and at once. */
export function ReviewList() {
  const { t } = useTranslation('attestation');
  const client = useApolloClient();
  const announce = useAnnounce();
  const { data, refetch } = useQuery(AttestationReviewsDocument, { variables: { offset: 0, limit: PAGE }, fetchPolicy: 'network-only' });
  const [problem, setProblem] = useState<string>();
  const lookedSinceMs = useRef(performance.now());
  useEffect(() => { lookedSinceMs.current = performance.now(); }, [data]);
  const reviews = data?.attestationReviews.__typename === 'AttestationReviewPage' ? data.attestationReviews.reviews : [];
  const decide = async ({ id, version, personName }: Review, decision: AttestationDecision, reason?: string, newRoles?: readonly Role[]): Promise<void> => {
    setProblem(undefined);
    const input = { decision, reason: reason ?? null, newRoles: newRoles ? [...newRoles] : null, elapsedMs: Math.round(performance.now() - lookedSinceMs.current) };
    const result = await client.mutate({ mutation: DecideReviewDocument, variables: { reviewId: id, version, input } }).then((answer) => answer.data?.decideReview, () => undefined);
    if (result?.__typename !== 'Done') setProblem(result ? refusalWords(t, result) : t('unreachable'));
    else announce(t(`decided.${decision}`, { name: personName }));
    await refetch();
  };
  return (
    <>
      <p className={classes.explain}>{t('review.explain')}</p>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      {data && reviews.length === 0 && <p>{t('review.none')}</p>}
      <ul className={classes.list}>{reviews.map((review) => <ReviewRow key={`${review.id} ${review.version}`} review={review} onDecide={(...decision) => void decide(review, ...decision)} />)}</ul>
    </>
  );
}

function ReviewRow({ review, onDecide }: { readonly review: Review; readonly onDecide: (decision: AttestationDecision, reason?: string, newRoles?: readonly Role[]) => void }) {
  const { t } = useTranslation('attestation');
  const roleNames = useRoleNames();
  const [asking, setAsking] = useState<AttestationDecision>();
  const { personName: name, roles, attestedRoles, jobTitle, trigger, openedAt, dueOn, lastUsedAt, mayDecide } = review;
  const cancel = (): void => setAsking(undefined);
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <strong>{name}</strong>
        <span>{[roleNames(roles), jobTitle].filter((text) => text !== '').join(' · ')}{trigger === 'ROLE_CHANGED' && ` · ${t('item.was', { roles: roleNames(attestedRoles) })}`}</span>
        <span className={classes.note}>{lastUsedAt === null ? t('item.neverUsed') : t('item.lastUsed', { day: dayOf(lastUsedAt) })} · {t('review.since', { day: dayOf(openedAt), due: dueOn })}</span>
      </div>
      <Pill tone="warning">{t(`review.trigger.${trigger}`)}</Pill>
      {mayDecide && (
        <div className={classes.buttons}>
          <Button variant="default" size="compact-md" aria-label={t('item.keepOf', { name })} onClick={() => setAsking('KEEP')}>{t('item.keep')}</Button>
          <Button variant="default" size="compact-md" aria-label={t('item.changeOf', { name })} onClick={() => setAsking('CHANGE')}>{t('item.change')}</Button>
          <Button variant="default" size="compact-md" aria-label={t('item.removeOf', { name })} onClick={() => setAsking('REMOVE')}>{t('item.remove')}</Button>
        </div>
      )}
      {!mayDecide && <span className={classes.note}>{t('item.notYours')}</span>}
      {asking === 'KEEP' && <div className={classes.asking}><ChooseReason question={t('item.whyKeep')} reasons={keepReasons([trigger])} onChoose={(reason) => onDecide('KEEP', reason)} onCancel={cancel} /></div>}
      {asking === 'REMOVE' && <div className={classes.asking}><ChooseReason question={t('item.whyRemove')} reasons={removeReasons([trigger])} onChoose={(reason) => onDecide('REMOVE', reason)} onCancel={cancel} /></div>}
      {asking === 'CHANGE' && <div className={classes.asking}><ChooseRoles roles={roles} onChoose={(newRoles) => onDecide('CHANGE', undefined, newRoles)} onCancel={cancel} /></div>}
    </li>
  );
}
