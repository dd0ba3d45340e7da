import type { Letter } from './read-letter.js';

const SHOWN = 200;
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The letters that the product sent, newest first, as a page. */
export function mailPage(letters: readonly Letter[]): string {
  const entries = letters.slice(0, SHOWN).map(({ to, subject, language, text, receivedAt }) =>
    `<article lang="${escaped(language || 'en')}"><h2>${escaped(subject)}</h2><p>${escaped(to)} · <time>${escaped(receivedAt)}</time></p><pre>${escaped(text)}</pre></article>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Caught mail</title>
<style>body{font:16px/1.5 "Noto Sans",sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}article{border-top:1px solid #767676;padding:1rem 0}h2{font-size:1.1rem;margin:0}pre{white-space:pre-wrap;font:inherit}</style></head>
<body><h1>Caught mail</h1><p>${letters.length} letters. Nothing of this was delivered to anybody.</p>${entries.join('')}</body></html>`;
}
