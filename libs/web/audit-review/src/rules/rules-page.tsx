import { SurveillanceRulesDocument, type SurveillanceRulesQuery } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { Bars, WorkSection } from '@longview/web-design-system/work';
import { useState } from 'react';
import { useAnswer } from '../answers.js';
import { useMoment } from '../moments.js';
import { useNumber } from '../names.js';
import { PrivacyPage } from '../privacy-page.js';
import { TroubleNotice } from '../trouble-notice.js';
import { ChangeRuleDialog } from './change-rule-dialog.js';
import { RetireRuleDialog } from './retire-rule-dialog.js';
import { RuleCard } from './rule-card.js';
import classes from './rules.module.css';
import { Runs } from './runs.js';

export type Rules = Extract<SurveillanceRulesQuery['surveillanceRules'], { readonly __typename: 'SurveillanceRules' }>;
export type Rule = Rules['rules'][number];

/** What raises flags: each rule with its thresholds, what it has brought so far, and who changed it last and why. */
export function RulesPage() {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const moment = useMoment();
  const number = useNumber();
  const { answer, trouble, again } = useAnswer(SurveillanceRulesDocument, {});
  const [changing, setChanging] = useState<Rule>();
  const [retiring, setRetiring] = useState<Rule>();
  const done = (): void => { setChanging(undefined); setRetiring(undefined); again(); };
  const raised = answer?.rules.reduce((sum, rule) => sum + rule.raised, 0) ?? 0;
  return (
    <PrivacyPage title={t('rules.title')} lead={t('rules.lead')}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{t('loading')}</p>}
      {answer && (
        <>
          <p className={classes.note}>{t('rules.standing', { count: answer.accesses, n: number(answer.accesses), at: moment(answer.asOf), raiseAt: answer.raiseAt })}</p>
          {!answer.mayChange && <Notice tone="information">{t('rules.readOnly')}</Notice>}
          {raised > 0 && (
            <Bars title={t('rules.yield')} summary={t('rules.yieldSummary')} categoryTitle={t('rules.rule')} form="stacked" series={(['confirmed', 'explained', 'open'] as const).map((id) => ({ id, title: t(`rules.${id}`) }))}
              categories={answer.rules.filter((rule) => rule.raised > 0).toSorted((a, b) => b.raised - a.raised).map(({ kind, confirmed, explained, open }) => ({ id: kind, title: words(`title.${kind}`), values: [confirmed, explained, open] }))} />
          )}
          <WorkSection title={t('rules.all')}>
            <ul className={classes.rules}>{answer.rules.map((rule) => <RuleCard key={rule.kind} rule={rule} mayChange={answer.mayChange} onChange={() => setChanging(rule)} onRetire={() => setRetiring(rule)} />)}</ul>
          </WorkSection>
          <WorkSection title={t('runs.title')}><Runs /></WorkSection>
        </>
      )}
      {changing && <ChangeRuleDialog key={`${changing.kind} ${changing.version}`} rule={changing} onClose={() => setChanging(undefined)} onDone={done} />}
      {retiring && <RetireRuleDialog key={`${retiring.kind} ${retiring.version}`} rule={retiring} onClose={() => setRetiring(undefined)} onDone={done} />}
    </PrivacyPage>
  );
}
