// What OHIF's own page does in inline scripts, which our content security policy does not allow, and the language.
declare global {
  interface Window { PUBLIC_URL: string; browserImportFunction: (module: string) => Promise<unknown>; config: unknown }
}

window.PUBLIC_URL = '/viewer/';
window.browserImportFunction = (module) => import(module);

const ofWindow = window.parent === window ? '' : window.parent.document.documentElement.lang;
const wanted = new URLSearchParams(window.location.search).get('lang') ?? (ofWindow || navigator.language);
const language = wanted.toLowerCase().startsWith('fr') ? 'fr' : 'en';
document.documentElement.lang = language;
// OHIF's own words follow this cookie, which it writes itself as well.
document.cookie = `i18next=${language}; path=/; samesite=strict`;

export {};
