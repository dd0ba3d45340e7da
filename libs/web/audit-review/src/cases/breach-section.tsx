import { useTranslation } from '@longview/web-design-system';
import { Facts, Pill, WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { BreachForm } from './breach-form.js';
import type { CasePartProps } from './case-page.js';
import classes from './cases.module.css';

/** What a confirmed case means under the regulation: what happened, which of the seven circumstances apply, and the package for the Commissioner. */
export function BreachSection({ of, onChanged }: CasePartProps) {
  const { t } = useTranslation('privacyCase');
  const [isAssessing, setAssessing] = useState(false);
  const { breach, actions, line } = of;
  const mayAssess = actions.includes('ASSESS');
  if (!breach && !mayAssess) return null;
  const applying = breach?.circumstances.filter(({ applies }) => applies) ?? [];
  return (
    <WorkSection title={t('breach.title')} actions={breach && breach.circumstances.length > 0 && <Button className={classes.screenOnly} component={Link} to={`/privacy/cases/${line.caseId}/package`} variant="default">{t('breach.package')}</Button>}>
      {breach && (
        <>
          <div><Pill tone={breach.mustNotifyCommissioner ? 'alert' : 'plain'}>{t(breach.mustNotifyCommissioner ? 'breach.mustNotify' : 'breach.needNotNotify')}</Pill></div>
          <Facts facts={[
            { name: t('breach.category'), value: t(`category.${breach.category}`) },
            { name: t('breach.discoveredOn'), value: breach.discoveredOn },
            { name: t('breach.affected'), value: breach.affectedCount },
            { name: t('breach.patientsNotified'), value: breach.patientsNotifiedOn },
            { name: t('breach.commissionerNotified'), value: breach.commissionerNotifiedOn },
            { name: t('breach.facts'), value: <span className={classes.reading}>{breach.facts}</span> },
            { name: t('breach.containment'), value: <span className={classes.reading}>{breach.containment}</span> },
            { name: t('breach.prevention'), value: <span className={classes.reading}>{breach.prevention}</span> },
          ]} />
          {applying.length > 0 && <ul className={classes.list} aria-label={t('breach.circumstances')}>{applying.map(({ circumstance, reason }) => <li key={circumstance}><strong>{t(`circumstance.${circumstance}`)}</strong><span>{reason}</span></li>)}</ul>}
        </>
      )}
      {!breach && !isAssessing && <p>{t('breach.lead')}</p>}
      {mayAssess && !isAssessing && <div><Button variant={breach ? 'default' : 'filled'} className={classes.screenOnly} onClick={() => setAssessing(true)}>{t(breach ? 'breach.assessAgain' : 'breach.assess')}</Button></div>}
      {isAssessing && <BreachForm of={of} onClose={() => setAssessing(false)} onChanged={(now) => { setAssessing(false); onChanged(now); }} />}
    </WorkSection>
  );
}
