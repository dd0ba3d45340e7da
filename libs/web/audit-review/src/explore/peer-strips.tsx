import type { UserActivityQuery } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { StripPlot } from '@longview/web-design-system/work';
import { useNumber } from '../names.js';

type Strip = Extract<UserActivityQuery['userActivity'], { readonly __typename: 'UserActivity' }>['peers'][number];

/** Somebody's numbers beside those of others with the same work. */
export function PeerStrips({ peers, name }: { readonly peers: readonly Strip[]; readonly name: string }) {
  const { t } = useTranslation('privacy');
  const number = useNumber();
  const compared = peers.filter(({ points }) => points.length > 1);
  if (compared.length === 0) return <p>{t('user.noPeers')}</p>;
  return compared.map(({ measure, points, median }) => {
    const own = points.find(({ isSubject }) => isSubject);
    const below = own ? points.filter(({ value, isSubject }) => !isSubject && value < own.value).length : 0;
    return (
      <StripPlot key={measure} title={t(`peers.${measure}`)} pointTitle={t('user.person')} valueTitle={t(`peers.unit.${measure}`)} markedTitle={name} othersTitle={t('user.peers', { count: points.length - 1 })}
        {...(own && { summary: t('user.peersSummary', { name, value: number(own.value, 1), median: number(median, 1), below, others: points.length - 1 }) })}
        points={points.map(({ userId, name: title, value, isSubject }) => ({ id: userId, title, value, isMarked: isSubject }))} />
    );
  });
}
