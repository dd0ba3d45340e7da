/** More would be refused by the gateway, and a browser should not read a film to find out. */
const MOST_BYTES = 8_000_000;

/** The text of a file as UTF-8; bytes that are none become U+FFFD, which the gateway refuses with its own words. `undefined` for a file that is too large. */
export async function readTextFile(file: File): Promise<string | undefined> {
  return file.size > MOST_BYTES ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
}

/** Hands a text to the person as a file. */
export function saveTextFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
