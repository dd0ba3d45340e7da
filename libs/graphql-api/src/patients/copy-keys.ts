import { Inject, Injectable } from '@nestjs/common';
import { RECORD_KINDS, type RecordKind } from '@longview/clinical-model';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';

/** One copy of a record at one source. */
export interface CopyReference {
  readonly sourceId: string;
  readonly kind: RecordKind;
  readonly sourceRecordId: string;
}

/**
 * Names a copy to the browser without telling what it is: a source's record id may hold a record number. A key opens
 * for the patient it was made for and no other.
 */
@Injectable()
export class CopyKeys {
  constructor(@Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'sealer'>) {}

  keyOf(patientKey: string, { sourceId, kind, sourceRecordId }: CopyReference): string {
    return this.options.sealer.seal(`${sourceId}\n${kind}\n${sourceRecordId}`, purposeFor(patientKey));
  }

  read(patientKey: string, copyKey: string): CopyReference | undefined {
    const [sourceId, kind, ...rest] = this.options.sealer.open(copyKey, purposeFor(patientKey))?.split('\n') ?? [];
    const known = RECORD_KINDS.find((one) => one === kind);
    return sourceId === undefined || known === undefined ? undefined : { sourceId, kind: known, sourceRecordId: rest.join('\n') };
  }
}

const purposeFor = (patientKey: string): string => `copy for ${patientKey}`;
