const CELLS = ['2026-11-19', 'XR', 'XR wrist left, 3 views', 'Sunnybrook Health Sciences Centre', 'Final', '1 source', 'Report', 'Images'];
const WIDTHS = '132px 46px 1fr 274px 116px 112px 80px 80px';

/** A page of so many lines, as high and as wide as a timeline's, that says the same in every one: text on white and a rule below. */
export function plainTable(rows: number): string {
  const row = `<div class="row">${CELLS.map((cell) => `<span>${cell}</span>`).join('')}</div>`;
  return `<!doctype html><title>Plain table</title><style>
body { margin: 0; font: 14px/20px system-ui, sans-serif; }
.row { display: grid; grid-template-columns: ${WIDTHS}; gap: 12px; align-items: center; height: 40px; padding: 0 20px; border-bottom: 1px solid #dcdcdc; }
</style>${row.repeat(rows)}`;
}
