import type { Duty } from '@longview/graphql-client';
import type { WorkAreaProps } from '@longview/web-design-system/work';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export type WorkAreaId = 'users' | 'attestation' | 'offices' | 'organizations' | 'province' | 'agreement' | 'consent' | 'privacy';

/** Pages about access itself: loaded only by those who open them. */
export interface WorkArea {
  readonly id: WorkAreaId;
  /** Every address below it belongs to the area. */
  readonly path: `/${string}`;
  /** Any one of these opens it. */
  readonly duties: readonly Duty[];
  /** Anybody may open its address, and finds there what is theirs; it stands in the menu of whom a duty brings there. */
  readonly isForEverybody?: boolean;
  readonly Pages: LazyExoticComponent<ComponentType<WorkAreaProps>>;
}

/** In the order of the menu. One line for each area: `Pages: lazy(() => import('…').then(({ … }) => ({ default: … })))`. */
export const WORK_AREAS: readonly WorkArea[] = [
  { id: 'users', path: '/users', duties: ['MANAGE_USERS', 'REQUEST_USERS'], Pages: lazy(() => import('@longview/web-registration').then((registration) => ({ default: registration.RegistrationPages }))) },
  { id: 'attestation', path: '/attestation', duties: ['ATTEST_USERS', 'ATTEST_ROLE_HOLDERS', 'OPEN_CAMPAIGNS'], Pages: lazy(() => import('@longview/web-attestation').then((attestation) => ({ default: attestation.AttestationPages }))) },
  { id: 'offices', path: '/offices', duties: ['PROPOSE_ROLE_HOLDERS'], isForEverybody: true, Pages: lazy(() => import('@longview/web-program-office').then((office) => ({ default: office.OfficesPages }))) },
  { id: 'organizations', path: '/organizations', duties: ['MANAGE_ORGANIZATIONS'], Pages: lazy(() => import('@longview/web-program-office').then((office) => ({ default: office.OrganizationsPages }))) },
  { id: 'province', path: '/province', duties: ['SEE_PROVINCE'], Pages: lazy(() => import('@longview/web-program-office').then((office) => ({ default: office.ProvincePages }))) },
  { id: 'agreement', path: '/user-agreement', duties: ['MANAGE_ORGANIZATIONS'], Pages: lazy(() => import('@longview/web-account/publish').then((agreement) => ({ default: agreement.PublishAgreementPage }))) },
  { id: 'consent', path: '/consent', duties: ['MANAGE_CONSENT'], Pages: lazy(() => import('@longview/web-consent-desk').then((desk) => ({ default: desk.ConsentDeskPages }))) },
  { id: 'privacy', path: '/privacy', duties: ['REVIEW_ACCESSES'], Pages: lazy(() => import('@longview/web-audit-review').then((review) => ({ default: review.PrivacyPages }))) },
];

/** The areas that these duties open. */
export function areasFor(duties: readonly Duty[]): readonly WorkArea[] {
  return WORK_AREAS.filter((area) => area.duties.some((duty) => duties.includes(duty)));
}
