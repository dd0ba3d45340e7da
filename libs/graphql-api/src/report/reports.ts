import { Inject, Injectable } from '@nestjs/common';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { readCopyKey } from '../patients/copy-keys.js';
import type { OpenedContext } from '../patients/patient-contexts.js';
import { toSourceOutcome } from '../schema/completeness.js';
import type { Refusal } from '../schema/refusal.js';
import { toRefusal } from '../schema/to-refusal.js';
import type { RecordNotFound, RecordUnavailable, Report } from './report.models.js';
import { toReport } from './to-report.js';

/** Reads one copy of a report at its source, through the one door. */
@Injectable()
export class Reports {
  constructor(@Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions) {}

  async read({ actor, identity, facts }: OpenedContext, copyKey: string): Promise<Report | RecordUnavailable | RecordNotFound | Refusal> {
    const notFound: RecordNotFound = { __typename: 'RecordNotFound', copyKey };
    const reference = readCopyKey(copyKey);
    if (!reference) return notFound;
    const answer = await this.options.disclosure.discloseRecord(actor, identity, reference, facts);
    switch (answer.kind) {
      case 'record': return toReport(copyKey, answer.record) ?? notFound;
      case 'not-found': return notFound;
      case 'unavailable': return { __typename: 'RecordUnavailable', outcome: toSourceOutcome(answer.outcome) };
      default: return toRefusal(answer);
    }
  }
}
