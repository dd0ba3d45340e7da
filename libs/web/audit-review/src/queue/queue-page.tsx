import { useTranslation } from '@longview/web-design-system';
import { Tabs, type WorkAreaProps } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconKeyboard, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { PrivacyPage } from '../privacy-page.js';
import { KeyHelp } from './decision-dialogs.js';
import { FlagQueue } from './flag-queue.js';
import { SampleQueue } from './sample-queue.js';

type Part = 'flags' | 'sample';

/** What waits for a reviewer: flagged accesses, and those that were drawn at random. */
export function QueuePage({ part, duties }: WorkAreaProps & { readonly part: Part }) {
  const { t } = useTranslation('privacy');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [isHelping, setHelping] = useState(false);
  const [round, setRound] = useState(0);
  const help = (): void => setHelping(true);
  // Opaque keys only, from the pages about one person.
  const start = { userId: search.get('user') ?? undefined, patientKey: search.get('patient') ?? undefined };
  return (
    <PrivacyPage title={t('queue.title')} lead={t('queue.lead')} actions={(
      <>
        <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={() => setRound((now) => now + 1)}>{t('queue.again')}</Button>
        <Button variant="default" leftSection={<IconKeyboard size={18} aria-hidden />} onClick={help}>{t('queue.keys')}</Button>
      </>
    )}>
      <Tabs<Part> label={t('queue.title')} shown={part} onShow={(next) => void navigate(next === 'sample' ? '/privacy/sample' : '/privacy', { replace: true })} tabs={[{ id: 'flags', title: t('queue.flags') }, { id: 'sample', title: t('queue.sample') }]}>
        {part === 'flags' ? <FlagQueue key={`${start.userId} ${start.patientKey}`} start={start} round={round} hasOrganizations={duties.has('MANAGE_ORGANIZATIONS')} onHelp={help} /> : <SampleQueue key={round} onHelp={help} />}
      </Tabs>
      <KeyHelp isOpen={isHelping} onClose={() => setHelping(false)} />
    </PrivacyPage>
  );
}
