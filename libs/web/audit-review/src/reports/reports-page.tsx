import { useTranslation } from '@longview/web-design-system';
import { Tabs, type WorkAreaProps } from '@longview/web-design-system/work';
import type { AccessReportKind } from '@longview/graphql-client';
import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DayField } from '../day-field.js';
import { FindPatient } from '../explore/find-patient.js';
import { FindUser } from '../explore/find-user.js';
import { useSources } from '../names.js';
import { OrganizationChoice } from '../organization-choice.js';
import { PrivacyPage } from '../privacy-page.js';
import { ExportButtons } from './export-buttons.js';
import { filtersAtStart, isTooWide, MARKS, type ReportFilters } from './report-filters.js';
import { ReportList } from './report-list.js';
import classes from './reports.module.css';

/** The two reports that differ by law: what our people collected and used, and what was disclosed of our records. */
export function ReportsPage({ duties }: WorkAreaProps) {
  const { t } = useTranslation('accessReport');
  const [search] = useSearchParams();
  const isOffice = duties.has('MANAGE_ORGANIZATIONS');
  const [filters, setFilters] = useState<ReportFilters>(() => filtersAtStart(Date.now(), { patientKey: search.get('patient') ?? undefined, userId: search.get('user') ?? undefined }));
  const set = (change: Partial<ReportFilters>): void => setFilters((now) => ({ ...now, ...change }));
  const isWide = isTooWide(filters, isOffice);
  return (
    <PrivacyPage title={t('title')} lead={t('lead')}>
      <Tabs<AccessReportKind> label={t('title')} shown={filters.kind} onShow={(kind) => set({ kind, custodianId: undefined })} tabs={[{ id: 'COLLECTIONS', title: t('kind.COLLECTIONS') }, { id: 'DISCLOSURES', title: t('kind.DISCLOSURES') }]}>
        <div className={classes.report}>
          <p>{t(`explain.${filters.kind}`)}</p>
          <Filters filters={filters} isOffice={isOffice} onChange={set} />
          {isWide ? <p role="status" className={classes.hint}>{t('tooWide')}</p> : <ExportButtons filters={filters} />}
          <ReportList filters={filters} isWanted={!isWide} />
        </div>
      </Tabs>
    </PrivacyPage>
  );
}

function Filters({ filters, isOffice, onChange }: { readonly filters: ReportFilters; readonly isOffice: boolean; readonly onChange: (change: Partial<ReportFilters>) => void }) {
  const { t } = useTranslation('accessReport');
  const { t: common } = useTranslation('privacy');
  const { sources } = useSources();
  // A disclosure's side is the custodian's; only collections are of somebody else's records.
  const isDisclosures = filters.kind === 'DISCLOSURES';
  const userName = filters.userName ?? common('filter.oneUser');
  return (
    <div className={classes.filters}>
      <DayField label={common('filter.from')} value={filters.fromDay} isRequired onDay={(day) => { if (day) onChange({ fromDay: day }); }} />
      <DayField label={common('filter.until')} value={filters.untilDay} isRequired onDay={(day) => { if (day) onChange({ untilDay: day }); }} />
      {filters.patientKey === undefined ? <FindPatient isShort onFound={(patientKey) => onChange({ patientKey })} />
        : <Only label={t('aboutPatient')} name={common('filter.onePatient')} onRemove={() => onChange({ patientKey: undefined })} />}
      {filters.userId === undefined ? <FindUser label={common('filter.user')} onFound={({ userId, name }) => onChange({ userId, userName: name })} />
        : <Only label={common('filter.user')} name={userName} onRemove={() => onChange({ userId: undefined, userName: undefined })} />}
      <NativeSelect label={common('filter.source')} value={filters.sourceId ?? ''} onChange={({ currentTarget }) => onChange({ sourceId: currentTarget.value || undefined })} data={[{ value: '', label: common('filter.anySource') }, ...sources]} />
      <NativeSelect label={t('mark.label')} value={filters.mark ?? ''} onChange={({ currentTarget }) => onChange({ mark: MARKS.find((mark) => mark === currentTarget.value) })} data={[{ value: '', label: t('mark.any') }, ...MARKS.map((mark) => ({ value: mark, label: t(`mark.${mark}`) }))]} />
      {isOffice && <OrganizationChoice {...(isDisclosures && { label: t('custodian') })} value={filters.organizationId} onChange={(organizationId) => onChange({ organizationId })} anyLabel={t('wholeProvince')} />}
      {isOffice && !isDisclosures && <OrganizationChoice label={t('custodian')} value={filters.custodianId} onChange={(custodianId) => onChange({ custodianId })} anyLabel={t('anyCustodian')} />}
    </div>
  );
}

/** What the report is limited to, and the way to lift it. */
function Only({ label, name, onRemove }: { readonly label: string; readonly name: string; readonly onRemove: () => void }) {
  const { t } = useTranslation('privacy');
  return (
    <div className={classes.only}>
      <span>{label}</span>
      <Button variant="default" rightSection={<IconX size={15} aria-hidden />} aria-label={t('filter.remove', { what: name })} onClick={onRemove}>{name}</Button>
    </div>
  );
}
