export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? fail(`unknown entity ${name}`));
const fail = (problem: string): never => { throw new Error(problem); };

/** Reads the XML that we write, and throws for anything that is not well formed. No DTD, comments or mixed content. */
export function parseXml(text: string): XmlElement {
  const body = text.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>/, '');
  const tokens = body.match(/<[^<>]*>|[^<>]+/g) ?? [];
  if (tokens.join('') !== body) fail('stray < or >');
  const root = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open: (typeof root)[] = [root];
  for (const token of tokens) {
    const top = open.at(-1)!;
    const start = /^<([A-Za-z]+)((?: [A-Za-z-]+="[^"<]*")*)(\/?)>$/.exec(token);
    if (start) {
      const attributes = Object.fromEntries([...start[2]!.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, decode(value!)]));
      const element = { name: start[1]!, attributes, children: [], text: '' };
      top.children.push(element);
      if (!start[3]) open.push(element);
    } else if (token.startsWith('</')) {
      if (token !== `</${top.name}>`) fail(`${token} closes ${top.name}`);
      open.pop();
    } else if (token.startsWith('<')) fail(`not well formed: ${token}`);
    else top.text += decode(token);
  }
  if (open.length !== 1 || root.children.length !== 1) fail('not one element');
  return root.children[0]!;
}
