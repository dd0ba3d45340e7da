import { dicomDataset, tagOf, type DicomDataset } from './dicom-dataset.js';
import { assertDrawable } from './image-plan.js';
import { instanceHeader, type InstancePosition } from './instance-header.js';
import type { SandboxStudy } from './sandbox-study.js';

const tagsOf = (...keywords: string[]) => keywords.flatMap((keyword) => tagOf(keyword) ?? []);

/** What QIDO-RS returns at each level without being asked (PS3.18 10.6.3.3). */
export const STUDY_ROW = tagsOf(
  'SpecificCharacterSet', 'StudyDate', 'StudyTime', 'AccessionNumber', 'ModalitiesInStudy', 'ReferringPhysicianName', 'TimezoneOffsetFromUTC',
  'RetrieveURL', 'PatientName', 'PatientID', 'PatientBirthDate', 'PatientSex', 'StudyInstanceUID', 'StudyID',
  'NumberOfStudyRelatedSeries', 'NumberOfStudyRelatedInstances', 'InstanceAvailability', 'StudyDescription');
export const SERIES_ROW = tagsOf(
  'SpecificCharacterSet', 'Modality', 'TimezoneOffsetFromUTC', 'SeriesDescription', 'RetrieveURL', 'StudyInstanceUID', 'SeriesInstanceUID',
  'SeriesNumber', 'SeriesDate', 'SeriesTime', 'NumberOfSeriesRelatedInstances', 'BodyPartExamined');
export const INSTANCE_ROW = tagsOf(
  'SpecificCharacterSet', 'SOPClassUID', 'SOPInstanceUID', 'InstanceAvailability', 'TimezoneOffsetFromUTC', 'RetrieveURL', 'StudyInstanceUID',
  'SeriesInstanceUID', 'InstanceNumber', 'Rows', 'Columns', 'BitsAllocated', 'NumberOfFrames', 'Modality');

/** Attributes an archive keeps once for the whole study and can search and return without opening an image. */
const STUDY_INDEX = new Set([...STUDY_ROW, ...tagsOf('IssuerOfPatientID', 'OtherPatientIDsSequence', 'IssuerOfAccessionNumberSequence', 'InstitutionName')]);
const SERIES_INDEX = new Set([...SERIES_ROW, ...tagsOf('Laterality', 'Manufacturer', 'InstitutionName')]);

/** The studies of one site, by UID, with the rows a query returns. Rows are made once, when first asked for. */
export class StudyArchive {
  readonly #byUid: ReadonlyMap<string, SandboxStudy>;
  readonly #rows = new Map<string, DicomDataset>();

  /** Throws when two studies have one UID, or a modality does not show its content. */
  constructor(studies: readonly SandboxStudy[], readonly urlOf: (path: string) => string) {
    studies.forEach(assertDrawable);
    this.#byUid = new Map(studies.map((study) => [study.studyInstanceUid, study]));
    if (this.#byUid.size !== studies.length) throw new Error('Two sandbox studies have one StudyInstanceUID.');
  }

  study(studyUid: string): SandboxStudy | undefined { return this.#byUid.get(studyUid); }

  /** The newest first, as archives list them. */
  studyRows(): DicomDataset[] {
    return [...this.#byUid.values()]
      .sort((a, b) => (`${a.date}${a.time}` < `${b.date}${b.time}` ? 1 : -1))
      .map((study) => this.#studyRow(study));
  }

  seriesRows(study: SandboxStudy): DicomDataset[] {
    return study.series.map((series, seriesIndex) => merged(only(instanceHeader(study, { seriesIndex, instanceIndex: 0 }), SERIES_INDEX), {
      RetrieveURL: this.urlOf(`/studies/${study.studyInstanceUid}/series/${series.seriesInstanceUid}`),
      NumberOfSeriesRelatedInstances: series.instances.length,
    }));
  }

  instanceRow(study: SandboxStudy, position: InstancePosition): DicomDataset {
    return merged(instanceHeader(study, position), { RetrieveURL: this.urlOf(instancePath(study, position)), InstanceAvailability: 'ONLINE' });
  }

  /** WADO-RS metadata of one image: the whole header, with an address where the pixel data would be. */
  metadata(study: SandboxStudy, position: InstancePosition): DicomDataset {
    const pixelData = { vr: 'OW', BulkDataURI: this.urlOf(`${instancePath(study, position)}/bulkdata/7FE00010`) };
    return { ...instanceHeader(study, position), '7FE00010': pixelData };
  }

  #studyRow(study: SandboxStudy): DicomDataset {
    const known = this.#rows.get(study.studyInstanceUid);
    if (known) return known;
    const row = merged(only(instanceHeader(study, { seriesIndex: 0, instanceIndex: 0 }), STUDY_INDEX), {
      ModalitiesInStudy: [study.modality],
      RetrieveURL: this.urlOf(`/studies/${study.studyInstanceUid}`),
      NumberOfStudyRelatedSeries: study.series.length,
      NumberOfStudyRelatedInstances: study.series.reduce((count, { instances }) => count + instances.length, 0),
      InstanceAvailability: 'ONLINE',
    });
    this.#rows.set(study.studyInstanceUid, row);
    return row;
  }
}

/** Every image of a study, or of one of its series, or that one image; empty when there is none by these UIDs. */
export function positionsOf(study: SandboxStudy, seriesUid?: string, instanceUid?: string): InstancePosition[] {
  return study.series.flatMap((series, seriesIndex) => {
    if (seriesUid !== undefined && series.seriesInstanceUid !== seriesUid) return [];
    return series.instances.flatMap((uid, instanceIndex) => (instanceUid === undefined || uid === instanceUid ? [{ seriesIndex, instanceIndex }] : []));
  });
}

function instancePath(study: SandboxStudy, { seriesIndex, instanceIndex }: InstancePosition): string {
  const series = study.series[seriesIndex];
  return `/studies/${study.studyInstanceUid}/series/${series?.seriesInstanceUid}/instances/${series?.instances[instanceIndex]}`;
}

function only(dataset: DicomDataset, tags: ReadonlySet<string>): DicomDataset {
  return Object.fromEntries(Object.entries(dataset).filter(([tag]) => tags.has(tag)));
}

function merged(dataset: DicomDataset, attributes: Parameters<typeof dicomDataset>[0]): DicomDataset {
  return Object.fromEntries(Object.entries({ ...dataset, ...dicomDataset(attributes) }).sort(([a], [b]) => (a < b ? -1 : 1)));
}
