import type { RefusalCode } from '@longview/graphql-client';
import type { TFunction } from '@longview/web-design-system';

/** What a refusal means for the person who met it. */
export function refusalWords(t: TFunction<'chart'>, code: RefusalCode): string {
  return t(`chart:refusal.${code}`);
}
