import i18next, { type Namespace, type Resource, type TFunction } from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';

export type { TFunction } from 'i18next';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text that the province file gives in both languages. */
export interface Localized { readonly en: string; readonly fr: string }

const REMEMBERED = 'longview.language';

const chosenAtStart = (): Language => {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'en' || remembered === 'fr') return remembered;
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
};

void i18next.init({
  lng: chosenAtStart(),
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
});
document.documentElement.lang = i18next.language;
i18next.on('languageChanged', (language) => { document.documentElement.lang = language; });

/** Adds a feature's words under its own namespace. Each feature does so once, in its `words.ts`. */
export function registerCatalogue(namespace: string, catalogue: Record<Language, Resource[string]>): void {
  for (const language of LANGUAGES) i18next.addResourceBundle(language, namespace, catalogue[language]);
}

const watchLanguage = (hear: () => void): (() => void) => {
  i18next.on('languageChanged', hear);
  return () => i18next.off('languageChanged', hear);
};
const languageNow = (): string => i18next.language;
const sayings = new Map<string, TFunction>();

/**
 * The words of a namespace, or of several with the first as the one that needs no prefix, in the language of the screen.
 * All words are there before a page is: nothing is waited for, and `t` is the same function until the language changes.
 */
export function useTranslation<const Names extends Namespace>(namespaces: Names): { readonly t: TFunction<Names> } {
  const language = useSyncExternalStore(watchLanguage, languageNow);
  const own = typeof namespaces === 'string' ? namespaces : namespaces[0];
  const key = `${language} ${own}`;
  let t = sayings.get(key);
  if (!t) sayings.set(key, t = sayingOf(language, own));
  return { t: t as TFunction<Names> };
}

/** Most words take no values, and a page says the same ones in every line: looked up once, they are the same text until the language changes. */
function sayingOf(language: string, namespace: string | undefined): TFunction {
  const say = i18next.getFixedT(language, namespace);
  const known = new Map<string, string>();
  const remembering = (key: string, values?: Readonly<Record<string, unknown>>): string => {
    if (values !== undefined) return say(key, values);
    let words = known.get(key);
    if (words === undefined) known.set(key, words = say(key));
    return words;
  };
  // Its brand is one of types only.
  return remembering as unknown as TFunction;
}

/** The language of the screen, remembered on this device. Clinical text keeps its own. */
export function useLanguage(): { readonly language: Language; readonly change: (language: Language) => void } {
  const language: Language = useSyncExternalStore(watchLanguage, languageNow) === 'fr' ? 'fr' : 'en';
  return { language, change };
}

function change(next: Language): void {
  localStorage.setItem(REMEMBERED, next);
  void i18next.changeLanguage(next);
}

/** Picks the text of the current language. */
export function useLocalized(): (text: Localized) => string {
  const { language } = useLanguage();
  return useCallback((text: Localized) => text[language] || text.en, [language]);
}
