import i18next, { type Resource } from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

export { Trans, useTranslation } from 'react-i18next';
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

void i18next.use(initReactI18next).init({
  lng: chosenAtStart(),
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
document.documentElement.lang = i18next.language;
i18next.on('languageChanged', (language) => { document.documentElement.lang = language; });

/** Adds a feature's words under its own namespace. Each feature does so once, in its `words.ts`. */
export function registerCatalogue(namespace: string, catalogue: Record<Language, Resource[string]>): void {
  for (const language of LANGUAGES) i18next.addResourceBundle(language, namespace, catalogue[language]);
}

/** The language of the screen, remembered on this device. Clinical text keeps its own. */
export function useLanguage(): { readonly language: Language; readonly change: (language: Language) => void } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'fr' ? 'fr' : 'en';
  const change = useCallback((next: Language) => {
    localStorage.setItem(REMEMBERED, next);
    void i18n.changeLanguage(next);
  }, [i18n]);
  return { language, change };
}

/** Picks the text of the current language. */
export function useLocalized(): (text: Localized) => string {
  const { language } = useLanguage();
  return useCallback((text: Localized) => text[language] || text.en, [language]);
}
