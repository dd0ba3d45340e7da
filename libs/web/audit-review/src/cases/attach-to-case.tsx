import { AttachToPrivacyCaseDocument, PrivacyCasesDocument, type PrivacyCaseState } from '@longview/graphql-client';
import { useAnnounce, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer, useSend, type Trouble } from '../answers.js';
import { ActionDialog } from './action-dialog.js';
import classes from './cases.module.css';

const GOING_ON: PrivacyCaseState[] = ['NEW', 'IN_REVIEW', 'ASKED', 'CONFIRMED'];
const MOST = 100;

/** Takes lines of the log into a case that is going on; their proofs come with them. */
export function AttachToCase({ eventIds }: { readonly eventIds: readonly string[] }) {
  const { t } = useTranslation('privacyCase');
  const [isOpen, setOpen] = useState(false);
  const [attached, setAttached] = useState<{ readonly caseId: string; readonly reference: string }>();
  return (
    <p className={classes.screenOnly}>
      <Button variant="default" size="compact-md" leftSection={<IconPaperclip size={16} aria-hidden />} onClick={() => setOpen(true)}>{t('attach.open')}</Button>
      {attached && <> <Link to={`/privacy/cases/${attached.caseId}`}>{t('title', { reference: attached.reference })}</Link></>}
      {isOpen && <AttachDialog eventIds={eventIds} onClose={() => setOpen(false)} onAttached={(to) => { setOpen(false); setAttached(to); }} />}
    </p>
  );
}

function AttachDialog({ eventIds, onClose, onAttached }: { readonly eventIds: readonly string[]; readonly onClose: () => void; readonly onAttached: (to: { readonly caseId: string; readonly reference: string }) => void }) {
  const { t } = useTranslation('privacyCase');
  const announce = useAnnounce();
  const { answer, trouble } = useAnswer(PrivacyCasesDocument, { input: { states: GOING_ON, isMine: null, isOverdue: null, organizationId: null, offset: 0, limit: MOST } });
  const { send, isBusy } = useSend();
  const [problem, setProblem] = useState<Trouble>();
  const attach = async (caseId: string): Promise<void> => {
    const line = answer?.cases.find((one) => one.caseId === caseId);
    if (!line) return;
    const outcome = await send(AttachToPrivacyCaseDocument, { seen: { caseId, version: line.version }, eventIds: [...eventIds] });
    if (outcome === undefined) return;
    setProblem(outcome.trouble);
    if (!outcome.answer) return;
    announce(t('attach.done', { reference: line.reference }));
    onAttached({ caseId, reference: line.reference });
  };
  return (
    <ActionDialog title={t('attach.title', { count: eventIds.length })} lead={<p>{t('attach.lead')}</p>} confirmLabel={t('attach.confirm')} isBusy={isBusy} trouble={problem ?? trouble} onClose={onClose} onConfirm={({ caseId = '' }) => void attach(caseId)}
      fields={[{ name: 'caseId', label: t('column.reference'), kind: 'choice', isRequired: true, options: answer?.cases.map(({ caseId, reference, subjectName }) => ({ value: caseId, label: subjectName === null ? reference : t('attach.case', { reference, name: subjectName }) })) ?? [] }]} />
  );
}
