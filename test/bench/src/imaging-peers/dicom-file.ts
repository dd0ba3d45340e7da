import { randomInt } from 'node:crypto';

/** What the archive of the benchmark holds: one CT series of fictitious slices. */
export interface SliceFacts {
  readonly studyInstanceUid: string;
  readonly seriesNumber: number;
  readonly instanceNumber: number;
  /** Rows and columns. */
  readonly edge: number;
  readonly patient: { readonly family: string; readonly given: string; readonly birthDate: string; readonly id: string };
}

const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const LONG_VALUES: ReadonlySet<string> = new Set(['OB', 'OW', 'UT', 'SQ']);

/** One slice as a file (PS3.10), uncompressed: a gradient with noise, so that nothing on the way can compress it. */
export function dicomSlice({ studyInstanceUid, seriesNumber, instanceNumber, edge, patient }: SliceFacts): Buffer {
  const seriesInstanceUid = `${studyInstanceUid}.${seriesNumber}`;
  const sopInstanceUid = `${seriesInstanceUid}.${instanceNumber}`;
  const meta = Buffer.concat([
    element(0x0002, 0x0001, 'OB', Buffer.from([0, 1])), element(0x0002, 0x0002, 'UI', CT_IMAGE), element(0x0002, 0x0003, 'UI', sopInstanceUid),
    element(0x0002, 0x0010, 'UI', EXPLICIT_LITTLE_ENDIAN), element(0x0002, 0x0012, 'UI', '2.25.1'),
  ]);
  return Buffer.concat([
    Buffer.alloc(128), Buffer.from('DICM'), element(0x0002, 0x0000, 'UL', uint32(meta.length)), meta,
    element(0x0008, 0x0005, 'CS', 'ISO_IR 192'), element(0x0008, 0x0016, 'UI', CT_IMAGE), element(0x0008, 0x0018, 'UI', sopInstanceUid),
    element(0x0008, 0x0020, 'DA', '20261101'), element(0x0008, 0x0030, 'TM', '120000'), element(0x0008, 0x0050, 'SH', `B${seriesNumber}`), element(0x0008, 0x0060, 'CS', 'CT'),
    element(0x0008, 0x1030, 'LO', 'Benchmark'), element(0x0010, 0x0010, 'PN', `${patient.family}^${patient.given}`), element(0x0010, 0x0020, 'LO', patient.id),
    element(0x0010, 0x0030, 'DA', patient.birthDate.replaceAll('-', '')), element(0x0010, 0x0040, 'CS', 'O'), element(0x0018, 0x0050, 'DS', '5'),
    element(0x0020, 0x000d, 'UI', studyInstanceUid), element(0x0020, 0x000e, 'UI', seriesInstanceUid), element(0x0020, 0x0011, 'IS', String(seriesNumber)), element(0x0020, 0x0013, 'IS', String(instanceNumber)),
    element(0x0020, 0x0032, 'DS', `0\\0\\${instanceNumber * 5}`), element(0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'), element(0x0020, 0x0052, 'UI', `${seriesInstanceUid}.9`),
    element(0x0028, 0x0002, 'US', uint16(1)), element(0x0028, 0x0004, 'CS', 'MONOCHROME2'), element(0x0028, 0x0010, 'US', uint16(edge)), element(0x0028, 0x0011, 'US', uint16(edge)),
    element(0x0028, 0x0030, 'DS', '0.7\\0.7'), element(0x0028, 0x0100, 'US', uint16(16)), element(0x0028, 0x0101, 'US', uint16(16)), element(0x0028, 0x0102, 'US', uint16(15)), element(0x0028, 0x0103, 'US', uint16(1)),
    element(0x0028, 0x1050, 'DS', '1000'), element(0x0028, 0x1051, 'DS', '2000'), element(0x0028, 0x1052, 'DS', '0'), element(0x0028, 0x1053, 'DS', '1'),
    element(0x7fe0, 0x0010, 'OW', pixels(edge)),
  ]);
}

function pixels(edge: number): Buffer {
  const bytes = Buffer.alloc(edge * edge * 2);
  const noise = Array.from({ length: 4_093 }, () => randomInt(64));
  for (let i = 0; i < edge * edge; i++) bytes.writeInt16LE(((i % edge) * 1_200 / edge + Math.floor(i / edge) * 800 / edge + noise[i % noise.length]!) | 0, i * 2);
  return bytes;
}

function element(group: number, number: number, vr: string, value: Buffer | string): Buffer {
  const text = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  const padded = text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(vr === 'UI' || vr === 'OB' ? '\0' : ' ')]);
  const header = Buffer.concat([uint16(group), uint16(number), Buffer.from(vr), LONG_VALUES.has(vr) ? Buffer.concat([uint16(0), uint32(padded.length)]) : uint16(padded.length)]);
  return Buffer.concat([header, padded]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
