import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '@longview/platform';

/** Errors of the asker, whose text is ours or the GraphQL library's own and goes back to whoever asked. */
const ASKERS_CODES = new Set([
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_DEEP', 'OPERATION_TOO_COSTLY', 'UNKNOWN_DOCUMENT', 'SUBSCRIPTION_EXPECTED', 'TOO_MANY_STREAMS',
  'SESSION_ENDED', 'SESSION_LOCKED', 'ORGANIZATION_NOT_CHOSEN', 'AGREEMENT_REQUIRED', 'AUDIT_UNAVAILABLE',
]);
const INTERNAL = 'INTERNAL';

/**
 * What the browser learns of an error while an operation ran: its own mistakes in words; of ours one code and the number
 * under which our log holds the rest.
 */
export function toPublicError(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  const { path } = error;
  if (isAskers(error)) return new GraphQLError(error.message, { path, extensions: { code: error.extensions['code'] } });
  log.error({ err: rootCause(error), requestId }, 'an operation failed');
  return new GraphQLError('Something went wrong. The number helps support to find it.', { path, extensions: { code: INTERNAL, correlationId: requestId } });
}

/** The same for errors before an operation ran, which Apollo Server words itself. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message, path, extensions: { code, correlationId } = {} } = formatted;
  if (code === INTERNAL || isAskers(formatted)) return { message, ...(path && { path }), extensions: { code, ...(correlationId !== undefined && { correlationId }) } };
  return { message: 'The request could not be answered.', extensions: { code: INTERNAL } };
}

const isAskers = ({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> | undefined }): boolean => ASKERS_CODES.has(String(extensions?.['code']));

function rootCause(error: unknown): unknown {
  const { originalError } = error as { readonly originalError?: unknown };
  return originalError ? rootCause(originalError) : error;
}
