// What OHIF's own page does in inline scripts, which our content security policy does not allow, and the language.
window.PUBLIC_URL = '{{base}}';
window.browserImportFunction = (module) => import(module);
{
  const framing = window.parent === window ? undefined : window.parent.document.documentElement.lang;
  const wanted = new URLSearchParams(window.location.search).get('lang') ?? (framing || navigator.language);
  const language = wanted.toLowerCase().startsWith('fr') ? 'fr' : 'en';
  document.documentElement.lang = language;
  // OHIF's own words follow this entry.
  window.localStorage.setItem('i18nextLng', language);
}
