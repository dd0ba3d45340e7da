import { DIRECTIVE_CHANGES, DIRECTIVE_REQUESTERS, DIRECTIVE_SCOPES, DIRECTIVE_STATES, NOTICE_KINDS, OVERRIDE_GROUNDS, SUBSTITUTE_RELATIONSHIPS } from '@longview/patient-consent';
import { enumOf } from '../schema/enums.js';

export const OverrideGround = enumOf('OverrideGround', OVERRIDE_GROUNDS);
export const SubstituteRelationship = enumOf('SubstituteRelationship', SUBSTITUTE_RELATIONSHIPS);
export const RestrictionExtent = enumOf('RestrictionExtent', ['none', 'some', 'all']);
export const DirectiveScopeKind = enumOf('DirectiveScopeKind', DIRECTIVE_SCOPES);
export const DirectiveRequester = enumOf('DirectiveRequester', DIRECTIVE_REQUESTERS);
export const DirectiveChangeKind = enumOf('DirectiveChangeKind', DIRECTIVE_CHANGES);
export const DirectiveState = enumOf('DirectiveState', DIRECTIVE_STATES);
export const ConsentNoticeKind = enumOf('ConsentNoticeKind', NOTICE_KINDS);
