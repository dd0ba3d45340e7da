export type PageLanguage = 'en' | 'fr';

const TEXTS = {
  en: {
    product: 'Sandbox sign-in', demonstration: 'Demonstration: fictitious people and passwords', other: 'Français',
    signIn: 'Sign in', username: 'User name', password: 'Password', next: 'Continue', cancel: 'Cancel and go back',
    codeTitle: 'Second step', code: 'One-time code', codeHint: 'Six digits. In this demonstration it is in the table of accounts.',
    wrongPassword: 'The user name or password is not right.', wrongCode: 'The code is not right.', tooMany: 'Too many attempts. Go back to the application and start again.',
    signOut: 'Sign out?', signOutText: 'You have signed out of the application. Sign out of the identity provider too?', yes: 'Sign out', no: 'Stay signed in', signedOut: 'You are signed out.',
    error: 'Sign-in cannot go on', errorText: 'Go back to the application and start again.',
  },
  fr: {
    product: 'Connexion au bac à sable', demonstration: 'Démonstration : personnes et mots de passe fictifs', other: 'English',
    signIn: 'Se connecter', username: 'Nom d’utilisateur', password: 'Mot de passe', next: 'Continuer', cancel: 'Annuler et revenir',
    codeTitle: 'Deuxième étape', code: 'Code à usage unique', codeHint: 'Six chiffres. Dans cette démonstration, il figure au tableau des comptes.',
    wrongPassword: 'Le nom d’utilisateur ou le mot de passe est inexact.', wrongCode: 'Le code est inexact.', tooMany: 'Trop de tentatives. Revenez à l’application et recommencez.',
    signOut: 'Se déconnecter ?', signOutText: 'Vous avez quitté l’application. Se déconnecter aussi du fournisseur d’identité ?', yes: 'Se déconnecter', no: 'Rester connecté', signedOut: 'Vous êtes déconnecté.',
    error: 'La connexion ne peut pas se poursuivre', errorText: 'Revenez à l’application et recommencez.',
  },
} as const;

export type PageText = keyof (typeof TEXTS)['en'];

const STYLE = 'body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#f2f2f2}header div{display:flex;justify-content:space-between;gap:1rem;padding:.75rem 1.25rem;background:#fff;border-bottom:1px solid #767676}main{max-width:24rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #b3b3b3;border-radius:4px}h1{margin:0 0 1rem;font-size:1.375rem}label{display:block;font-weight:600;margin-top:1rem}input{box-sizing:border-box;width:100%;font:inherit;padding:.5rem;border:1px solid #595959;border-radius:4px}button{font:inherit;font-weight:600;margin-top:1.25rem;padding:.625rem 1rem;color:#fff;background:#06c;border:0;border-radius:4px;cursor:pointer}button.quiet{color:#1a1a1a;background:#fff;border:1px solid #595959}.error{padding:.625rem;border-left:4px solid #cd0000;background:#fceff0}.hint{color:#4d4d4d;margin:.25rem 0 0}.strip{margin:0;padding:.375rem 1.25rem;background:#fef6dc;border-bottom:1px solid #8a600d}a{color:#06c}:focus-visible{outline:3px solid #06c;outline-offset:2px}';

/** Content-Security-Policy of every page: nothing from elsewhere, no script at all. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

export function textIn(language: PageLanguage, key: PageText): string {
  return TEXTS[language][key];
}

/**
 * A whole page.
 * @param address of this very page, so that the other language is a link to it
 * @param body markup that this module made
 */
export function page(language: PageLanguage, address: string, title: PageText, body: string): string {
  const text = TEXTS[language];
  const other = language === 'en' ? 'fr' : 'en';
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  searchParams.set('lang', other);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text[title]} · ${text.product}</title><style>${STYLE}</style></head>`
    + `<body><header><p class="strip">${text.demonstration}</p><div><span>${text.product}</span><a href="${escaped(`${pathname}?${searchParams}`)}" lang="${other}" hreflang="${other}">${text.other}</a></div></header><main><h1>${text[title]}</h1>${body}</main></body></html>`;
}

export function passwordForm(language: PageLanguage, error?: PageText, username = ''): string {
  const text = TEXTS[language];
  return `${alert(language, error)}<form method="post"><label for="username">${text.username}</label><input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus value="${escaped(username)}"${described(error)}>`
    + `<label for="password">${text.password}</label><input id="password" name="password" type="password" autocomplete="current-password" required${described(error)}>`
    + `<button type="submit">${text.signIn}</button></form>${cancelForm(language)}`;
}

export function codeForm(language: PageLanguage, error?: PageText): string {
  const text = TEXTS[language];
  return `${alert(language, error)}<form method="post"><label for="code">${text.code}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required autofocus aria-describedby="code-hint${error ? ' problem' : ''}">`
    + `<p class="hint" id="code-hint">${text.codeHint}</p><button type="submit">${text.next}</button></form>${cancelForm(language)}`;
}

function alert(language: PageLanguage, error: PageText | undefined): string {
  return error ? `<p class="error" id="problem" role="alert">${TEXTS[language][error]}</p>` : '';
}

function described(error: PageText | undefined): string {
  return error ? ' aria-invalid="true" aria-describedby="problem"' : '';
}

function cancelForm(language: PageLanguage): string {
  return `<form method="post"><button class="quiet" name="cancel" value="yes">${TEXTS[language].cancel}</button></form>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
