import type { NextFunction, Request, Response } from 'express';

/**
 * The portal's own operations by their SHA-256, as codegen wrote them. Where text is not allowed (production), nothing
 * else is executed: what an attacker in the page can ask is what the portal can ask.
 */
export class TrustedDocuments {
  private readonly texts: ReadonlySet<string>;

  constructor(private readonly byId: ReadonlyMap<string, string>, private readonly options: { readonly allowText: boolean }) {
    this.texts = new Set(byId.values());
  }

  /** The text to execute; `undefined` for a document that is not known. */
  textOf({ documentId, query }: { readonly documentId?: unknown; readonly query?: unknown }): string | undefined {
    if (typeof documentId === 'string') return this.byId.get(documentId);
    if (typeof query !== 'string') return undefined;
    return this.options.allowText || this.texts.has(query) ? query : undefined;
  }
}

/**
 * Reads the body of both doors alike: POST, JSON, one operation, a document that is known. Puts the document's text
 * where Apollo and the stream look for it.
 */
export function readOperation(documents: TrustedDocuments) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const refuse = (status: number, message: string, code: string): void => void response.status(status).json({ errors: [{ message, extensions: { code } }] });
    response.setHeader('cache-control', 'no-store');
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return refuse(405, 'Operations are sent by POST.', 'METHOD_NOT_ALLOWED');
    }
    const body: unknown = request.body;
    // A content type that pages of other sites may send without asking (text/plain) leaves the body unread.
    if (!request.is('application/json') || typeof body !== 'object' || body === null || Array.isArray(body)) return refuse(400, 'One operation is sent as a JSON object.', 'BAD_REQUEST');
    const text = documents.textOf(body as Record<string, unknown>);
    if (text === undefined) return refuse(400, 'This document is not known.', 'UNKNOWN_DOCUMENT');
    const { operationName, variables } = body as Record<string, unknown>;
    request.body = { query: text, ...(typeof operationName === 'string' && { operationName }), ...(typeof variables === 'object' && { variables }) };
    next();
  };
}
