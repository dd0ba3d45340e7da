import { lookUp } from './json.js';

const BLOCKS: ReadonlySet<string> = new Set(['address', 'article', 'blockquote', 'body', 'br', 'dd', 'div', 'dl', 'dt', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'ol', 'p', 'pre', 'section', 'table', 'tbody', 'tfoot', 'thead', 'title', 'tr', 'ul']);
/** Elements whose content is no text for a reader. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'head', 'template', 'noscript', 'iframe', 'object', 'svg']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', agrave: 'à', acirc: 'â', ccedil: 'ç', eacute: 'é', egrave: 'è', ecirc: 'ê', euml: 'ë', icirc: 'î', iuml: 'ï', ocirc: 'ô',
  ugrave: 'ù', ucirc: 'û', uuml: 'ü', oelig: 'œ', Agrave: 'À', Acirc: 'Â', Ccedil: 'Ç', Eacute: 'É', Egrave: 'È', Ecirc: 'Ê', laquo: '«', raquo: '»', hellip: '…', ndash: '–', mdash: '—',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', deg: '°', micro: 'µ', plusmn: '±', times: '×', frac12: '½', sup2: '²', sup3: '³', le: '≤', ge: '≥', bull: '•', middot: '·',
};

/**
 * The words of an HTML or XHTML text, with its line breaks. The result is plain text, to be shown as such: markup that
 * a source hides in entities stays words. Takes time in proportion to the length, whatever the text.
 */
export function htmlToText(html: string): string {
  // Pieces, not one growing text: looking at the end of that would copy it each time.
  const pieces: string[] = [];
  let position = 0;
  let isPreformatted = false;
  const take = (part: string): void => {
    if (isPreformatted) return void pieces.push(part);
    const collapsed = part.replace(/\s+/g, ' ');
    const last = pieces.at(-1);
    pieces.push(last === undefined || last === '\n' ? collapsed.trimStart() : collapsed);
  };
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) { take(html.slice(position)); break; }
    if (open > position) take(html.slice(position, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end < 0) break;
      position = end + 3;
      continue;
    }
    const name = /^<\/?([a-zA-Z][a-zA-Z0-9]*)/.exec(html.slice(open, open + 32))?.[1]?.toLowerCase();
    if (!name && html[open + 1] !== '!' && html[open + 1] !== '?') {
      // "< 5 mm" is a comparison, not a tag.
      pieces.push('<');
      position = open + 1;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close < 0) break;
    position = close + 1;
    if (!name) continue;
    const isEnd = html[open + 1] === '/';
    if (SILENT.has(name) && !isEnd && html[close - 1] !== '/') {
      position = afterEnd(html, name, position);
      continue;
    }
    if (name === 'pre') isPreformatted = !isEnd;
    if (name === 'li' && !isEnd) pieces.push('\n', '- ');
    else if ((name === 'td' || name === 'th') && isEnd) pieces.push('\t');
    else if (BLOCKS.has(name)) pieces.push('\n');
  }
  return tidyText(decodeEntities(pieces.join('')));
}

/** Line breaks of one kind, no blanks at line ends, no more than one empty line in a row. */
export function tidyText(text: string): string {
  if (!/[\r\t ]\n|\r|\n\n\n|\s$/.test(text)) return text;
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const tidy: string[] = [];
  for (const line of lines) {
    const trimmed = line.trimEnd();
    if (trimmed !== '' || (tidy.length > 0 && tidy.at(-1) !== '')) tidy.push(trimmed);
  }
  while (tidy.at(-1) === '') tidy.pop();
  return tidy.join('\n');
}

function afterEnd(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^>]{0,16}>`, 'gi');
  end.lastIndex = from;
  return end.exec(html) ? end.lastIndex : html.length;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8}\d{0,2});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return lookUp(ENTITIES, body) ?? whole;
    const code = body[1] === 'x' || body[1] === 'X' ? parseInt(body.slice(2), 16) : parseInt(body.slice(1), 10);
    return code > 8 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
