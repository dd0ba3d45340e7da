import type { ConsentFilePartsFragment } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Tabs, WorkPage, type WorkAreaProps } from '@longview/web-design-system/work';
import { useState } from 'react';
import { Navigate, Route, Routes, useNavigate } from 'react-router';
import { ConsentFile } from './consent-file.js';
import { FindPatient } from './find-patient.js';
import { DirectiveLetterPage, NoticeLetterPage } from './letter-page.js';
import { Notices } from './notices.js';

type Part = 'directives' | 'notices';

/**
 * The consent desk of the custodian that the privacy contact acts for. The opened file lives in memory: a reload forgets the
 * patient, and no address names one.
 */
export function ConsentDeskPages({ organization }: WorkAreaProps) {
  const [file, setFile] = useState<ConsentFilePartsFragment>();
  return (
    <Routes>
      <Route index element={<Desk part="directives" organization={organization} file={file} onFile={setFile} />} />
      <Route path="notices" element={<Desk part="notices" organization={organization} file={file} onFile={setFile} />} />
      <Route path="directives/:directiveId/letter" element={<DirectiveLetterPage file={file} onFile={setFile} />} />
      <Route path="notices/:noticeId/letter" element={<NoticeLetterPage />} />
      <Route path="*" element={<Navigate to="/consent" replace />} />
    </Routes>
  );
}

interface DeskProps {
  readonly part: Part;
  readonly organization: WorkAreaProps['organization'];
  readonly file: ConsentFilePartsFragment | undefined;
  readonly onFile: (file: ConsentFilePartsFragment | undefined) => void;
}

function Desk({ part, organization, file, onFile }: DeskProps) {
  const { t } = useTranslation('consent');
  const navigate = useNavigate();
  return (
    <WorkPage title={t('title')} lead={t('lead')}>
      <Tabs<Part> label={t('title')} shown={part} onShow={(next) => void navigate(next === 'notices' ? '/consent/notices' : '/consent', { replace: true })}
        tabs={[{ id: 'directives', title: t('tabs.directives') }, { id: 'notices', title: t('tabs.notices') }]}>
        {part === 'notices' ? <Notices /> : file ? <ConsentFile key={file.fileKey} file={file} organization={organization} onFile={onFile} /> : <FindPatient onFound={onFile} />}
      </Tabs>
    </WorkPage>
  );
}
