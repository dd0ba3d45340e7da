import { IconBuildingCommunity, IconChartBar, IconClipboardCheck, IconFileText, IconLock, IconShieldSearch, IconSignature, IconUsers, type Icon } from '@tabler/icons-react';
import type { WorkAreaId } from './work-areas.js';

export const AREA_ICONS: Readonly<Record<WorkAreaId, Icon>> = {
  users: IconUsers, attestation: IconClipboardCheck, offices: IconSignature, organizations: IconBuildingCommunity, province: IconChartBar, agreement: IconFileText, consent: IconLock, privacy: IconShieldSearch,
};
