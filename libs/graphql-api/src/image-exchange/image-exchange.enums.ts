import { DECLINE_REASONS, GROUP_PURPOSES, IMPORT_STATES, REQUEST_STATES, RETRIEVING_ROLES, STOP_REASONS, type GroupRefusal } from '@longview/image-exchange';
import { enumOf } from '../schema/enums.js';

const GROUP_REFUSALS: Record<GroupRefusal, true> = {
  'group-ended': true, 'group-not-begun': true, 'not-a-member': true, 'own-signature-missing': true, 'source-not-contributed': true, 'other-signature-missing': true, 'purpose-not-agreed': true, 'role-may-not-retrieve': true,
};

export const StudyImportState = enumOf('StudyImportState', IMPORT_STATES);
export const StudyImportStop = enumOf('StudyImportStop', STOP_REASONS);
export const StudyMatch = enumOf('StudyMatch', ['certain', 'confirmed'] as const);
export const ImageRequestState = enumOf('ImageRequestState', REQUEST_STATES);
export const ImageRequestSide = enumOf('ImageRequestSide', ['asking', 'asked'] as const);
export const DeclineReason = enumOf('DeclineReason', DECLINE_REASONS);
export const RetrievingRole = enumOf('RetrievingRole', RETRIEVING_ROLES);
export const GroupPurpose = enumOf('GroupPurpose', GROUP_PURPOSES);
export const GroupRefusalReason = enumOf('GroupRefusalReason', Object.keys(GROUP_REFUSALS) as readonly GroupRefusal[]);
