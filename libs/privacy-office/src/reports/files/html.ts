const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

const STYLE = `@page{size:letter landscape;margin:14mm 12mm}body{font:10pt/1.35 "Liberation Sans",Arial,sans-serif;color:#111;margin:1.5rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.2rem .35rem;text-align:left;vertical-align:top;overflow-wrap:break-word}thead{display:table-header-group}.head td{border:0;border-bottom:2px solid #111;font-weight:normal}tr{break-inside:avoid}h1{font-size:14pt}p{max-width:50rem}`;

/** A page on its own: opened from a file it needs nothing from anywhere and runs nothing. */
export const htmlBegins = (language: string, title: string): string =>
  `<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>${STYLE}</style></head>\n<body>\n`;
export const HTML_ENDS = '</body>\n</html>\n';

/** A table whose head stands on every page of a print: first who asked and when, then the columns. */
export const tableBegins = (pageHead: readonly string[], columns: readonly string[]): string =>
  `<table>\n<thead>\n<tr class="head"><td colspan="${columns.length}">${pageHead.map(escapeHtml).join('<br>')}</td></tr>\n<tr>${columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')}</tr>\n</thead>\n<tbody>\n`;
export const tableRow = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>\n`;
export const TABLE_ENDS = '</tbody>\n</table>\n';
export const paragraph = (text: string, tag: 'p' | 'h1' = 'p'): string => `<${tag}>${escapeHtml(text)}</${tag}>\n`;
