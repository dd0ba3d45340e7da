import { Sessions1763790000001 } from './1763790000001-sessions.js';
import { PatientContextsAndStudyGrants1763790000002 } from './1763790000002-patient-contexts-and-study-grants.js';
import { AccessLog1763790000003 } from './1763790000003-access-log.js';
import { Participants1763800000004 } from './1763800000004-participants.js';
import { GrantCustodian1763800000005 } from './1763800000005-grant-custodian.js';
import { CareRelationships1763800000011 } from './1763800000011-care-relationships.js';
import { UserRegister1763800000012 } from './1763800000012-user-register.js';
import { Organizations1763800000013 } from './1763800000013-organizations.js';
import { Contribution1763800000014 } from './1763800000014-contribution.js';
import { AuditSubtrees1763800000020 } from './1763800000020-audit-subtrees.js';
import { Attestation1763800000021 } from './1763800000021-attestation.js';
import { PatientConsent1763800000030 } from './1763800000030-patient-consent.js';
import { SessionsByPerson1763800000015 } from './1763800000015-sessions-by-person.js';
import { AuditFeeds1763800000022 } from './1763800000022-audit-feeds.js';
import { PersonnelNumbers1763800000031 } from './1763800000031-personnel-numbers.js';
import { Surveillance1763800000040 } from './1763800000040-surveillance.js';
import { PrivacyCases1763800000045 } from './1763800000045-privacy-cases.js';
import { ConfirmedStays1763800000046 } from './1763800000046-confirmed-stays.js';
import { AccessIndex1763800000050 } from './1763800000050-access-index.js';
import { LogPosition1763800000055 } from './1763800000055-log-position.js';
import { UsedClientAssertion1763800000056 } from './1763800000056-used-client-assertion.js';
import { ImageExchange1763800000060 } from './1763800000060-image-exchange.js';
import { GroupHistory1763800000061 } from './1763800000061-group-history.js';
import { AuditRemoved1763800000057 } from './1763800000057-audit-removed.js';
import { AccessCustodianMarks1763800000062 } from './1763800000062-access-custodian-marks.js';
import { AccessDisclosed1763800000063 } from './1763800000063-access-disclosed.js';

/** In the order in which they are applied. A migration that was released is never edited. */
export const migrations = [Sessions1763790000001, PatientContextsAndStudyGrants1763790000002, AccessLog1763790000003, Participants1763800000004, GrantCustodian1763800000005, CareRelationships1763800000011, UserRegister1763800000012, Organizations1763800000013, Contribution1763800000014, SessionsByPerson1763800000015, AuditSubtrees1763800000020, Attestation1763800000021, AuditFeeds1763800000022, PatientConsent1763800000030, PersonnelNumbers1763800000031, Surveillance1763800000040, PrivacyCases1763800000045, ConfirmedStays1763800000046, AccessIndex1763800000050, LogPosition1763800000055, UsedClientAssertion1763800000056, AuditRemoved1763800000057, ImageExchange1763800000060, GroupHistory1763800000061, AccessCustodianMarks1763800000062, AccessDisclosed1763800000063];
