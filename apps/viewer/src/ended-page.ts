import { isEndReason } from './window-protocol.js';
import { wordsOf } from './words.js';

const query = new URLSearchParams(window.location.search);
const asked = query.get('reason');
const reason = isEndReason(asked) ? asked : 'access-ended';
const language = query.get('lang') === 'fr' ? 'fr' : 'en';
const { title, text } = wordsOf(language).ended[reason];

document.documentElement.lang = language;
document.title = title;
document.body.dataset['reason'] = reason;
const main = document.createElement('main');
const alert = document.createElement('div');
alert.setAttribute('role', 'alert');
document.body.append(main);
main.append(alert);
alert.append(element('h1', title), ...text.map((line) => element('p', line)));

function element(name: 'h1' | 'p', content: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
