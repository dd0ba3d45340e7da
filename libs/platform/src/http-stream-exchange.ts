import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { isRedirect, type HttpCall, type HttpHeaders } from './http-call.js';
import { HttpFault, toHttpFault } from './http-fault.js';

export interface HttpStream {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Must be read to its end or destroyed. Back-pressure reaches the server. */
  readonly body: Readable;
}

/**
 * One answer that is passed on as it arrives. Like {@link HttpExchange} on undici's dispatch level: what its request level
 * does for every chunk and every answer beside that (mixins for text and JSON, a resource of its own) costs as much as the rest.
 */
export class HttpStreamExchange implements Dispatcher.DispatchHandler {
  readonly #signal: HttpCall['signal'];
  readonly #resolve: (stream: HttpStream) => void;
  readonly #reject: (fault: HttpFault) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #body: AnswerBody | undefined;
  #isOver = false;

  constructor(signal: HttpCall['signal'], resolve: (stream: HttpStream) => void, reject: (fault: HttpFault) => void) {
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It may have been aborted while it waited for a connection.
    if (this.#isOver) controller.abort(new HttpFault('HTTP_ABORTED'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: HttpHeaders): void {
    if (status < 200 || this.#isOver) return;
    if (isRedirect(status)) {
      const fault = new HttpFault('HTTP_REDIRECTED', { status });
      this.#end();
      this.#reject(fault);
      controller.abort(fault);
      return;
    }
    this.#body = new AnswerBody(controller);
    this.#resolve({ status, headers, body: this.#body });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#body?.push(chunk) === false) controller.pause();
  }

  onResponseEnd(): void {
    this.#end();
    this.#body?.push(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const wasOver = this.#isOver;
    this.#end();
    if (this.#body) this.#body.destroy(toHttpFault(error, true));
    else if (!wasOver) this.#reject(toHttpFault(error, false));
  }

  readonly #onAbort = (): void => {
    if (this.#isOver) return;
    this.#end();
    const fault = new HttpFault('HTTP_ABORTED');
    if (this.#body) this.#body.destroy(fault);
    else this.#reject(fault);
    this.#controller?.abort(fault);
  };

  #end(): void {
    this.#isOver = true;
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

class AnswerBody extends Readable {
  readonly #controller: Dispatcher.DispatchController;

  constructor(controller: Dispatcher.DispatchController) {
    super();
    this.#controller = controller;
  }

  override _read(): void {
    this.#controller.resume();
  }

  /** Whoever leaves before the end stops the server. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.readableEnded) this.#controller.abort(error ?? new HttpFault('HTTP_ABORTED'));
    done(error);
  }
}
