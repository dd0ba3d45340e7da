/** The part of dcmjs that the sandbox uses; the package ships no types. */
declare module 'dcmjs' {
  interface DictionaryEntry { readonly tag: string; readonly vr: string; readonly name: string }
  type DictionaryElement = { vr: string; Value?: readonly unknown[] };
  interface ReadBufferStream { setDecoder?(decoder: unknown): void; readonly decoder?: unknown; more(length: number): ReadBufferStream }
  const dcmjs: {
    readonly data: {
      readonly DicomMetaDictionary: { readonly nameMap: Readonly<Record<string, DictionaryEntry | undefined>> };
      readonly DicomMessage: { readFile(buffer: ArrayBuffer, options?: { ignoreErrors?: boolean }): { meta: Record<string, DictionaryElement>; dict: Record<string, DictionaryElement> } };
      readonly DicomDict: new (meta: Record<string, DictionaryElement>) => { dict: Record<string, DictionaryElement>; write(): ArrayBuffer };
      readonly ReadBufferStream: { readonly prototype: ReadBufferStream };
    };
    readonly log: { setLevel?(level: string): void };
  };
  export default dcmjs;
}
