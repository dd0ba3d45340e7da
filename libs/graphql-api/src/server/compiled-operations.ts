import { createSourceEventStream, execute, getOperationAST, GraphQLError, Kind, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode, type OperationTypeNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { ApiContext } from './api-context.js';
import { assertWithinLimits, MAX_TOKENS } from './operation-limits.js';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

export interface CompiledOperation {
  readonly type: OperationTypeNode;
  run(context: ApiContext, variables: Variables): Promise<ExecutionResult> | ExecutionResult;
  /** For subscriptions only. */
  subscribe(context: ApiContext, variables: Variables): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>;
}

/** In production the documents are known and few; in development nobody types this many in a day. */
const MAX_KEPT = 500;

/** Parses, checks, limits and compiles each document once; both doors (POST and stream) run what stands here. */
export class CompiledOperations {
  private readonly kept = new Map<string, CompiledOperation | readonly GraphQLError[]>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The operation, or why it is refused. */
  get(text: string, operationName: string | undefined, parsed?: DocumentNode): CompiledOperation | readonly GraphQLError[] {
    const key = `${operationName ?? ''}\n${text}`;
    const known = this.kept.get(key);
    if (known) return known;
    const made = this.make(text, operationName, parsed);
    if (this.kept.size >= MAX_KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(key, made);
    return made;
  }

  private make(text: string, operationName: string | undefined, parsed: DocumentNode | undefined): CompiledOperation | readonly GraphQLError[] {
    try {
      const document = parsed ?? parse(text, { maxTokens: MAX_TOKENS });
      // Before validation: an oversized document is not worth its time.
      assertWithinLimits(document);
      const errors = parsed ? [] : validate(this.schema, document);
      if (errors.length > 0) return errors.map(({ message }) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }));
      const operation = getOperationAST(document, operationName);
      if (!operation) return [new GraphQLError('The document has no such operation.', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
      return { type: operation.operation, ...this.executorOf(document, operation, operationName) };
    } catch (error) {
      if (error instanceof GraphQLError) return ['code' in error.extensions ? error : new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
      throw error;
    }
  }

  private executorOf(document: DocumentNode, operation: OperationDefinitionNode, operationName: string | undefined): Pick<CompiledOperation, 'run' | 'subscribe'> {
    const argsOf = (contextValue: ApiContext, variableValues: Variables) => ({ schema: this.schema, document, operationName, contextValue, variableValues });
    const compiled = compileQuery(this.schema, document, operationName);
    const run = (root: object, context: ApiContext, variables: Variables): Promise<ExecutionResult> | ExecutionResult =>
      isCompiledQuery(compiled) ? compiled.query(root, context, variables ?? {}) : execute({ ...argsOf(context, variables), rootValue: root });
    const rootField = operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD)?.name.value ?? '';
    return {
      run: (context, variables) => run({}, context, variables),
      // The compiled subscription hands already coerced variables to the compiled query, which coerces them again and fails on
      // enums: the stream is opened by the reference implementation, its events are shaped by the compiled one.
      subscribe: async (context, variables) => {
        const events = await createSourceEventStream(argsOf(context, variables));
        return isAsyncIterable(events) ? shapeEvents(events, (event) => run({ [rootField]: event }, context, variables)) : (events as ExecutionResult);
      },
    };
  }
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Leaving the shaped stream leaves the source stream too. */
async function* shapeEvents(events: AsyncIterable<unknown>, shape: (event: unknown) => Promise<ExecutionResult> | ExecutionResult): AsyncGenerator<ExecutionResult> {
  for await (const event of events) yield shape(event);
}
