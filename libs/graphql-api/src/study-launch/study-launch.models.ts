import { Field, ID, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import type { ImagingStudyRecord } from '@longview/clinical-model';
import { RecordNotFound, RecordUnavailable, Report } from '../report/report.models.js';
import { ClinicalTime } from '../schema/clinical-time.js';
import { Laterality } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { Patient } from '../schema/patient.js';
import { Refusal, byTypename } from '../schema/refusal.js';

@ObjectType()
export class LaunchedStudy {
  @Field(() => ID) readonly studyInstanceUid: string;
  @Field(() => ID) readonly sourceId: string;
  @Field(() => String) readonly title: string;
  @Field(() => ClinicalTime, { nullable: true }) readonly time?: ClinicalTime;
  @Field(() => [String]) readonly modalities: readonly string[];
  @Field(() => String, { nullable: true }) readonly bodySite?: string;
  @Field(() => Laterality, { nullable: true }) readonly laterality?: ImagingStudyRecord['laterality'];
  @Field(() => String, { nullable: true }) readonly accession?: string;
  @Field(() => Int, { nullable: true }) readonly numberOfSeries?: number;
  @Field(() => Int, { nullable: true }) readonly numberOfInstances?: number;
}

@ObjectType({ description: 'An earlier study of the same patient, same body part first; loads on click.' })
export class PriorStudy {
  @Field(() => ID) readonly studyInstanceUid: string;
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => String) readonly title: string;
  @Field(() => ClinicalTime, { nullable: true }) readonly time?: ClinicalTime;
  @Field(() => [String]) readonly modalities: readonly string[];
  @Field(() => String, { nullable: true }) readonly bodySite?: string;
  @Field(() => Boolean) readonly isSameBodySite: boolean;
}

@ObjectType()
export class StudyLaunch {
  readonly __typename: 'StudyLaunch';
  @Field(() => ID, { description: 'Opaque; stands in the address of the image window.' }) readonly launchId: string;
  @Field(() => String, { description: 'Same-origin address of the viewer for this study.' }) readonly viewerUrl: string;
  @Field(() => ID, { description: 'The opened patient, so that the image window can open another of their studies.' }) readonly patientKey: string;
  @Field(() => Patient) readonly patient: Patient;
  @Field(() => LaunchedStudy) readonly study: LaunchedStudy;
  @Field(() => [PriorStudy]) readonly priors: readonly PriorStudy[];
  @Field(() => Report, { nullable: true }) readonly report?: Report;
  @Field(() => EpochMs) readonly expiresAt: number;
}

export const StudyLaunchResult = createUnionType({ name: 'StudyLaunchResult', types: () => [StudyLaunch, RecordUnavailable, RecordNotFound, Refusal] as const, resolveType: byTypename });
