import { useApolloClient, useQuery } from '@apollo/client/react';
import { EndLaunchDocument, LaunchStudyDocument, SourcesDocument, StudyLaunchDocument, type LaunchPartsFragment, type StudyLaunchQuery } from '@longview/graphql-client';
import { MicroBanner, MismatchBar, Notice, patientNameOf, ReportText, SourceStateText, useDifferentPatients, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import classes from './image-window.module.css';
import { PriorList, type Prior } from './prior-list.js';
import { StopPage } from './stop-page.js';
import { StudyLine } from './study-line.js';
import { ViewerFrame } from './viewer-frame.js';
import type { EndReason } from './viewer-messages.js';

/** One study in a window of its own: whose it is, what it is, its report and the earlier ones beside the viewer. */
export function ImageWindow({ launchId, onActivity }: { readonly launchId: string; readonly onActivity: () => void }) {
  const { t } = useTranslation('images');
  const { data, error, refetch } = useQuery(StudyLaunchDocument, { variables: { launchId }, fetchPolicy: 'no-cache' });
  if (error) return <StopPage title={t('unreachable')} action={<Button onClick={() => void refetch()}>{t('retry')}</Button>} />;
  if (!data) return <OpeningImages />;
  return <Launched key={launchId} answer={data.studyLaunch} onRetry={() => void refetch()} onActivity={onActivity} />;
}

function Launched({ answer, onRetry, onActivity }: { readonly answer: StudyLaunchQuery['studyLaunch']; readonly onRetry: () => void; readonly onActivity: () => void }) {
  const { t } = useTranslation('images');
  const localized = useLocalized();
  const { data } = useQuery(SourcesDocument);
  const nameOf = (id: string): string => { const source = data?.sources.find((one) => one.id === id); return source ? localized(source.name) : id; };
  switch (answer.__typename) {
    case 'StudyLaunch': return <StudyWindow launch={answer} nameOf={nameOf} onActivity={onActivity} />;
    case 'RecordUnavailable': return <StopPage title={t('unavailable', { source: nameOf(answer.outcome.sourceId) })} action={<Button onClick={onRetry}>{t('retry')}</Button>}><SourceStateText outcome={answer.outcome} /></StopPage>;
    case 'RecordNotFound': return <StopPage title={t('notFound.title')}>{t('notFound.explain')}</StopPage>;
    case 'Refusal': return <StopPage title={t('refused')}>{t('notFound.explain')}</StopPage>;
  }
}

const OPENER_LOOK_MS = 2_000;

type Panel = 'report' | 'priors' | undefined;

function StudyWindow({ launch, nameOf, onActivity }: { readonly launch: LaunchPartsFragment; readonly nameOf: (sourceId: string) => string; readonly onActivity: () => void }) {
  const { t } = useTranslation(['images', 'ui']);
  const client = useApolloClient();
  const navigate = useNavigate();
  const isDifferent = useDifferentPatients(launch.patient);
  const [panel, setPanel] = useState<Panel>(launch.report && window.innerWidth > 1100 ? 'report' : undefined);
  const [ended, setEnded] = useState<EndReason>();
  const [isUnsure, setUnsure] = useState(false);
  const [openingUid, setOpeningUid] = useState<string>();
  const [priorTrouble, setPriorTrouble] = useState(false);

  useEffect(() => { document.title = t('images:windowTitle', { patient: [patientNameOf(launch.patient), launch.patient.birthDate].filter(Boolean).join(' · ') }); }, [t, launch.patient]);
  useEffect(() => {
    // Images do not outlive the page that opened them.
    const timer = setInterval(() => {
      if (window.opener === null || !window.opener.closed) return;
      setEnded('access-ended');
      client.mutate({ mutation: EndLaunchDocument, variables: { launchId: launch.launchId } }).catch(() => undefined);
      clearInterval(timer);
    }, OPENER_LOOK_MS);
    return () => clearInterval(timer);
  }, [client, launch.launchId]);

  const openPrior = async ({ studyInstanceUid, sourceIds }: Prior): Promise<void> => {
    setOpeningUid(studyInstanceUid);
    setPriorTrouble(false);
    const { data } = await client.mutate({ mutation: LaunchStudyDocument, variables: { patientKey: launch.patientKey, studyInstanceUid, sourceIds: [...sourceIds] } }).catch(() => ({ data: undefined }));
    setOpeningUid(undefined);
    if (data?.launchStudy.__typename === 'StudyLaunch') {
      client.mutate({ mutation: EndLaunchDocument, variables: { launchId: launch.launchId } }).catch(() => undefined);
      await navigate(`/view/${data.launchStudy.launchId}`, { replace: true });
    } else {
      setPriorTrouble(true);
    }
  };

  const onEnded = useCallback((reason: EndReason) => setEnded(reason), []);
  if (ended) return <StopPage isAlarm={ended === 'wrong-patient'} title={t(`images:end.${ended}.title`)}>{t(`images:end.${ended}.explain`)}</StopPage>;
  const toggle = (which: Panel): void => setPanel((now) => (now === which ? undefined : which));
  return (
    <div className={classes.window}>
      {isDifferent && <MismatchBar />}
      <div className={classes.banner}><MicroBanner patient={launch.patient} /></div>
      <StudyLine study={launch.study} site={nameOf(launch.study.sourceId)} panel={panel} priorCount={launch.priors.length} onToggle={toggle} />
      <main id="content" tabIndex={-1} className={classes.body} data-panel={panel !== undefined}>
        {panel && (
          <aside className={classes.panel} tabIndex={0} aria-label={t(`images:${panel}`)}>
            {isUnsure && <Notice tone="warning">{t('images:identityUnsure')}</Notice>}
            {panel === 'report' && (launch.report ? <><h2>{launch.report.title}</h2><ReportText report={launch.report} sourceName={nameOf(launch.report.sourceId)} /></> : <Notice tone="information">{t('images:noReport')}</Notice>)}
            {panel === 'priors' && <PriorList priors={launch.priors} openingUid={openingUid} hasTrouble={priorTrouble} nameOf={nameOf} onOpen={(prior) => void openPrior(prior)} />}
          </aside>
        )}
        <ViewerFrame url={launch.viewerUrl} title={launch.study.title} patient={launch.patient} onActivity={onActivity} onEnded={onEnded} onUnsure={setUnsure} />
      </main>
    </div>
  );
}

/** Waits to be told which launch it is for, by the page that opened it. */
export function OpeningWindow() {
  const navigate = useNavigate();
  useEffect(() => {
    const onMessage = ({ data, origin, source }: MessageEvent): void => {
      if (origin === window.location.origin && source === window.opener && data?.type === 'longview.window.launched' && typeof data.launchId === 'string') void navigate(`/view/${data.launchId}`, { replace: true });
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [navigate]);
  return <OpeningImages />;
}

/** Shown while the gateway is still asking: elapsed time, never a bar that stands still. */
function OpeningImages() {
  const { t } = useTranslation('images');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => { document.title = t('opening.windowTitle'); }, [t]);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <main id="content" tabIndex={-1} className={classes.stop} aria-busy><div><h1>{t('opening.title')}</h1><p role="status">{t('opening.for', { count: seconds })}</p></div></main>;
}
