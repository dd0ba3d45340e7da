import type { ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { maySeeSheets, mayAttest } from '../decisions/may-decide.js';
import type { Bucket } from '../words.js';
import { findSheet, ITEM_COLUMNS, toItem, type AttestationItem, type ItemDbRow, type SheetKey } from './sheet.js';

/** An item with whether the asker may decide it, and if not, which rule says so. */
export type ListedItem = AttestationItem & { readonly mayDecide: boolean; readonly rule: string };

export interface ItemPage {
  readonly items: readonly ListedItem[];
  /** Hand it in for the next page; absent on the last. */
  readonly next?: string;
}

export interface ItemQuestion {
  readonly bucket: Bucket;
  /** Part of a name. */
  readonly search?: string;
  readonly after?: string;
  readonly limit: number;
}

const BUCKET: Readonly<Record<Bucket, string>> = {
  'needs-decision': 'i.decision is null and i.outcome is null and i.risk > 0',
  unchanged: 'i.decision is null and i.outcome is null and i.risk = 0',
  done: '(i.decision is not null or i.outcome is not null)',
};
const LARGEST_PAGE = 200;

/** The gravest first, then by name. @returns nothing for a sheet that does not exist or that the asker may not see. */
export async function listItems({ database }: AttestationDeps, { actor }: ChangeRequest, key: SheetKey, { bucket, search = '', after, limit }: ItemQuestion): Promise<ItemPage | undefined> {
  if (maySeeSheets(actor, key.organizationId).effect !== 'permit') return undefined;
  const sheet = await findSheet(database, key);
  if (!sheet) return undefined;
  const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
  const place = readPlace(after);
  const { rows } = await database.query<ItemDbRow>(
    `select ${ITEM_COLUMNS} from attestation_item i
      where i.campaign_id = $1 and i.organization_id = $2 and i.tier = $3 and ${BUCKET[bucket]} and ($4 = '' or position($4 in i.sort_name) > 0)
        and ($5::smallint is null or ${bucket === 'unchanged' ? '(i.sort_name, i.subject_id) > ($6, $7)' : '(-i.risk, i.sort_name, i.subject_id) > (-$5::smallint, $6, $7)'})
      order by i.risk desc, i.sort_name, i.subject_id limit $8`,
    [key.campaignId, key.organizationId, key.tier, search.trim().toLowerCase(), place?.risk ?? null, place?.name ?? '', place?.id ?? '', size + 1]);
  const items = rows.slice(0, size).map((row): ListedItem => {
    const item = toItem(row);
    const { effect, rule } = mayAttest({ actor, tier: key.tier, organization: { id: key.organizationId, isSolePractitioner: sheet.isSolePractitioner, hasValidAuthority: sheet.hasValidAuthority }, subject: item });
    return { ...item, mayDecide: effect === 'permit', rule };
  });
  const last = rows[size - 1];
  return { items, ...(rows.length > size && last && { next: Buffer.from(JSON.stringify([last.risk, last.sort_name, last.subject_id])).toString('base64url') }) };
}

/** A place that somebody made up is taken for none. */
function readPlace(after: string | undefined): { readonly risk: number; readonly name: string; readonly id: string } | undefined {
  if (after === undefined) return undefined;
  try {
    const [risk, name, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as readonly unknown[];
    return Number.isInteger(risk) && typeof name === 'string' && typeof id === 'string' ? { risk: risk as number, name, id } : undefined;
  } catch {
    return undefined;
  }
}
