import type { RecordKind, RecordStatus } from '@longview/graphql-client';
import { IconAlertTriangle, IconBan, IconCheck, IconCircleDashed, IconClockPause, IconLoader2, IconMinus, IconPencil, IconPlugConnectedX, IconProgress, type Icon } from '@tabler/icons-react';
import classes from './chips.module.css';
import { useTranslation } from './i18n.js';
import { sourceStateWords, toneOf, type OutcomeFacts, type SourceTone } from './source-state.js';

/** The five families of records, each with one colour in charts and chips. */
export const KIND_GROUPS = ['imaging', 'labs', 'documents', 'visits', 'meds'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

const GROUP_OF: Record<RecordKind, KindGroup> = {
  IMAGING_STUDY: 'imaging', REPORT: 'imaging', LAB: 'labs', DOCUMENT: 'documents', VISIT: 'visits', CONDITION: 'visits', MEDICATION: 'meds', ALLERGY: 'meds',
};

/** The family a kind of record belongs to; a report that is not of imaging belongs to the documents. */
export function kindGroupOf(kind: RecordKind, category?: string | null): KindGroup {
  if (kind !== 'REPORT' || !category || category === 'imaging') return GROUP_OF[kind];
  return category === 'laboratory' ? 'labs' : 'documents';
}

const NOT_PICTURES = ['SR', 'KO', 'PR'];

/** The letters people know a study by: `XR` for both kinds of digital x-ray, otherwise its first modality that makes pictures. */
export function modalityLetters(modalities: readonly string[]): string | undefined {
  const modality = modalities.find((one) => !NOT_PICTURES.includes(one)) ?? modalities[0];
  return modality === 'CR' || modality === 'DX' ? 'XR' : modality;
}

/** Colour and letters together, so that colour alone never carries the meaning. A study shows its modality: `CT`. */
export function KindChip({ kind, category, modalities = [] }: { readonly kind: RecordKind; readonly category?: string | null; readonly modalities?: readonly string[] }) {
  const { t } = useTranslation('ui');
  return <span className={classes.kind} data-kind={kindGroupOf(kind, category)}>{(kind === 'IMAGING_STUDY' && modalityLetters(modalities)) || t(`code.${kind}`)}</span>;
}

const STATUS_LOOK: Record<RecordStatus, { readonly tone: 'plain' | 'warning' | 'alert' | 'information'; readonly Icon: Icon }> = {
  FINAL: { tone: 'plain', Icon: IconCheck },
  AMENDED: { tone: 'information', Icon: IconPencil },
  PRELIMINARY: { tone: 'warning', Icon: IconProgress },
  REGISTERED: { tone: 'warning', Icon: IconCircleDashed },
  CANCELLED: { tone: 'alert', Icon: IconBan },
  ENTERED_IN_ERROR: { tone: 'alert', Icon: IconBan },
  UNKNOWN: { tone: 'plain', Icon: IconMinus },
};

/** A record's status in an icon and a word. `of` names what the status is of, where that is not the line itself: `Report: …`. */
export function StatusChip({ status, of }: { readonly status: RecordStatus; readonly of?: string }) {
  const { t } = useTranslation('ui');
  const { tone, Icon } = STATUS_LOOK[status];
  return <span className={classes.status} data-tone={tone}><Icon size={14} stroke={2} aria-hidden /><span>{of === undefined ? t(`status.${status}`) : t('status.of', { what: of, status: t(`status.${status}`) })}</span></span>;
}

/** Marks a row whose copies do not say the same. */
export function ConflictChip() {
  const { t } = useTranslation('ui');
  return <span className={classes.status} data-tone="warning"><IconAlertTriangle size={14} stroke={2} aria-hidden />{t('state.conflict')}</span>;
}

const SOURCE_ICONS: Record<SourceTone, Icon> = { pending: IconLoader2, good: IconCheck, neutral: IconMinus, warning: IconAlertTriangle, alert: IconPlugConnectedX };

/** What a source said, in an icon and the catalogue's words. */
export function SourceStateText({ outcome }: { readonly outcome: OutcomeFacts }) {
  const { t } = useTranslation('ui');
  const tone = toneOf(outcome);
  const Icon = outcome.state === 'TIMEOUT' ? IconClockPause : SOURCE_ICONS[tone];
  return <span className={classes.source} data-tone={tone}><Icon size={16} stroke={2} aria-hidden /><span>{sourceStateWords(t, outcome)}</span></span>;
}
