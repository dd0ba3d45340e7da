import type { TFunction } from '@longview/web-design-system';

/** What happened, in a word or two; a word of the log that this screen does not know stays as it is. */
export function actionWords(t: TFunction<'evidence'>, word: string): string {
  return t(`evidence:action.${word}`, { defaultValue: word });
}
