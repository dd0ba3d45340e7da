import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import { Inject, Injectable } from '@nestjs/common';
import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
import type { Express } from 'express';
import type { GraphQLSchema } from 'graphql';
import { Sessions } from '@longview/authentication';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { createContext, type ApiContext } from './api-context.js';
import { CompiledOperations } from './compiled-operations.js';
import { guardSchema } from './guard-schema.js';
import { assertWithinLimits, MAX_TOKENS } from './operation-limits.js';
import { formatError, toPublicError } from './public-errors.js';
import { createStreamHandler } from './stream-handler.js';
import { readOperation, TrustedDocuments } from './trusted-documents.js';

/**
 * Mounts the schema at its two doors: `/graphql` (Apollo Server, one answer) and `/graphql/stream` (server-sent events).
 * Both read the same documents under the same limits and run the same compiled operations. Nest's own Apollo driver has
 * neither the second door nor a compiled executor.
 */
@Injectable()
export class GraphqlDriver extends AbstractGraphQLDriver<GqlModuleOptions> {
  private apollo: ApolloServer<ApiContext> | undefined;

  constructor(private readonly sessions: Sessions, @Inject(GRAPHQL_API) private readonly api: GraphqlApiOptions) {
    super();
  }

  async start({ schema }: GqlModuleOptions): Promise<void> {
    const guarded = guardSchema(schema!, this.sessions);
    const operations = new CompiledOperations(guarded);
    const express = this.httpAdapterHost.httpAdapter.getInstance<Express>();
    const documents = new TrustedDocuments(this.api.trustedDocuments, { allowText: !this.api.isProduction });
    this.apollo = new ApolloServer(this.apolloOptions(guarded, operations));
    await this.apollo.start();
    express.use('/graphql', readOperation(documents));
    express.use('/graphql/stream', createStreamHandler({ operations, sessions: this.sessions, log: this.api.log }));
    express.use('/graphql', expressMiddleware(this.apollo, { context: async ({ req, res }) => createContext(this.sessions, req, res) }));
  }

  async stop(): Promise<void> {
    await this.apollo?.stop();
  }

  private apolloOptions(schema: GraphQLSchema, operations: CompiledOperations): ApolloServerOptions<ApiContext> {
    return {
      // A "gateway" is the way to give Apollo Server an executor of one's own.
      gateway: {
        load: async () => ({
          executor: async ({ document, source, operationName, request, context }) => {
            const operation = operations.get(source, operationName ?? undefined, document);
            if (!('type' in operation)) return { errors: operation };
            const caller = context as unknown as ApiContext;
            const { errors, ...result } = await operation.run(caller, request.variables);
            return errors ? { ...result, errors: errors.map((error) => toPublicError(error, caller.facts.requestId, this.api.log)) } : result;
          },
        }),
        onSchemaLoadOrUpdate: (listener) => {
          listener({ apiSchema: schema, coreSupergraphSdl: '' });
          return () => undefined;
        },
        stop: async () => undefined,
      },
      plugins: [
        // Walks every field of every answer to find caching hints that we never give: clinical answers are not cached.
        ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
        ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
        { requestDidStart: async () => ({ didResolveOperation: async ({ document }) => assertWithinLimits(document) }) },
      ],
      introspection: !this.api.isProduction,
      csrfPrevention: true,
      allowBatchedHttpRequests: false,
      persistedQueries: false,
      hideSchemaDetailsFromClientErrors: this.api.isProduction,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      parseOptions: { maxTokens: MAX_TOKENS },
      stringifyResult: (result) => JSON.stringify(result),
      formatError,
      logger: silentAboutRequests(this.api),
    };
  }
}

/** Apollo would log messages of errors, which may quote what was asked. */
const silentAboutRequests = ({ log }: GraphqlApiOptions) => ({
  debug: () => undefined, info: () => undefined, warn: () => log.warn('the GraphQL server warned'), error: () => log.error('the GraphQL server reported an error'),
});
