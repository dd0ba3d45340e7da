import type { Role } from '@longview/access-policy';

export const USER_STATUSES = ['requested', 'reviewed', 'approved', 'active', 'on-leave', 'suspended', 'revoked'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** Roles that the registration authority gives. Offices are not among them: people are appointed to those. */
export const USER_ROLES = ['physician', 'nurse', 'allied-health', 'clerk', 'pacs-administrator'] as const satisfies readonly Role[];
export type UserRole = (typeof USER_ROLES)[number];

/** Documents that an identity is verified with. Only the kind and its last valid day are kept. */
export const DOCUMENT_KINDS = ['passport', 'driving-licence', 'ontario-photo-card', 'permanent-resident-card', 'citizenship-card', 'status-card', 'professional-licence', 'employee-card', 'birth-certificate'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Documents with a picture that a government issued: level 2 needs one of them, level 3 two. */
export const PHOTO_DOCUMENTS: readonly DocumentKind[] = ['passport', 'driving-licence', 'ontario-photo-card', 'permanent-resident-card', 'citizenship-card', 'status-card'];

/** Regulatory colleges of Ontario by the letters people know them by; `other` is for those licensed elsewhere. */
export const COLLEGES = ['cpso', 'cno', 'ocp', 'cmrito', 'cro', 'coto', 'cpo', 'rcdso', 'cmo', 'cmlto', 'cdo', 'caslpo', 'coo', 'ocswssw', 'other'] as const;
export type College = (typeof COLLEGES)[number];

/** What the table of users calls attention to. */
export const USER_SIGNALS = ['idle', 'identity-expiring', 'entitlement-expired', 'not-in-hr-list', 'leave-over', 'return-requested', 'not-verified'] as const;
export type UserSignal = (typeof USER_SIGNALS)[number];
