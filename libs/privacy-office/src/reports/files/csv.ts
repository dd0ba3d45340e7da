/** A cell that a spreadsheet would take for a formula is made text; what would break a row is quoted (RFC 4180). */
export function csvCell(value: string | number | boolean): string {
  const text = typeof value === 'string' && /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvRow = (cells: readonly (string | number | boolean)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Before the first row, so that spreadsheets read the accents. */
export const BYTE_ORDER_MARK = '\uFEFF';
