import { patientNameOf, useTranslation, type PatientFacts } from '@longview/web-design-system';
import { IconHistory } from '@tabler/icons-react';
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './patient-search.module.css';

interface RecentPatient { readonly patientKey: string; readonly patient: PatientFacts }

interface RecentPatients {
  readonly patients: readonly RecentPatient[];
  readonly remember: (opened: RecentPatient) => void;
}

const MOST = 8;
const RecentContext = createContext<RecentPatients>({ patients: [], remember: () => undefined });

/** Remembers who was opened while it is mounted. Mount it below the session, so that a lock or an end forgets. */
export function RecentPatientsProvider({ children }: { readonly children: ReactNode }) {
  const [patients, setPatients] = useState<readonly RecentPatient[]>([]);
  const remember = useCallback((opened: RecentPatient) => {
    setPatients((now) => [opened, ...now.filter(({ patientKey }) => patientKey !== opened.patientKey)].slice(0, MOST));
  }, []);
  const value = useMemo(() => ({ patients, remember }), [patients, remember]);
  return <RecentContext value={value}>{children}</RecentContext>;
}

export function useRecentPatients(): RecentPatients {
  return use(RecentContext);
}

export function RecentPatientList() {
  const { t } = useTranslation(['search', 'ui']);
  const { patients } = useRecentPatients();
  if (patients.length === 0) return null;
  return (
    <section className={classes.recent} aria-labelledby="recent-patients">
      <h2 id="recent-patients"><IconHistory size={18} aria-hidden /> {t('search:recent.title')}</h2>
      <ul>
        {patients.map(({ patientKey, patient }) => (
          <li key={patientKey}>
            <Link to={`/p/${patientKey}/timeline`}>
              <strong translate="no">{patientNameOf(patient) || t('ui:patient.unnamed')}</strong>
              <span>{patient.birthDate}</span>
              {patient.gender && <span>{t(`ui:patient.sexes.${patient.gender}`)}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{t('search:recent.hint')}</p>
    </section>
  );
}
