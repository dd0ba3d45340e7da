import { useMutation } from '@apollo/client/react';
import { TakeEvidencePackDocument, type TakeEvidencePackMutation } from '@longview/graphql-client';
import { clockOf, dayOf, Notice, useLocalized, useTranslation, zoneNameOf, useLanguage, type Localized } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import classes from './evidence-page.module.css';
import { useRoleNames } from './names.js';
import { refusalWords } from './refusal-words.js';
import { addressOf, inputOf, type SheetPlace } from './sheet-place.js';
import { EvidenceLines, useSignalWords } from './sheet/evidence-lines.js';

type Pack = Extract<TakeEvidencePackMutation['takeEvidencePack'], { __typename: 'EvidencePack' }>;

/** Who was attested on what grounds, to be printed or taken as a table. Every line is drawn: what is not drawn is not printed. */
export function EvidencePage({ place, takenBy, takenFor }: { readonly place: SheetPlace; readonly takenBy: string; readonly takenFor: Localized }) {
  const { t } = useTranslation('attestation');
  const localized = useLocalized();
  const { language } = useLanguage();
  const [take, { loading }] = useMutation(TakeEvidencePackDocument);
  const [pack, setPack] = useState<{ readonly pack: Pack; readonly atMs: number }>();
  const [problem, setProblem] = useState<string>();
  const show = async (): Promise<void> => {
    const result = await take({ variables: { sheet: inputOf(place) } }).then(({ data }) => data?.takeEvidencePack, () => undefined);
    if (result?.__typename !== 'EvidencePack') return setProblem(result ? refusalWords(t, result) : t('unreachable'));
    setProblem(undefined);
    setPack({ pack: result, atMs: Date.now() });
  };
  const download = ({ csv, campaign }: Pack): void => {
    const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
    Object.assign(document.createElement('a'), { href: address, download: `${t('pack.fileName')}-${campaign.opensOn}-${place.tier === 'USERS' ? 'users' : 'offices'}.csv` }).click();
    URL.revokeObjectURL(address);
  };
  return (
    <WorkPage title={t('pack.title')} lead={t('pack.lead')} back={<Link to={addressOf(place)}><IconArrowLeft size={16} aria-hidden />{t('backToSheet')}</Link>}
      actions={pack ? (
        <>
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('pack.print')}</Button>
          <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => download(pack.pack)}>{t('pack.download')}</Button>
        </>
      ) : <Button aria-disabled={loading} onClick={() => { if (!loading) void show(); }}>{t('pack.take')}</Button>}>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      {pack && (
        <section className={classes.pack} aria-label={localized(pack.pack.campaign.name)}>
          <h2>{localized(pack.pack.campaign.name)} · {t(`tier.${pack.pack.tier}`)} · {localized(pack.pack.organizationName)}</h2>
          <p className={classes.facts}>
            {pack.pack.campaign.periodFrom} – {pack.pack.campaign.periodTo} · {t('due', { day: pack.pack.campaign.dueOn })} · {t(`status.${pack.pack.status}`)} · {t('pack.count', { count: pack.pack.items.length })}
            {pack.pack.submittedAt !== null && ` · ${t('pack.submittedAt', { at: dayOf(pack.pack.submittedAt) })}`}
          </p>
          <p className={classes.facts}>{t('pack.takenAt', { at: `${dayOf(pack.atMs)} ${clockOf(pack.atMs)} ${zoneNameOf(pack.atMs, language)}`, who: takenBy, organization: localized(takenFor) })}</p>
          <PackTable pack={pack.pack} />
        </section>
      )}
    </WorkPage>
  );
}

function PackTable({ pack: { items } }: { readonly pack: Pack }) {
  const { t } = useTranslation('attestation');
  const signalWords = useSignalWords();
  const roleNames = useRoleNames();
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('pack.title')}>
      <table className={classes.table}>
        <thead><tr>{(['person', 'evidence', 'signals', 'decision', 'by'] as const).map((column) => <th key={column} scope="col">{t(`pack.${column}`)}</th>)}</tr></thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.subjectId}>
              <th scope="row">{item.personName}</th>
              <td><EvidenceLines item={item} /></td>
              <td>{signalWords(item).join(', ') || t('pack.nothing')}</td>
              <td>
                {item.outcome !== null ? t(`outcome.${item.outcome}`) : item.decision !== null ? t(`decision.${item.decision}`, { roles: roleNames(item.newRoles) }) : t('outcome.UNDECIDED')}
                {item.reason !== '' && <><br />{t(`reason.${item.reason}`)}</>}
                {item.isGroup && <><br />{t('item.inGroup')}</>}
              </td>
              <td>{item.decidedBy !== null && item.decidedAt !== null ? <>{item.decidedBy}<br />{dayOf(item.decidedAt)} {clockOf(item.decidedAt)}</> : item.outcome === 'SUSPENDED' ? t('item.byDeadline') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
