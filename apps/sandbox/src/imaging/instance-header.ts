import { createHash } from 'node:crypto';
import { dicomDataset, personName, type AttributeValue, type DicomDataset } from './dicom-dataset.js';
import { planImage, type ImagePlan, type RadiographView } from './image-plan.js';
import type { SandboxStudy, StudyContent } from './sandbox-study.js';

/** One image of a study by position, counted from 0. */
export interface InstancePosition { readonly seriesIndex: number; readonly instanceIndex: number }

const SOP_CLASSES = {
  CR: '1.2.840.10008.5.1.4.1.1.1',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  'US multi-frame': '1.2.840.10008.5.1.4.1.1.3.1',
} as const;

/** The header of one image, PS3.3 complete but for its pixel data, in the DICOM JSON model. */
export function instanceHeader(study: SandboxStudy, { seriesIndex, instanceIndex }: InstancePosition): DicomDataset {
  const series = study.series[seriesIndex];
  const sopInstanceUid = series?.instances[instanceIndex];
  if (!series || !sopInstanceUid) throw new RangeError('The study has no such image.');
  const plan = planImage(study, seriesIndex, instanceIndex);
  return dicomDataset({
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: SOP_CLASSES[study.modality === 'US' && plan.frames > 1 ? 'US multi-frame' : study.modality],
    SOPInstanceUID: sopInstanceUid,
    ...patientAttributes(study),
    StudyInstanceUID: study.studyInstanceUid,
    StudyDate: study.date,
    StudyTime: study.time,
    TimezoneOffsetFromUTC: study.timezoneOffset,
    AccessionNumber: study.accession,
    IssuerOfAccessionNumberSequence: study.issuerOfAccession ? [dicomDataset({ LocalNamespaceEntityID: study.issuerOfAccession })] : undefined,
    ReferringPhysicianName: study.referrer ? personName(study.referrer.family, study.referrer.given) : '',
    StudyID: study.accession.slice(-16),
    StudyDescription: study.description,
    Modality: study.modality,
    SeriesInstanceUID: series.seriesInstanceUid,
    SeriesNumber: seriesIndex + 1,
    SeriesDate: study.date,
    SeriesTime: study.time,
    SeriesDescription: series.description,
    BodyPartExamined: study.bodyPart,
    // Radiographs say it for each image instead.
    Laterality: isRadiograph(study) ? undefined : study.laterality,
    InstitutionName: study.institution,
    Manufacturer: 'Longview sandbox',
    ManufacturerModelName: 'Synthetic images',
    DeviceSerialNumber: '1',
    SoftwareVersions: '1',
    InstanceNumber: instanceIndex + 1,
    ContentDate: study.date,
    ContentTime: study.time,
    AcquisitionDate: study.date,
    AcquisitionTime: study.time,
    ImageComments: 'SYNTHETIC: drawn by a program, of no real person',
    ...pixelAttributes(plan),
    ...modalityAttributes(study, plan, seriesIndex),
  });
}

function isRadiograph({ modality }: SandboxStudy): boolean {
  return modality === 'DX' || modality === 'CR';
}

function patientAttributes({ patient }: SandboxStudy): Record<string, AttributeValue> {
  return {
    PatientName: personName(patient.family, patient.given),
    PatientID: patient.id,
    IssuerOfPatientID: patient.issuer || undefined,
    PatientBirthDate: patient.birthDate.replaceAll('-', ''),
    PatientSex: patient.sex,
    OtherPatientIDsSequence:
      patient.otherIds.length > 0
        ? patient.otherIds.map(({ id, issuer, type }) => dicomDataset({ PatientID: id, IssuerOfPatientID: issuer || undefined, TypeOfPatientID: type ?? 'TEXT' }))
        : undefined,
  };
}

function pixelAttributes(plan: ImagePlan): Record<string, AttributeValue> {
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: plan.rows,
    Columns: plan.columns,
    BitsAllocated: plan.pixels === 'uint8' ? 8 : 16,
    BitsStored: plan.bitsStored,
    HighBit: plan.bitsStored - 1,
    PixelRepresentation: plan.pixels === 'int16' ? 1 : 0,
    WindowCenter: plan.windows.map(({ center }) => center),
    WindowWidth: plan.windows.map(({ width }) => width),
    WindowCenterWidthExplanation: plan.windows.some(({ explanation }) => explanation) ? plan.windows.map(({ explanation }) => explanation ?? '') : undefined,
    LossyImageCompression: '00',
    BurnedInAnnotation: 'NO',
  };
}

function modalityAttributes(study: SandboxStudy, plan: ImagePlan, seriesIndex: number): Record<string, AttributeValue> {
  switch (study.modality) {
    case 'CT': return { ...sliceAttributes(study, plan, seriesIndex), ...ctAttributes() };
    case 'MR': return { ...sliceAttributes(study, plan, seriesIndex), ...mrAttributes(plan) };
    case 'US': return ultrasoundAttributes(plan);
    case 'CR': return { ...radiographAttributes(study, plan), PlateID: '1' };
    case 'DX': return { ...radiographAttributes(study, plan), ...digitalRadiographAttributes(study, plan) };
  }
}

function sliceAttributes(study: SandboxStudy, plan: ImagePlan, seriesIndex: number): Record<string, AttributeValue> {
  const { positionMm, thicknessMm } = plan.slice ?? { positionMm: 0, thicknessMm: 1 };
  const corner = -((plan.columns - 1) * plan.pixelSpacingMm) / 2;
  return {
    // All series of a study share one frame of reference, so that a viewer can link their scrolling.
    FrameOfReferenceUID: derivedUid(study.studyInstanceUid),
    PositionReferenceIndicator: '',
    ImagePositionPatient: [corner, corner, positionMm],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    SliceLocation: positionMm,
    SliceThickness: thicknessMm,
    SpacingBetweenSlices: study.modality === 'MR' ? thicknessMm : undefined,
    PixelSpacing: [plan.pixelSpacingMm, plan.pixelSpacingMm],
    PatientPosition: 'HFS',
    AcquisitionNumber: seriesIndex + 1,
  };
}

function ctAttributes(): Record<string, AttributeValue> {
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    KVP: 120, XRayTubeCurrent: 200, ExposureTime: 500, ConvolutionKernel: 'SYNTHETIC', GantryDetectorTilt: 0, TableHeight: 150,
    RescaleIntercept: 0, RescaleSlope: 1, RescaleType: 'HU',
  };
}

function mrAttributes({ weighting }: ImagePlan): Record<string, AttributeValue> {
  const isT1 = weighting === 'T1';
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
    ScanningSequence: weighting === 'FLAIR' ? ['SE', 'IR'] : 'SE',
    SequenceVariant: 'SK', ScanOptions: '', MRAcquisitionType: '2D', MagneticFieldStrength: 1.5,
    RepetitionTime: isT1 ? 500 : weighting === 'FLAIR' ? 9000 : 4500,
    EchoTime: isT1 ? 12 : 100,
    InversionTime: weighting === 'FLAIR' ? 2500 : undefined,
    EchoTrainLength: isT1 ? 1 : 15, NumberOfAverages: 1, FlipAngle: 90,
  };
}

function ultrasoundAttributes(plan: ImagePlan): Record<string, AttributeValue> {
  const centimetres = 3;
  const region = dicomDataset({
    RegionSpatialFormat: 1, RegionDataType: 1, RegionFlags: 0,
    RegionLocationMinX0: 0, RegionLocationMinY0: 0, RegionLocationMaxX1: plan.columns - 1, RegionLocationMaxY1: plan.rows - 1,
    PhysicalUnitsXDirection: centimetres, PhysicalUnitsYDirection: centimetres,
    PhysicalDeltaX: plan.pixelSpacingMm / 10, PhysicalDeltaY: plan.pixelSpacingMm / 10,
  });
  const clip = plan.frames > 1
    ? { NumberOfFrames: plan.frames, FrameTime: 50, FrameIncrementPointer: 0x00181063, CineRate: 20, RecommendedDisplayFrameRate: 20 }
    : {};
  return { ...clip, ImageType: ['ORIGINAL', 'PRIMARY'], PatientOrientation: '', UltrasoundColorDataPresent: 0, SequenceOfUltrasoundRegions: [region] };
}

function radiographAttributes(study: SandboxStudy, plan: ImagePlan): Record<string, AttributeValue> {
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', ''],
    ViewPosition: VIEW_POSITIONS[plan.view ?? 'PA'],
    PatientOrientation: patientOrientation(study, plan.view),
    ImagerPixelSpacing: [plan.pixelSpacingMm, plan.pixelSpacingMm],
    ImageLaterality: study.laterality ?? 'U',
    KVP: study.content === 'chest' ? 110 : 55,
    ExposureInuAs: 2000,
  };
}

/** Where rows and columns lead (PS3.3 C.7.6.1.1.1). Hands are drawn fingers up, everything else head up; fronts of lateral views to the left. */
function patientOrientation({ content, laterality }: SandboxStudy, view: RadiographView | undefined): [string, string] {
  const isFlipped = laterality === 'L' && content !== 'chest';
  const down = content === 'chest' || content === 'knee' ? 'F' : 'H';
  return [view === 'LATERAL' ? (isFlipped ? 'A' : 'P') : 'L', down];
}

function digitalRadiographAttributes(study: SandboxStudy, plan: ImagePlan): Record<string, AttributeValue> {
  const view = plan.view === 'LATERAL' && study.content === 'chest' ? CHEST_LATERAL : VIEW_CODES[plan.view ?? 'PA'];
  return {
    PresentationIntentType: 'FOR PRESENTATION',
    AnatomicRegionSequence: [codeItem(ANATOMIC_REGIONS[study.content])],
    ViewCodeSequence: [codeItem(view)],
    DetectorType: 'DIRECT', DetectorConfiguration: 'AREA', PositionerType: 'NONE',
    PixelIntensityRelationship: 'LOG', PixelIntensityRelationshipSign: -1,
    RescaleIntercept: 0, RescaleSlope: 1, RescaleType: 'US', PresentationLUTShape: 'IDENTITY',
    AcquisitionContextSequence: [],
  };
}

type Code = readonly [value: string, meaning: string];
const codeItem = ([value, meaning]: Code) => dicomDataset({ CodeValue: value, CodingSchemeDesignator: 'SCT', CodeMeaning: meaning });

/** CID 4010, DX View. */
const VIEW_CODES: Record<RadiographView, Code> = {
  PA: ['272479007', 'postero-anterior'],
  AP: ['399348003', 'antero-posterior'],
  LATERAL: ['399352003', 'lateral-medial'],
  OBLIQUE: ['399059000', 'postero-anterior oblique'],
};
const CHEST_LATERAL: Code = ['399173006', 'left lateral'];
const VIEW_POSITIONS: Record<RadiographView, string> = { PA: 'PA', AP: 'AP', LATERAL: 'LL', OBLIQUE: 'OBL' };

const ANATOMIC_REGIONS: Record<StudyContent, Code> = {
  'wrist-fracture': ['74670003', 'Wrist joint'],
  wrist: ['74670003', 'Wrist joint'],
  hand: ['85562004', 'Hand'],
  knee: ['72696002', 'Knee'],
  chest: ['51185008', 'Chest'],
  'ct-chest': ['51185008', 'Chest'],
  'ct-head': ['69536005', 'Head'],
  'mr-brain': ['12738006', 'Brain'],
  'us-abdomen': ['818983003', 'Abdomen'],
};

/** A UID that follows from another one (PS3.5 B.2: a UUID as a decimal number below 2.25). */
function derivedUid(uid: string): string {
  return `2.25.${BigInt(`0x${createHash('sha256').update(uid).digest('hex').slice(0, 30)}`)}`;
}
