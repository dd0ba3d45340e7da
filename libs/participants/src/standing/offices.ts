import type { Role } from '@longview/access-policy';

/** Roles that somebody is appointed to and another person confirms: they stand in `role_holder`, not in the membership. */
export const OFFICES: ReadonlySet<Role> = new Set(['legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact', 'privacy-auditor', 'program-office'] satisfies Role[]);
