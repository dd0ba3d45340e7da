import type { LaunchPartsFragment } from '@longview/graphql-client';
import { dateOf, KindChip, Notice, useTranslation } from '@longview/web-design-system';
import classes from './image-window.module.css';

export type Prior = LaunchPartsFragment['priors'][number];

/** Earlier studies, the same body part first. Each is asked for only when somebody presses it. */
export function PriorList({ priors, openingUid, hasTrouble, nameOf, onOpen }: {
  readonly priors: readonly Prior[];
  readonly openingUid: string | undefined;
  readonly hasTrouble: boolean;
  readonly nameOf: (sourceId: string) => string;
  readonly onOpen: (prior: Prior) => void;
}) {
  const { t } = useTranslation('images');
  const groups = [[t('prior.same'), priors.filter(({ isSameBodySite }) => isSameBodySite)], [t('prior.other'), priors.filter(({ isSameBodySite }) => !isSameBodySite)]] as const;
  return (
    <>
      <h2>{t('prior.title')}</h2>
      {hasTrouble && <Notice tone="alert" isUrgent>{t('end.not-available.title')}</Notice>}
      {priors.length === 0 && <p className={classes.quiet}>{t('prior.none')}</p>}
      {groups.map(([heading, members]) => members.length > 0 && (
        <section key={heading} className={classes.priors}>
          <h3>{heading}</h3>
          <ul>
            {members.map((prior) => (
              <li key={prior.studyInstanceUid}>
                <button type="button" aria-disabled={openingUid !== undefined} onClick={openingUid === undefined ? () => onOpen(prior) : undefined}>
                  <span className={classes.priorDate}>{prior.time && dateOf(prior.time)}</span>
                  <KindChip kind="IMAGING_STUDY" modalities={prior.modalities} />
                  <span className={classes.priorTitle}>{prior.title}<small>{openingUid === prior.studyInstanceUid ? t('prior.opening') : prior.sourceIds.map(nameOf).join(', ')}</small></span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
