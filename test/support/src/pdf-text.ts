import { inflateSync } from 'node:zlib';

/**
 * The text of each page of a PDF that Chromium wrote: enough to know what stands on which page, not where. Reads
 * Flate-compressed content and the ToUnicode maps of its fonts (ISO 32000-1 §9.10).
 */
export function pdfPages(pdf: Buffer): readonly string[] {
  const objects = readObjects(pdf);
  return [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head)).map((page) => {
    const fonts = fontsOf(page.head, objects);
    const contents = [...referencesAfter(page.head, 'Contents')].map((id) => objects.get(id)?.stream?.toString('latin1') ?? '');
    return contents.map((content) => shownText(content, fonts)).join('');
  });
}

interface PdfObject { readonly head: string; readonly stream: Buffer | undefined }

function readObjects(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\b/g)) {
    const start = match.index + match[0].length;
    const streamAt = text.indexOf('stream', start);
    const endAt = text.indexOf('endobj', start);
    const hasStream = streamAt >= 0 && streamAt < endAt;
    const head = text.slice(start, hasStream ? streamAt : endAt);
    const length = hasStream ? Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0) : 0;
    const dataAt = streamAt + 'stream'.length + (text[streamAt + 6] === '\r' ? 2 : 1);
    const data = hasStream ? pdf.subarray(dataAt, dataAt + length) : undefined;
    objects.set(Number(match[1]), { head, stream: data && (/FlateDecode/.test(head) ? inflateSync(data) : data) });
  }
  return objects;
}

function* referencesAfter(head: string, name: string): Generator<number> {
  const value = new RegExp(`/${name}\\s*(\\[[^\\]]*\\]|\\d+ 0 R)`).exec(head)?.[1] ?? '';
  for (const [, id] of value.matchAll(/(\d+) 0 R/g)) yield Number(id);
}

type FontMap = ReadonlyMap<number, string>;

function fontsOf(pageHead: string, objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, FontMap> {
  const resources = [...referencesAfter(pageHead, 'Resources')].map((id) => objects.get(id)?.head ?? '').join('') || pageHead;
  const dictionary = /\/Font\s*<<([\s\S]*?)>>/.exec(resources)?.[1] ?? [...referencesAfter(resources, 'Font')].map((id) => objects.get(id)?.head ?? '').join('');
  return new Map([...dictionary.matchAll(/\/(\w+)\s+(\d+) 0 R/g)].map(([, name, id]) => {
    const [map] = referencesAfter(objects.get(Number(id))?.head ?? '', 'ToUnicode');
    return [name!, readCharacterMap(objects.get(map ?? -1)?.stream?.toString('latin1') ?? '')];
  }));
}

function readCharacterMap(text: string): FontMap {
  const map = new Map<number, string>();
  const characters = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, to] of block!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) map.set(parseInt(code!, 16), characters(to!));
  }
  for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, target] of block!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      const first = parseInt(from!, 16);
      for (let code = first; code <= parseInt(to!, 16); code++) map.set(code, String.fromCodePoint(characters(target!).codePointAt(0)! + code - first));
    }
  }
  return map;
}

function shownText(content: string, fonts: ReadonlyMap<string, FontMap>): string {
  let font: FontMap = new Map();
  let text = '';
  for (const [token, name, hex] of content.matchAll(/\/(\w+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>|\bET\b/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else if (hex !== undefined) for (let i = 0; i < hex.length; i += 4) text += font.get(parseInt(hex.slice(i, i + 4), 16)) ?? '';
    else if (token === 'ET') text += '\n';
  }
  return text;
}
