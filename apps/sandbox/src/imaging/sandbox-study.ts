/** What kind of picture a study shows. The pixels are drawn from this and the study's seed when somebody asks for them. */
export type StudyContent =
  | 'wrist-fracture'
  | 'wrist'
  | 'hand'
  | 'knee'
  | 'chest'
  | 'ct-chest'
  | 'ct-head'
  | 'mr-brain'
  | 'us-abdomen';

export type StudyModality = 'DX' | 'CR' | 'CT' | 'MR' | 'US';

/** A further record number a patient is known by: (0010,1002) Other Patient IDs Sequence. */
export interface OtherPatientId {
  readonly id: string;
  /** (0010,0021) Issuer of Patient ID, inside the item. */
  readonly issuer: string;
  /** (0010,0022) Type of Patient ID; `TEXT` when left out. */
  readonly type?: 'TEXT' | 'RFID' | 'BARCODE';
}

export interface SandboxPatient {
  readonly id: string;
  /** (0010,0021). An empty string leaves the attribute out, as many archives do. */
  readonly issuer: string;
  readonly family: string;
  readonly given: readonly string[];
  /** YYYY-MM-DD; an empty string when the archive does not know it. */
  readonly birthDate: string;
  readonly sex: 'M' | 'F' | 'O' | '';
  readonly otherIds: readonly OtherPatientId[];
}

export interface SandboxSeries {
  readonly seriesInstanceUid: string;
  readonly description: string;
  /** SOP Instance UIDs, in instance-number order: one image each. Their count decides how many slices are drawn. */
  readonly instances: readonly string[];
  /** Frames of each instance; only ultrasound clips have more than one. */
  readonly frames?: number;
}

/** One imaging study of the sandbox: everything but its pixels. All persons are fictitious. */
export interface SandboxStudy {
  readonly studyInstanceUid: string;
  readonly accession: string;
  /** (0008,0051) Issuer of Accession Number Sequence, Local Namespace Entity ID; empty leaves it out. */
  readonly issuerOfAccession: string;
  readonly patient: SandboxPatient;
  readonly modality: StudyModality;
  readonly content: StudyContent;
  /** YYYYMMDD, in the institution's local time. */
  readonly date: string;
  /** HHMMSS, in the institution's local time. */
  readonly time: string;
  /** (0008,0201) Timezone Offset From UTC, `&ZZXX` such as `-0500`. */
  readonly timezoneOffset?: string;
  readonly description: string;
  /** (0018,0015) Body Part Examined, e.g. `WRIST`. */
  readonly bodyPart: string;
  readonly laterality?: 'L' | 'R';
  readonly institution: string;
  readonly referrer?: { readonly family: string; readonly given: readonly string[] };
  /** Decides every pixel: the same seed draws the same picture on every machine. */
  readonly seed: number;
  readonly series: readonly SandboxSeries[];
}
