import { useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { useNavigate } from 'react-router';
import { PrivacyPage } from '../privacy-page.js';
import classes from './explore.module.css';
import { FindPatient } from './find-patient.js';
import { FindUser } from './find-user.js';

/** Where a look at one person begins: somebody who uses Longview, or a patient. */
export function ExplorePage() {
  const { t } = useTranslation('privacy');
  const navigate = useNavigate();
  return (
    <PrivacyPage title={t('explore.title')} lead={t('explore.lead')}>
      <div className={classes.ways}>
        <WorkSection title={t('explore.userTitle')}>
          <p>{t('explore.userLead')}</p>
          <FindUser label={t('find.user')} onFound={({ userId, organizationId }) => void navigate(`/privacy/users/${userId}?organization=${organizationId}`)} />
        </WorkSection>
        <WorkSection title={t('explore.patientTitle')}>
          <p>{t('explore.patientLead')}</p>
          <FindPatient onFound={(patientKey) => void navigate(`/privacy/patients/${patientKey}`)} />
        </WorkSection>
      </div>
    </PrivacyPage>
  );
}
