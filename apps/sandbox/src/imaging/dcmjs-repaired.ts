import dcmjs from 'dcmjs';

dcmjs.log.setLevel?.('silent');

// dcmjs reads text inside sequence items as cp1252 whatever the character set says (its issues 503 and 508):
// the stream of an item does not inherit its parent's decoder. Until that is repaired there, it inherits it here.
const streams = dcmjs.data.ReadBufferStream.prototype;
const readMore = streams.more;
streams.more = function more(length: number) {
  const item = readMore.call(this, length);
  item.setDecoder?.(this.decoder);
  return item;
};

export const { DicomDict, DicomMessage } = dcmjs.data;
/** PS3.6 by keyword. */
export const dicomDictionary: Readonly<Record<string, { readonly tag: string; readonly vr: string } | undefined>> = dcmjs.data.DicomMetaDictionary.nameMap;
