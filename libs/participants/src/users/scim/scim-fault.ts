/** `scimType` of RFC 7644 §3.12, for status 400 and 409. */
export type ScimType = 'invalidFilter' | 'tooMany' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue' | 'invalidVers' | 'sensitive';

/** An answer to the client's own mistake: RFC 7644 §3.12. The detail names attributes, never values of somebody else. */
export class ScimFault extends Error {
  override readonly name = 'ScimFault';
  readonly code = 'SCIM_REFUSED';
  constructor(readonly status: number, readonly detail: string, readonly scimType?: ScimType, readonly headers: Readonly<Record<string, string>> = {}) {
    super('The provisioning request was refused.');
  }
}

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

export const errorBody = ({ status, detail, scimType }: Pick<ScimFault, 'status' | 'detail' | 'scimType'>): object => ({ schemas: [ERROR_SCHEMA], status: String(status), ...(scimType !== undefined && { scimType }), detail });
