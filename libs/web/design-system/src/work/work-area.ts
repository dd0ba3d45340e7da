import type { Duty } from '@longview/graphql-client';
import type { Localized } from '../i18n.js';

/** What the shell tells the pages of an area of work. Each renders its own routes below the area's path. */
export interface WorkAreaProps {
  readonly user: { readonly userId: string; readonly displayName: string };
  /** The organization acted for. */
  readonly organization: { readonly id: string; readonly name: Localized };
  /** What the person may do for it: for what to offer. The gateway decides anew at each operation. */
  readonly duties: ReadonlySet<Duty>;
}
