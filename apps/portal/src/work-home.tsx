import { EmptyState, useLocalized, useTranslation } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import type { SessionState } from '@longview/web-session';
import { IconBriefcaseOff, IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { AREA_ICONS } from './area-icons.js';
import { WAITING } from './waiting.js';
import { areasFor } from './work-areas.js';
import classes from './work-home.module.css';

/** Where somebody starts whose work is access itself: the areas that are theirs. */
export function WorkHome({ user, organization }: Pick<Extract<SessionState, { kind: 'active' }>, 'user' | 'organization'>) {
  const { t } = useTranslation('shell');
  const localized = useLocalized();
  const areas = areasFor(user.duties);
  return (
    <WorkPage title={t('work.title')} lead={t('work.lead', { organization: localized(organization.name) })}>
      {areas.length === 0 && <EmptyState icon={IconBriefcaseOff} title={t('work.none')}>{t('work.noneNext')}</EmptyState>}
      <ul className={classes.areas}>
        {areas.map(({ id, path }) => {
          const AreaIcon = AREA_ICONS[id];
          const Waiting = WAITING[id];
          return (
            <li key={id}>
              <Link to={path} className={classes.area}>
                <AreaIcon size={26} stroke={1.5} aria-hidden />
                <span className={classes.words}><strong>{t(`area.${id}`)}</strong><span>{t(`work.${id}`)}</span>{Waiting && <span className={classes.waiting}><Waiting /></span>}</span>
                <IconChevronRight size={18} aria-hidden />
              </Link>
            </li>
          );
        })}
      </ul>
    </WorkPage>
  );
}
