import { useApolloClient, useQuery } from '@apollo/client/react';
import { FindPatientsDocument, OpenPatientDocument, SourcesDocument, type PatientSearchInput, type RefusalCode } from '@longview/graphql-client';
import { Notice, useAnnounce, useTranslation, type SourceFacts, type TFunction } from '@longview/web-design-system';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { CandidateTable, type SearchAnswer } from './candidate-table.js';
import classes from './patient-search.module.css';
import { RecentPatientList, useRecentPatients } from './recent-patients.js';
import { SearchForm } from './search-form.js';
import { NobodyFound, SearchCompleteness } from './search-outcome.js';

type Trouble = RefusalCode | 'unreachable' | 'expired';

function troubleWords(t: TFunction<'search'>, trouble: Trouble): string {
  switch (trouble) {
    case 'unreachable': return t('unreachable');
    case 'expired': return t('result.expired');
    case 'AUDIT_UNAVAILABLE': return t('refusal.AUDIT_UNAVAILABLE');
    case 'INVALID_INPUT': return t('refusal.INVALID_INPUT');
    case 'NOT_ALLOWED': return t('refusal.NOT_ALLOWED');
    default: return t('refusal.other');
  }
}

/** Finds a person and opens them: at once only when the gateway says that the number settles who it is. */
export function FindPage() {
  const { t } = useTranslation('search');
  const client = useApolloClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { remember } = useRecentPatients();
  const { data } = useQuery(SourcesDocument);
  const sources = useMemo(() => new Map<string, SourceFacts>(data?.sources.map((source) => [source.id, source])), [data]);
  const [answer, setAnswer] = useState<SearchAnswer>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [isSearching, setSearching] = useState(false);
  const [isOpening, setOpening] = useState(false);
  const latest = useRef(0);
  useEffect(() => { document.title = t('windowTitle'); }, [t]);

  const open = async (candidateKey: string): Promise<void> => {
    setOpening(true);
    setTrouble(undefined);
    try {
      const { data: opened } = await client.mutate({ mutation: OpenPatientDocument, variables: { candidateKey } });
      const result = opened?.openPatient;
      if (result?.__typename === 'OpenedPatient') {
        remember(result);
        await navigate(`/p/${result.patientKey}/timeline`, { state: { isExplained: result.relationship.state !== 'MISSING' } });
        return;
      }
      setTrouble(result?.code === 'PATIENT_NOT_OPEN' || result?.code === 'INVALID_INPUT' ? 'expired' : result?.code ?? 'unreachable');
    } catch {
      setTrouble('unreachable');
    }
    setOpening(false);
  };

  const ask = async (input: PatientSearchInput): Promise<void> => {
    const mine = ++latest.current;
    setSearching(true);
    setTrouble(undefined);
    setAnswer(undefined);
    try {
      const { data: found } = await client.mutate({ mutation: FindPatientsDocument, variables: { input } });
      if (mine !== latest.current) return;
      const result = found?.findPatients;
      if (result?.__typename !== 'PatientSearchAnswer') {
        setTrouble(result?.code ?? 'unreachable');
      } else if (result.mayOpenDirectly && result.candidates[0]) {
        await open(result.candidates[0].candidateKey);
      } else {
        setAnswer(result);
        announce(t('result.title', { count: result.candidates.length }));
      }
    } catch {
      if (mine === latest.current) setTrouble('unreachable');
    }
    setSearching(false);
  };

  return (
    <main id="content" tabIndex={-1} className={classes.page}>
      <div className={classes.ask}>
        <h1>{t('title')}</h1>
        <SearchForm isSearching={isSearching || isOpening} onAsk={(input) => void ask(input)} />
        {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      </div>
      {answer && (
        <section className={classes.answer} aria-labelledby="search-answer">
          <h2 id="search-answer" className={answer.candidates.length === 0 ? 'lv-hidden' : undefined}>{t('result.title', { count: answer.candidates.length })}</h2>
          {answer.candidates.length > 0
            ? <CandidateTable candidates={answer.candidates} sources={sources} isOpening={isOpening} onOpen={(key) => void open(key)} />
            : <NobodyFound answer={answer} />}
          <SearchCompleteness answer={answer} sources={sources} />
        </section>
      )}
      {!answer && <RecentPatientList />}
    </main>
  );
}
