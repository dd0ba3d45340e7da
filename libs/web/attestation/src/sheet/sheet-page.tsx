import { useQuery } from '@apollo/client/react';
import { AttestationSheetDocument, type AttestationBucket, type AttestationSheetQuery, type Duty } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Pill, Tabs, WorkPage } from '@longview/web-design-system/work';
import { Button, Progress } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDeadline } from '../deadline.js';
import { refusalWords } from '../refusal-words.js';
import { addressOf, inputOf, type SheetPlace } from '../sheet-place.js';
import { DecisionList } from './decision-list.js';
import { GroupPanel } from './group-panel.js';
import { OneCard } from './one-card.js';
import { SheetCharts } from './sheet-charts.js';
import classes from './sheet-page.module.css';
import { SubmitBar } from './submit-bar.js';

type Sheet = Extract<AttestationSheetQuery['attestationSheet'], { __typename: 'AttestationSheet' }>;

/** One organization's people in one campaign: who needs a decision, who does not, who is done. */
export function SheetPage({ place, duties }: { readonly place: SheetPlace; readonly duties: ReadonlySet<Duty> }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const { data, error, refetch } = useQuery(AttestationSheetDocument, { variables: { sheet: inputOf(place) }, fetchPolicy: 'network-only' });
  const result = data?.attestationSheet;
  const sheet = result?.__typename === 'AttestationSheet' ? result : undefined;
  const isOffice = duties.has('OPEN_CAMPAIGNS') && place.organizationId !== undefined;
  return (
    <WorkPage
      title={sheet ? `${localized(sheet.campaign.name)} · ${t(`tier.${sheet.tier}`)}` : t('title')} lead={sheet && localized(sheet.organizationName)}
      back={<Link to={isOffice ? `/attestation/${place.campaignId}` : '/attestation'}><IconArrowLeft size={16} aria-hidden />{t('back')}</Link>}
      actions={sheet && <Button component={Link} to={addressOf(place, 'print')} variant="default">{t('sheet.evidence')}</Button>}
    >
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {result?.__typename === 'Refusal' && <Notice tone="alert">{refusalWords(t, result)}</Notice>}
      {!result && !error && <p aria-busy>{t('loading')}</p>}
      {sheet && <Standing sheet={sheet} />}
      {sheet && (sheet.isSolePractitioner && sheet.itemCount === 1 ? <OneCard place={place} sheet={sheet} onDone={() => void refetch()} /> : <People place={place} sheet={sheet} onChanged={() => void refetch()} />)}
    </WorkPage>
  );
}

/** How far it is and how much time there is, and what stands in the way. */
function Standing({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation('attestation');
  const deadline = useDeadline();
  const { itemCount, done, status, daysLeft, dueOn, tier, hasValidAuthority, extendedFor, extensionReason } = sheet;
  return (
    <>
      <div className={classes.standing}>
        <strong className={classes.done}>{t('doneOf', { done, total: itemCount })}</strong>
        <Progress className={classes.progress} value={(done / Math.max(1, itemCount)) * 100} size={14} aria-label={t('doneOf', { done, total: itemCount })} color="var(--lv-action)" />
        {status === 'OPEN' ? <Pill tone={daysLeft <= 7 ? 'warning' : 'information'}>{t('due', { day: dueOn })} · {deadline(daysLeft)}</Pill> : <Pill tone={status === 'SUBMITTED' ? 'good' : 'plain'}>{t(`status.${status}`)}</Pill>}
      </div>
      {tier === 'USERS' && status === 'OPEN' && !hasValidAuthority && <Notice tone="alert" title={t('sheet.noAuthority')}>{t('sheet.noAuthorityNext')}</Notice>}
      {extendedFor !== '' && status === 'OPEN' && <Notice tone="information">{t('sheet.extended', { day: dueOn, who: extendedFor, reason: extensionReason })}</Notice>}
      {status === 'CLOSED' && <Notice tone="warning">{t('sheet.closed')}</Notice>}
      {status === 'SUBMITTED' && itemCount > 1 && <Notice tone="information">{t('sheet.submitted')}</Notice>}
    </>
  );
}

function People({ place, sheet, onChanged }: { readonly place: SheetPlace; readonly sheet: Sheet; readonly onChanged: () => void }) {
  const { t } = useTranslation('attestation');
  const [chosen, setChosen] = useState<AttestationBucket | 'CHARTS'>();
  const [round, setRound] = useState(0);
  const isOpen = sheet.status === 'OPEN';
  const first: AttestationBucket = sheet.needsDecision > 0 ? 'NEEDS_DECISION' : sheet.unchanged > 0 ? 'UNCHANGED' : 'DONE';
  // Whoever is at work stays on the page they are on, also when its last row is decided.
  const [start] = useState(first);
  const shown = chosen ?? start;
  const totals = { NEEDS_DECISION: sheet.needsDecision, UNCHANGED: sheet.unchanged, DONE: sheet.done };
  const anew = (): void => { setRound((now) => now + 1); onChanged(); };
  return (
    <>
      <Tabs<AttestationBucket | 'CHARTS'> label={t('sheet.tabs')} shown={shown} onShow={setChosen}
        tabs={[{ id: 'NEEDS_DECISION', title: t('sheet.needs'), count: sheet.needsDecision }, { id: 'UNCHANGED', title: t('sheet.unchanged'), count: sheet.unchanged }, { id: 'DONE', title: t('sheet.done'), count: sheet.done }, { id: 'CHARTS', title: t('sheet.charts') }]}>
        <div className={classes.people}>
          {shown === 'UNCHANGED' && isOpen && sheet.unchangedByAsker > 0 && <GroupPanel place={place} count={sheet.unchangedByAsker} organizationName={sheet.organizationName} onAttested={anew} />}
          {shown === 'CHARTS' ? <SheetCharts sheet={sheet} /> : <DecisionList key={`${shown} ${round}`} place={place} bucket={shown} isOpen={isOpen} total={totals[shown]} onChanged={onChanged} />}
        </div>
      </Tabs>
      {isOpen && <SubmitBar place={place} sheet={sheet} onSubmitted={anew} />}
    </>
  );
}
