import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ExchangeFault } from '../exchange-fault.js';
import { COMMAND, CommandSet, writeCommand, type CommandValues } from './command-set.js';
import { associateRequest, dataUnit, FRAGMENT_OVERHEAD, pdu, PDU, readAccept, readDataValues, type AssociationTerms, type PresentationContext } from './pdu.js';

/** Where an archive's application entity listens; with `tls` the conversation is encrypted (PS3.15 §B.9). */
export interface ApplicationEntity {
  readonly host: string;
  readonly port: number;
  readonly calledAeTitle: string;
  readonly callingAeTitle: string;
  readonly tls?: { readonly certificateAuthority?: string; readonly certificate?: string; readonly privateKey?: string };
  readonly connectTimeoutMs: number;
  /** Longest silence of the archive. */
  readonly answerTimeoutMs: number;
}

/** An answer: its command set and, where there is one, its data set. */
export interface DimseMessage {
  readonly command: CommandSet;
  readonly dataset: Buffer | undefined;
}

/** Kept small: with more the peer's memory would fill before its answer is needed. */
const LONGEST_FRAGMENT = 128 * 1024;
const MAX_UNIT_BYTES = 1024 * 1024;
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
const RELEASE_TIMEOUT_MS = 3_000;

/**
 * One association as its requestor (PS3.8), one message at a time. Holds of what it sends no more than a fragment; the
 * archive's pace is the source's. Every method rejects with an {@link ExchangeFault} only.
 */
export class Association {
  #terms: AssociationTerms | undefined;
  #received: Buffer[] = [];
  #receivedBytes = 0;
  #command: Buffer[] = [];
  #dataset: Buffer[] = [];
  #messageBytes = 0;
  #current: CommandSet | undefined;
  #messages: DimseMessage[] = [];
  #waiting: { readonly resolve: () => void; readonly reject: (fault: ExchangeFault) => void } | undefined;
  #fault: ExchangeFault | undefined;
  #isReleased = false;
  #nextMessageId = 1;

  private constructor(private readonly socket: Socket, entity: ApplicationEntity, private readonly contexts: readonly PresentationContext[]) {
    socket.setNoDelay(true);
    socket.setTimeout(entity.answerTimeoutMs, () => this.#fail(new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { reason: 'silence' })));
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('error', (cause: NodeJS.ErrnoException) => this.#fail(new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { reason: cause.code ?? 'socket' }, { cause })));
    socket.on('close', () => this.#fail(new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { reason: 'closed' })));
  }

  /** Connects and agrees on the contexts. Some may be refused: see {@link acceptedContext}. */
  static async open(entity: ApplicationEntity, contexts: readonly PresentationContext[], signal: AbortSignal): Promise<Association> {
    const association = new Association(await connect(entity, signal), entity, contexts);
    const abort = (): void => association.abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      await association.#write([associateRequest(entity.calledAeTitle, entity.callingAeTitle, contexts)]);
      while (!association.#terms) await association.#more();
      return association;
    } catch (error) {
      association.abort();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  get isUsable(): boolean { return this.#fault === undefined && !this.#isReleased; }

  /** The context for objects of this class in exactly this transfer syntax; `undefined` where it was refused or never proposed. */
  acceptedContext(sopClassUid: string, transferSyntaxUid?: string): { readonly id: number; readonly transferSyntaxUid: string } | undefined {
    for (const { id, sopClassUid: proposed } of this.contexts) {
      const accepted = this.#terms?.accepted.get(id);
      if (proposed === sopClassUid && accepted !== undefined && (transferSyntaxUid === undefined || accepted === transferSyntaxUid)) return { id, transferSyntaxUid: accepted };
    }
    return undefined;
  }

  /** True when this pair stood in the request, whatever became of it. */
  hasProposed(sopClassUid: string, transferSyntaxUid: string): boolean {
    return this.contexts.some((context) => context.sopClassUid === sopClassUid && context.transferSyntaxUids.includes(transferSyntaxUid));
  }

  /** Sends a request with its data set and gives its answers, to the last. @param isLast tells the last answer from one that others follow. */
  async *exchange(contextId: number, command: CommandValues, dataset: AsyncIterable<Buffer> | undefined, isLast: (message: DimseMessage) => boolean): AsyncGenerator<DimseMessage> {
    const messageId = this.#nextMessageId;
    this.#nextMessageId = (messageId % 0xffff) + 1;
    await this.#fragments(contextId, true, [writeCommand({ ...command, [COMMAND.messageId]: messageId }, dataset !== undefined)]);
    if (dataset) {
      try {
        await this.#fragments(contextId, false, dataset);
      } catch (error) {
        // Half a data set was sent: only the end of the association tells the archive to forget it.
        this.abort();
        throw error;
      }
    }
    for (;;) {
      const message = await this.#message();
      if (message.command.number(COMMAND.respondedTo) !== messageId) throw this.#fail(new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'message' }));
      yield message;
      if (isLast(message)) return;
    }
  }

  /** Ends the association in good order; whoever does not answer is left. */
  async release(): Promise<void> {
    if (!this.isUsable) return;
    this.#isReleased = true;
    this.socket.setTimeout(RELEASE_TIMEOUT_MS);
    this.socket.write(pdu(PDU.releaseRequest, Buffer.alloc(4)));
    if (!this.socket.closed) await once(this.socket, 'close').catch(() => undefined);
  }

  /** Ends it at once. */
  abort(): void {
    this.#fail(new ExchangeFault('EXCHANGE_STOPPED'));
  }

  /** Fills units to the length that the peer takes and writes them at its pace. */
  async #fragments(contextId: number, isCommand: boolean, source: AsyncIterable<Buffer> | readonly Buffer[]): Promise<void> {
    const most = Math.min(LONGEST_FRAGMENT, (this.#terms!.maximumLength || Number.POSITIVE_INFINITY) - FRAGMENT_OVERHEAD);
    let held: Buffer[] = [];
    let size = 0;
    for await (const piece of source) {
      for (let offset = 0; offset < piece.length;) {
        // A full unit waits until more comes: only then is it known not to be the last.
        if (size === most) {
          await this.#write(dataUnit(contextId, isCommand, false, joined(held)));
          [held, size] = [[], 0];
        }
        const part = piece.subarray(offset, offset + most - size);
        held.push(part);
        size += part.length;
        offset += part.length;
      }
    }
    await this.#write(dataUnit(contextId, isCommand, true, joined(held)));
  }

  async #write(pieces: readonly Buffer[]): Promise<void> {
    if (this.#fault) throw this.#fault;
    this.socket.cork();
    const hasRoom = pieces.map((piece) => this.socket.write(piece)).at(-1)!;
    this.socket.uncork();
    if (hasRoom || !this.socket.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done).off('close', done);
        resolve();
      };
      this.socket.on('drain', done).on('close', done);
    });
    if (this.#fault) throw this.#fault;
  }

  async #message(): Promise<DimseMessage> {
    while (this.#messages.length === 0) await this.#more();
    return this.#messages.shift()!;
  }

  async #more(): Promise<void> {
    if (this.#fault) throw this.#fault;
    await new Promise<void>((resolve, reject) => { this.#waiting = { resolve, reject }; });
  }

  #fail(fault: ExchangeFault): ExchangeFault {
    this.#fault ??= fault;
    this.socket.destroy();
    this.#waiting?.reject(this.#fault);
    this.#waiting = undefined;
    return this.#fault;
  }

  #onData(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#receivedBytes += chunk.length;
    while (this.#receivedBytes >= 6) {
      const bytes = joined(this.#received);
      const length = bytes.readUInt32BE(2);
      this.#received = [bytes];
      if (length > MAX_UNIT_BYTES) return void this.#fail(new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'length' }));
      if (bytes.length < 6 + length) return;
      this.#received = [bytes.subarray(6 + length)];
      this.#receivedBytes -= 6 + length;
      try {
        this.#onUnit(bytes[0]!, bytes.subarray(6, 6 + length));
      } catch (error) {
        return void this.#fail(error instanceof ExchangeFault ? error : new ExchangeFault('EXCHANGE_PACS_MALFORMED', {}, { cause: error }));
      }
    }
  }

  #onUnit(type: number, body: Buffer): void {
    switch (type) {
      case PDU.associateAccept: this.#terms = readAccept(body); break;
      // Source 3 and reason 1 or 2: temporary congestion or a limit, which pass (PS3.8 §9.3.4).
      case PDU.associateReject: return void this.#fail(body[1] === 2 ? new ExchangeFault('EXCHANGE_PACS_BUSY', { at: 'association' }) : new ExchangeFault('EXCHANGE_PACS_REFUSED', { at: 'association', source: body[2] ?? 0, reason: body[3] ?? 0 }));
      case PDU.data: readDataValues(body).forEach((value) => this.#onValue(value)); break;
      case PDU.releaseRequest: this.socket.end(pdu(PDU.releaseResponse, Buffer.alloc(4))); return;
      case PDU.releaseResponse: this.socket.end(); return;
      case PDU.abort: return void this.#fail(new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { reason: 'aborted' }));
      default: return void this.#fail(new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'unit' }));
    }
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }

  #onValue({ isCommand, isLast, fragment }: { readonly isCommand: boolean; readonly isLast: boolean; readonly fragment: Buffer }): void {
    this.#messageBytes += fragment.length;
    if (this.#messageBytes > MAX_MESSAGE_BYTES) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'length' });
    (isCommand ? this.#command : this.#dataset).push(Buffer.from(fragment));
    if (!isLast) return;
    if (isCommand) this.#current = new CommandSet(Buffer.concat(this.#command));
    if (!this.#current || (isCommand && this.#current.hasDataSet)) return;
    this.#messages.push({ command: this.#current, dataset: isCommand ? undefined : Buffer.concat(this.#dataset) });
    [this.#command, this.#dataset, this.#current, this.#messageBytes] = [[], [], undefined, 0];
  }
}

const joined = (pieces: readonly Buffer[]): Buffer => (pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces));

async function connect({ host, port, tls, connectTimeoutMs }: ApplicationEntity, signal: AbortSignal): Promise<Socket> {
  if (signal.aborted) throw new ExchangeFault('EXCHANGE_STOPPED');
  const socket = tls
    ? connectTls({ host, port, ca: tls.certificateAuthority, cert: tls.certificate, key: tls.privateKey })
    : connectPlain({ host, port });
  try {
    await once(socket, tls ? 'secureConnect' : 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)]) });
    return socket;
  } catch (cause) {
    socket.on('error', () => undefined).destroy();
    if (signal.aborted) throw new ExchangeFault('EXCHANGE_STOPPED', {}, { cause });
    throw new ExchangeFault('EXCHANGE_PACS_UNREACHABLE', { reason: (cause as NodeJS.ErrnoException).code ?? 'connect' }, { cause });
  }
}
