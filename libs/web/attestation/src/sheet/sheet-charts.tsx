import type { AttestationSheetQuery } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { Bars, BurnDown, WorkSection } from '@longview/web-design-system/work';
import { noonOf } from '../days.js';
import classes from './sheet-charts.module.css';

type Sheet = Extract<AttestationSheetQuery['attestationSheet'], { __typename: 'AttestationSheet' }>;
const OUTCOMES = ['kept', 'changed', 'removed', 'suspended'] as const;

/** How it goes: what is left against the days, what was decided, and the last four campaigns. */
export function SheetCharts({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const left = sheet.needsDecision + sheet.unchanged;
  const series = OUTCOMES.map((id) => ({ id, title: t(`outcome.${id.toUpperCase()}`) }));
  return (
    <WorkSection title={t('sheet.charts')}>
      <div className={classes.charts}>
        <BurnDown title={t('chart.burnDown')} summary={t('chart.burnDownSummary', { left, total: sheet.itemCount, day: sheet.dueOn })} remainingTitle={t('chart.left')} dueMs={noonOf(sheet.dueOn)} points={sheet.burnDown.map(({ day, left: remaining }) => ({ atMs: noonOf(day), remaining }))} />
        <Bars title={t('chart.outcomes')} categoryTitle={t('chart.outcome')} form="grouped" series={[{ id: 'people', title: t('chart.people') }]}
          categories={[...OUTCOMES, 'gone', 'undecided'].map((id) => ({ id, title: t(`outcome.${id.toUpperCase()}`), values: [sheet.outcomes[id as keyof Sheet['outcomes']] as number] }))} />
        <Bars title={t('chart.history')} categoryTitle={t('chart.campaign')} form="stacked" series={series}
          categories={sheet.history.map(({ campaign, outcomes }) => ({ id: campaign.id, title: localized(campaign.name), values: OUTCOMES.map((id) => outcomes[id]) }))} />
      </div>
      {sheet.medianDecisionMs !== null && <p className={classes.note}>{t('sheet.median', { seconds: Math.max(1, Math.round(sheet.medianDecisionMs / 1000)) })}</p>}
    </WorkSection>
  );
}
