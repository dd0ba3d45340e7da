export type Point = readonly [xMm: number, yMm: number];

/** Depth inside an outline: for every pixel of a window of the film, the distance to the outline's edge in millimetres, 0 outside. */
export interface Silhouette {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly depthMm: Float32Array;
}

/** A closed curve through all points (Catmull-Rom). */
export function smoothOutline(points: readonly Point[], perSegment = 8): Point[] {
  return points.flatMap((_, index) => segment(index, perSegment, (at) => points[(at + points.length) % points.length]!));
}

/** An open curve through all points. */
export function smoothLine(points: readonly Point[], perSegment = 8): Point[] {
  const last = points.length - 1;
  const curve = points.slice(0, last).flatMap((_, index) => segment(index, perSegment, (at) => points[Math.min(Math.max(at, 0), last)]!));
  return [...curve, points[last]!];
}

function segment(index: number, count: number, pointAt: (index: number) => Point): Point[] {
  const before = pointAt(index - 1), from = pointAt(index), to = pointAt(index + 1), after = pointAt(index + 2);
  return Array.from({ length: count }, (_, step) => {
    const t = step / count;
    const along = (axis: 0 | 1) => {
      const a = before[axis], b = from[axis], c = to[axis], d = after[axis];
      return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    };
    return [along(0), along(1)] as const;
  });
}

/** The outline of a tube around a line, with a half-width for each of its points. */
export function tubeOutline(line: readonly Point[], halfWidthMm: (along: number) => number): Point[] {
  const left: Point[] = [], right: Point[] = [];
  line.forEach(([x, y], index) => {
    const [x0, y0] = line[Math.max(index - 1, 0)]!, [x1, y1] = line[Math.min(index + 1, line.length - 1)]!;
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const half = halfWidthMm(index / (line.length - 1));
    const nx = (-(y1 - y0) / length) * half, ny = ((x1 - x0) / length) * half;
    left.push([x + nx, y + ny]);
    right.unshift([x - nx, y - ny]);
  });
  return [...left, ...right];
}

/** Fills an outline on a film of this size and measures the depth inside it; `undefined` when none of it lies on the film. */
export function silhouetteOf(outline: readonly Point[], film: { readonly columns: number; readonly rows: number; readonly spacingMm: number }): Silhouette | undefined {
  const { spacingMm } = film;
  const xs = outline.map(([x]) => x / spacingMm), ys = outline.map(([, y]) => y / spacingMm);
  // One pixel of margin, so that an edge inside the film is seen as an edge.
  const left = Math.max(Math.floor(Math.min(...xs)) - 1, -1), right = Math.min(Math.ceil(Math.max(...xs)) + 1, film.columns);
  const top = Math.max(Math.floor(Math.min(...ys)) - 1, -1), bottom = Math.min(Math.ceil(Math.max(...ys)) + 1, film.rows);
  const width = right - left + 1, height = bottom - top + 1;
  if (width <= 2 || height <= 2) return undefined;
  const squared = new Float32Array(width * height);
  for (let row = 0; row < height; row++) fillRow(squared, row * width, width, crossings(xs, ys, row + top).map((x) => x - left));
  distanceTransform(squared, width, height);
  for (let index = 0; index < squared.length; index++) {
    const distance = Math.sqrt(squared[index]!);
    squared[index] = distance > 0 ? (distance - 0.5) * spacingMm : 0;
  }
  return { left, top, width, height, depthMm: squared };
}

function crossings(xs: readonly number[], ys: readonly number[], row: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < xs.length; index++) {
    const next = (index + 1) % xs.length;
    const y0 = ys[index]!, y1 = ys[next]!;
    if (y0 <= row === y1 <= row) continue;
    found.push(xs[index]! + ((row - y0) / (y1 - y0)) * (xs[next]! - xs[index]!));
  }
  return found.sort((a, b) => a - b);
}

const FAR = 1e12;

function fillRow(target: Float32Array, start: number, width: number, edges: readonly number[]): void {
  for (let pair = 0; pair + 1 < edges.length; pair += 2) {
    const from = Math.max(Math.ceil(edges[pair]!), 0), to = Math.min(Math.floor(edges[pair + 1]!), width - 1);
    if (to >= from) target.fill(FAR, start + from, start + to + 1);
  }
}

/** Squared distance to the nearest zero, exact, by lower envelopes of parabolas: first the columns, then the rows. */
function distanceTransform(grid: Float32Array, width: number, height: number): void {
  const line = new Float64Array(Math.max(width, height));
  const envelope = { apex: new Int32Array(line.length), from: new Float64Array(line.length + 1) };
  for (let column = 0; column < width; column++) transformLine(grid, column, width, height, line, envelope);
  for (let row = 0; row < height; row++) transformLine(grid, row * width, 1, width, line, envelope);
}

function transformLine(grid: Float32Array, start: number, stride: number, length: number, line: Float64Array, { apex, from }: { apex: Int32Array; from: Float64Array }): void {
  for (let index = 0; index < length; index++) line[index] = grid[start + index * stride]!;
  let last = 0;
  apex[0] = 0;
  from[0] = -FAR;
  from[1] = FAR;
  for (let index = 1; index < length; index++) {
    const meets = () => {
      const rival = apex[last]!;
      return (line[index]! + index * index - (line[rival]! + rival * rival)) / (2 * (index - rival));
    };
    let crossing = meets();
    while (last > 0 && crossing <= from[last]!) {
      last--;
      crossing = meets();
    }
    last++;
    apex[last] = index;
    from[last] = crossing;
    from[last + 1] = FAR;
  }
  last = 0;
  for (let index = 0; index < length; index++) {
    while (from[last + 1]! < index) last++;
    const nearest = apex[last]!;
    grid[start + index * stride] = (index - nearest) ** 2 + line[nearest]!;
  }
}
