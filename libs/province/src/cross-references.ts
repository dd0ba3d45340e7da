import { imageEndpointOf } from '@longview/sources-contract';
import { DEMONSTRATION_CLIENT_SECRET, type ProvinceFile } from './province-file.js';

export interface CrossReferenceProblem {
  readonly path: readonly (string | number)[];
  readonly expected: string;
}

/** What a schema cannot see: that names are unique and that whatever is referred to exists. */
export function findCrossReferenceProblems(province: ProvinceFile): readonly CrossReferenceProblem[] {
  const { identityProviders, organizations, users, sources, session, accounts, identifierDomains } = province;
  const problems: CrossReferenceProblem[] = [];
  const problem = (path: readonly (string | number)[], expected: string): void => void problems.push({ path, expected });
  const unique = (path: readonly (string | number)[], keys: readonly string[], what: string): void => {
    const seen = new Set<string>();
    keys.forEach((key, index) => (seen.has(key) ? problem([...path, index], `${what} that no other entry has`) : seen.add(key)));
  };
  const ids = (list: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id));
  const providerIds = ids(identityProviders);
  const organizationIds = ids(organizations);
  const sourceIds = ids(sources);

  for (const [name, list] of Object.entries({ identityProviders, organizations, users, sources, auditClients: province.auditClients })) unique([name], list.map(({ id }) => id), 'an id');
  province.auditClients.forEach(({ organizationId }, index) => {
    if (organizationId !== undefined && !organizationIds.has(organizationId)) problem(['auditClients', index, 'organizationId'], 'the id of an organization');
  });
  unique(['identityProviders'], identityProviders.map(({ issuer }) => issuer), 'an issuer');
  unique(['identifierDomains'], identifierDomains.map(({ system }) => system), 'a system');
  identityProviders.forEach(({ issuer, clientSecret }, index) => {
    if (!('env' in clientSecret) || clientSecret.env !== DEMONSTRATION_CLIENT_SECRET) return;
    if (!province.isDemonstration) problem(['identityProviders', index, 'clientSecret'], 'another one, or isDemonstration: true: everybody knows the passwords of the demonstration sign-in');
    if (!/^http:\/\/localhost:\d+$/.test(issuer)) problem(['identityProviders', index, 'issuer'], 'http://localhost:<port>, where the demonstration sign-in is');
  });
  unique(['access', 'reasons'], province.access.reasons.map(({ code }) => code), 'a code');
  const logIns = new Set<string>();

  organizations.forEach(({ entitledSources }, index) => {
    if (entitledSources === 'all') return;
    entitledSources.forEach((id, i) => sourceIds.has(id) || problem(['organizations', index, 'entitledSources', i], 'the id of a source'));
  });
  users.forEach(({ identities, memberships }, index) => {
    identities.forEach(({ identityProviderId, subject }, i) => {
      const logIn = `${identityProviderId} ${subject}`;
      if (!providerIds.has(identityProviderId)) problem(['users', index, 'identities', i, 'identityProviderId'], 'the id of an identity provider');
      if (logIns.has(logIn)) problem(['users', index, 'identities', i], 'a log-in identity that no other entry has');
      logIns.add(logIn);
    });
    unique(['users', index, 'memberships'], memberships.map(({ organizationId }) => organizationId), 'an organization');
    memberships.forEach(({ organizationId, sources: narrower }, i) => {
      const organization = organizations.find(({ id }) => id === organizationId);
      if (!organization) return problem(['users', index, 'memberships', i, 'organizationId'], 'the id of an organization');
      if (narrower === 'organization') return undefined;
      return narrower.forEach((id, j) => {
        const at = ['users', index, 'memberships', i, 'sources', j];
        if (!sourceIds.has(id)) problem(at, 'the id of a source');
        else if (organization.entitledSources !== 'all' && !organization.entitledSources.includes(id)) problem(at, 'a source that the organization is entitled to: nobody gets more than their organization has');
      });
    });
  });
  sources.forEach((source, index) => {
    if (!organizationIds.has(source.custodianId)) problem(['sources', index, 'custodianId'], 'the id of the organization accountable for the source');
    if (!isTimeZone(source.timeZone)) problem(['sources', index, 'timeZone'], 'an IANA time zone such as America/Toronto');
    const { records } = source;
    const unreadable = records.protocol === 'dicomweb' ? source.kinds.filter((kind) => kind !== 'imaging-study') : [];
    if (unreadable.length > 0) problem(['sources', index, 'kinds'], 'imaging-study alone: an image archive (dicomweb) tells of nothing else');
    if (records.protocol === 'dicomweb' && source.images) problem(['sources', index, 'images'], 'no second image endpoint: records is one already');
    const endpoint = imageEndpointOf(source);
    if (endpoint && endpoint.patientSearch.includes('issuer-and-id') && source.identifierSystem === undefined && records.protocol === 'dicomweb') {
      problem(['sources', index, 'identifierSystem'], 'the domain in which the archive numbers its patients: patientSearch uses issuer-and-id');
    }
  });
  if (province.imageRequests.dueMs >= province.imageRequests.expiresMs || province.imageRequests.urgentDueMs > province.imageRequests.dueMs) problem(['imageRequests'], 'urgentDueMs at most dueMs, and dueMs less than expiresMs');
  if (accounts.idleWarningDays >= accounts.idleSuspensionDays) problem(['accounts', 'idleWarningDays'], 'less than idleSuspensionDays');
  if (session.idleWarningMs >= session.idleTimeoutMs) problem(['session', 'idleWarningMs'], 'less than idleTimeoutMs');
  if (session.absoluteTimeoutMs < session.idleTimeoutMs) problem(['session', 'absoluteTimeoutMs'], 'at least idleTimeoutMs');
  return problems;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
