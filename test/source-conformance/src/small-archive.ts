import type { SubjectIdentity } from '@longview/clinical-model';
import { MAPLE, MAPLE_STUDIES, NEIGHBOUR, NEIGHBOUR_STUDY } from './fictitious-people.js';
import type { Question, Reply } from './small-server.js';

type Row = Readonly<Record<string, { readonly vr: string; readonly Value?: readonly unknown[] }>>;

export const ISSUER = 'SMALL';

/** A study as QIDO-RS lists it; numbers within sequences as numbers or texts, as servers differ. */
export function studyRow(uid: string, { names: [name], birthDate, gender, identifiers }: SubjectIdentity): Row {
  const recordNumber = identifiers.find(({ type }) => type === 'MR')?.value;
  const healthNumber = identifiers.find(({ type }) => type === 'JHN')?.value;
  return {
    '00080020': { vr: 'DA', Value: ['20260304'] }, '00080030': { vr: 'TM', Value: ['100000'] }, '00080201': { vr: 'SH', Value: ['-0500'] }, '00080061': { vr: 'CS', Value: ['CR', 'SR'] },
    '00081030': { vr: 'LO', Value: ['XR wrist'] }, '00100010': { vr: 'PN', Value: [{ Alphabetic: `${name?.family}^${name?.given[0]}` }] }, '00100020': { vr: 'LO', Value: [recordNumber] }, '00100021': { vr: 'LO', Value: [ISSUER] },
    '00100030': { vr: 'DA', Value: [birthDate?.replaceAll('-', '')] }, '00100040': { vr: 'CS', Value: [gender === 'male' ? 'M' : 'F'] }, '00081190': { vr: 'UR' },
    '00101002': { vr: 'SQ', Value: [{ '00100020': { vr: 'LO', Value: [healthNumber] }, '00100021': { vr: 'LO', Value: ['2.16.840.1.113883.4.59'] } }] },
    '0020000D': { vr: 'UI', Value: [uid] }, '00201206': { vr: 'IS', Value: [1] }, '00201208': { vr: 'IS', Value: ['2'] },
  };
}

export interface ArchiveHabits {
  /** How it says that it found nothing. */
  readonly emptyAnswer?: 200 | 204;
  readonly ignoresNestedKeys?: boolean;
  /** Leaves Other Patient IDs out of its lists; only its images tell them. */
  readonly hidesOtherIds?: boolean;
}

/** An archive with the studies of two people, of one image each. */
export class SmallArchive {
  private readonly rows: readonly Row[];

  constructor(private readonly habits: ArchiveHabits = {}, rows?: readonly Row[]) {
    this.rows = rows ?? [...MAPLE_STUDIES.map((uid) => studyRow(uid, MAPLE)), studyRow(NEIGHBOUR_STUDY, NEIGHBOUR)];
  }

  answer({ method, path, parameters }: Question): Reply {
    const [, root, studies, uid, ...below] = path.split('/');
    if (root !== 'dicom-web' || studies !== 'studies') return { status: 404 };
    if (method === 'OPTIONS') return { status: 200 };
    if (uid === undefined) return this.search(parameters);
    const row = this.rows.find((one) => one['0020000D']?.Value?.[0] === uid);
    if (!row) return { status: 404 };
    const image: Row = { ...row, '0020000E': { vr: 'UI', Value: [`${uid}.1`] }, '00080018': { vr: 'UI', Value: [`${uid}.1.1`] } };
    const whole = ['metadata', `series/${uid}.1/instances/${uid}.1.1/metadata`], listed = ['series', `series/${uid}.1/instances`];
    if (whole.includes(below.join('/'))) return dicom(200, [image]);
    return listed.includes(below.join('/')) ? dicom(200, [this.listed(image)]) : { status: 404 };
  }

  private search(parameters: URLSearchParams): Reply {
    const found = this.rows.filter((row) => [...parameters].every(([key, asked]) => !/^[0-9A-F]{8}/.test(key) || this.matches(row, key, asked)));
    const from = Number(parameters.get('offset') ?? 0);
    const page = found.slice(from, from + Number(parameters.get('limit') ?? 100));
    return page.length === 0 && this.habits.emptyAnswer === 204 ? { status: 204 } : dicom(200, page.map((row) => this.listed(row)));
  }

  private listed(row: Row): Row {
    const { '00101002': otherIds, ...rest } = row;
    return this.habits.hidesOtherIds || !otherIds ? rest : row;
  }

  private matches(row: Row, key: string, asked: string): boolean {
    const [tag, nested] = key.split('.');
    if (nested) return this.habits.ignoresNestedKeys === true || (row[tag!]?.Value as Row[] | undefined)?.some((item) => item[nested]?.Value?.[0] === asked) === true;
    const [value] = row[tag!]?.Value ?? [];
    const text = typeof value === 'object' && value !== null ? String((value as { Alphabetic: string }).Alphabetic) : String(value);
    if (tag === '0020000D') return asked.split(',').includes(text);
    return new RegExp(`^${asked.replace(/[.^$+()|[\]{}\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'iu').test(text);
  }
}

export function dicom(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/dicom+json' }, body: JSON.stringify(body) };
}
