/** Ways in which a file may lie compressed beside the original, by their registered names (RFC 9110 section 8.4.1). */
export type ContentCoding = 'br' | 'gzip';

/**
 * The first coding on offer that the client takes, undefined when the file must go out as it is.
 * @param acceptEncoding the request's header as it came; weight 0 refuses, `*` stands for all that are not named (RFC 9110 section 12.5.3).
 * @param offered in the sender's order of preference: weights above 0 are all the same to it.
 */
export function acceptedCoding(acceptEncoding: string | undefined, offered: readonly ContentCoding[]): ContentCoding | undefined {
  const weights = new Map((acceptEncoding ?? '').toLowerCase().split(',').map((part): [string, number] => {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return [coding, weight === undefined ? 1 : Number(weight.slice(2))];
  }));
  return offered.find((coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0);
}
