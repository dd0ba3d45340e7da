import { DicomDict } from './dcmjs-repaired.js';
import { dicomDataset, textsOf, tagOf, type DicomDataset } from './dicom-dataset.js';

export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const IMPLEMENTATION_CLASS_UID = '2.25.235104720968187427301526937460128743155';

/** Writes a DICOM file (PS3.10) in explicit little endian: the header and, where given, its pixel data. */
export function writePart10File(header: DicomDataset, pixelData?: Uint8Array): Buffer {
  const meta = dicomDataset({
    MediaStorageSOPClassUID: textsOf(header, '00080016'),
    MediaStorageSOPInstanceUID: textsOf(header, '00080018'),
    TransferSyntaxUID: EXPLICIT_LITTLE_ENDIAN,
    ImplementationClassUID: IMPLEMENTATION_CLASS_UID,
    ImplementationVersionName: 'LONGVIEW_SANDBOX',
  });
  const file = new DicomDict({ '00020001': { vr: 'OB', Value: [new Uint8Array([0, 1]).buffer] }, ...mutable(meta) });
  file.dict = mutable(header);
  if (pixelData) {
    const bytes = pixelData.slice();
    file.dict[tagOf('PixelData') ?? '7FE00010'] = { vr: textsOf(header, '00280100')[0] === '8' ? 'OB' : 'OW', Value: [bytes.buffer] };
  }
  return Buffer.from(file.write());
}

/** dcmjs completes what it is handed, so it gets its own copy; it wants an empty list where an element is empty. */
function mutable(dataset: DicomDataset): Record<string, { vr: string; Value: readonly unknown[] }> {
  return Object.fromEntries(Object.entries(dataset).map(([tag, { vr, Value = [] }]) =>
    [tag, { vr, Value: Value.map((value) => (vr === 'SQ' ? mutable(value as DicomDataset) : structuredClone(value))) }]));
}
