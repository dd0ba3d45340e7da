/** One row of cells as CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made text. */
const rowOf = (cells: readonly (string | number)[]): string => cells.map((cell) => {
  const text = typeof cell === 'number' ? String(cell) : cell.replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(',');

/** A file with a byte-order mark, so that spreadsheets read the accents. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map(rowOf).join('\r\n')}\r\n`;
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser reads it after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
