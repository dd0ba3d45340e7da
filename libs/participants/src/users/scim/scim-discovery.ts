import { ENTERPRISE_SCHEMA, REGISTRATION_SCHEMA, USER_SCHEMA } from './scim-user.js';

export const MOST_RESULTS = 200;
export const MOST_BODY_BYTES = 256 * 1024;

interface AttributeOptions {
  readonly type?: 'string' | 'boolean' | 'complex';
  readonly isMulti?: boolean;
  readonly isRequired?: boolean;
  readonly mutability?: 'readWrite' | 'readOnly';
  readonly uniqueness?: 'none' | 'server';
  readonly caseExact?: boolean;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly object[];
}

function attribute(name: string, description: string, { type = 'string', isMulti = false, isRequired = false, mutability = 'readWrite', uniqueness = 'none', caseExact = false, canonicalValues, subAttributes }: AttributeOptions = {}): object {
  return { name, type, multiValued: isMulti, description, required: isRequired, ...(type === 'string' && { caseExact }), mutability, returned: 'default', ...(type === 'string' && { uniqueness }), ...(canonicalValues && { canonicalValues }), ...(subAttributes && { subAttributes }) };
}

const value = (description: string): object => attribute('value', description);

/** What of RFC 7643 is here, and no more: a client that reads this sends nothing in vain. */
const SCHEMAS = [
  {
    id: USER_SCHEMA, name: 'User', description: 'A user of the organization that the token belongs to.',
    attributes: [
      attribute('userName', 'How the provisioning system calls the user.', { isRequired: true, uniqueness: 'server' }),
      attribute('name', 'The name.', { type: 'complex', isRequired: true, subAttributes: [attribute('familyName', 'Family name.', { isRequired: true }), attribute('givenName', 'Given name.', { isRequired: true }), attribute('formatted', 'As it is shown.', { mutability: 'readOnly' })] }),
      attribute('displayName', 'As it is shown.', { mutability: 'readOnly' }),
      attribute('title', 'Job title.'),
      attribute('active', 'False suspends at once. True ends a suspension that provisioning made, no other.', { type: 'boolean' }),
      attribute('emails', 'One address: the primary one, else the one of type work.', { type: 'complex', isMulti: true, subAttributes: [value('The address.'), attribute('type', 'work', { canonicalValues: ['work'] }), attribute('primary', 'True.', { type: 'boolean' })] }),
      attribute('roles', 'Clinical roles. Kept as sent while the user is a request; always, where the organization vouches for its users.', { type: 'complex', isMulti: true, subAttributes: [attribute('value', 'The role.', { canonicalValues: ['physician', 'nurse', 'allied-health', 'clerk', 'pacs-administrator'] })] }),
      attribute('entitlements', 'Sources the user may see, never more than the organization has. Kept as the roles are.', { type: 'complex', isMulti: true, subAttributes: [value('Id of the source.')] }),
    ],
  },
  { id: ENTERPRISE_SCHEMA, name: 'EnterpriseUser', description: 'Of the enterprise extension.', attributes: [attribute('employeeNumber', 'Number in the HR system.')] },
  {
    id: REGISTRATION_SCHEMA, name: 'RegistrationUser', description: 'Who the user is to their college, and how they stand.',
    attributes: [
      attribute('college', 'Letters of the regulatory college.'), attribute('licenceNumber', 'Unique within the college.', { uniqueness: 'server' }),
      attribute('status', 'Standing of the membership.', { mutability: 'readOnly', canonicalValues: ['requested', 'reviewed', 'approved', 'active', 'on-leave', 'suspended'] }), attribute('statusReason', 'Why.', { mutability: 'readOnly' }),
    ],
  },
];

const RESOURCE_TYPE_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const SCHEMA_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

/** RFC 7643 §5 */
export const serviceProviderConfig = (baseUrl: string): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true }, bulk: { supported: false, maxOperations: 0, maxPayloadSize: MOST_BODY_BYTES }, filter: { supported: true, maxResults: MOST_RESULTS }, changePassword: { supported: false }, sort: { supported: true }, etag: { supported: true },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer token', description: 'Created by the registration authority of the organization; expires.', specUri: 'https://www.rfc-editor.org/info/rfc6750', primary: true }],
  meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
});

/** RFC 7643 §6 */
export const resourceTypes = (baseUrl: string): readonly { readonly id: string }[] => [{
  schemas: [RESOURCE_TYPE_SCHEMA], id: 'User', name: 'User', endpoint: '/Users', description: 'Users of the organization', schema: USER_SCHEMA,
  schemaExtensions: [ENTERPRISE_SCHEMA, REGISTRATION_SCHEMA].map((schema) => ({ schema, required: false })), meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/User` },
} as { readonly id: string }];

/** RFC 7643 §7 */
export const schemas = (baseUrl: string): readonly { readonly id: string }[] => SCHEMAS.map((schema) => ({ schemas: [SCHEMA_SCHEMA], ...schema, meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` } }));
