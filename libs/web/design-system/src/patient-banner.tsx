import { IconAlertTriangleFilled, IconCircleCheck, IconCircleDashed, IconHelpCircle, IconLock, type Icon } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { ageAt, dayOf } from './dates.js';
import { useTranslation, type TFunction } from './i18n.js';
import classes from './patient-banner.module.css';
import { healthNumberOf, nameOf, patientNameOf, type PatientFacts } from './patient-words.js';

/** The allergy title says exactly one of these four. */
export type AllergyTitle = 'known' | 'none' | 'notRecorded' | 'unavailable';

const ALLERGY_ICONS: Record<AllergyTitle, Icon> = { known: IconAlertTriangleFilled, none: IconCircleCheck, notRecorded: IconCircleDashed, unavailable: IconHelpCircle };

export interface AllergySummary { readonly title: AllergyTitle; readonly count: number }

export interface PatientBannerProps {
  readonly patient: PatientFacts;
  /** Absent while nothing of the record may be shown. */
  readonly allergies?: AllergySummary;
  readonly onShowAllergies?: () => void;
  /** The patient restricts something, somewhere: a lock, without saying where. */
  readonly isRestricted: boolean;
  readonly children?: ReactNode;
}

/**
 * Who this page is about. Stays at the top, is never covered, and is not for pages with more than one patient.
 * Order and form: family name in capitals, birth date with age, sex, number; a long name wraps.
 */
export function PatientBanner({ patient, allergies, onShowAllergies, isRestricted, children }: PatientBannerProps) {
  const { t } = useTranslation('ui');
  const ref = useHeightVariable<HTMLElement>('--lv-banner-height');
  const aliases = patient.names.slice(1).map(nameOf).filter((name) => name !== patientNameOf(patient));
  return (
    <section ref={ref} id="patient-banner" className={classes.banner} data-deceased={patient.isDeceased} aria-label={t('patient.banner')}>
      <div className={classes.who}>
        <h1 className={classes.name} translate="no">{patientNameOf(patient) || t('patient.unnamed')}</h1>
        {aliases.length > 0 && <p className={classes.aliases}>{t('patient.alsoRecordedAs', { names: [...new Set(aliases)].join(' · ') })}</p>}
      </div>
      <PatientFactList patient={patient} />
      <div className={classes.end}>
        {isRestricted && <span className={classes.tag} data-look="consent" title={t('state.restricted')}><IconLock size={18} aria-hidden />{t('patient.restricted')}</span>}
        {allergies && <Allergies allergies={allergies} onShow={onShowAllergies} />}
        {children}
      </div>
    </section>
  );
}

function Allergies({ allergies, onShow }: { readonly allergies: AllergySummary; readonly onShow: (() => void) | undefined }) {
  const { t } = useTranslation('ui');
  const AllergyIcon = ALLERGY_ICONS[allergies.title];
  const words = <><AllergyIcon size={18} aria-hidden />{t(`allergies.${allergies.title}`)}{allergies.title === 'known' && ` ${allergies.count}`}</>;
  return onShow && allergies.title === 'known'
    ? <button type="button" className={classes.tag} data-look={allergies.title} onClick={onShow}>{words}</button>
    : <span className={classes.tag} data-look={allergies.title}>{words}</span>;
}

/** Name, birth date and number only, for windows that show images: no clinical facts. */
export function MicroBanner({ patient }: { readonly patient: PatientFacts }) {
  const { t } = useTranslation('ui');
  return (
    <section className={classes.micro} aria-label={t('patient.banner')}>
      <h1 className={classes.name} translate="no">{patientNameOf(patient) || t('patient.unnamed')}</h1>
      <PatientFactList patient={patient} isMicro />
    </section>
  );
}

function PatientFactList({ patient, isMicro = false }: { readonly patient: PatientFacts; readonly isMicro?: boolean }) {
  const { t } = useTranslation('ui');
  return (
    <dl className={classes.facts}>
      {patient.birthDate && <Fact label={t('patient.born')}>{patient.birthDate}{!patient.isDeceased && ageInParentheses(t, patient.birthDate, dayOf(Date.now()))}</Fact>}
      {patient.isDeceased && (
        <Fact label={patient.deceasedDate ? t('patient.died') : t('patient.deceased')}>
          {patient.deceasedDate}
          {patient.deceasedDate && patient.birthDate && ageInParentheses(t, patient.birthDate, patient.deceasedDate, true)}
        </Fact>
      )}
      {!isMicro && patient.gender && <Fact label={t('patient.sex')}>{t(`patient.sexes.${patient.gender}`)}</Fact>}
      {patient.healthNumber && <Fact label={t('patient.healthNumber')}>{healthNumberOf(patient.healthNumber)}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <div className={classes.fact}><dt>{label}</dt><dd>{children}</dd></div>;
}

function ageInParentheses(t: TFunction<'ui'>, birthDate: string, on: string, isAtDeath = false): string {
  const age = ageAt(birthDate, on.slice(0, 10));
  if (!age) return '';
  const words = age.months < 24 ? t('patient.ageMonths', { n: age.months }) : t('patient.ageYears', { n: age.years });
  return ` (${isAtDeath ? t('patient.ageAtDeath', { age: words }) : words})`;
}

/** Keeps an element's height in a custom property, so that what sticks below it knows where. */
export function useHeightVariable<E extends HTMLElement>(name: `--${string}`) {
  const ref = useRef<E>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const root = document.documentElement;
    const observer = new ResizeObserver(() => root.style.setProperty(name, `${element.offsetHeight}px`));
    observer.observe(element);
    return () => { observer.disconnect(); root.style.removeProperty(name); };
  }, [name]);
  return ref;
}
