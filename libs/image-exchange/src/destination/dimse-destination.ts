import { ExchangeFault } from '../exchange-fault.js';
import { ByteReader } from '../dicom/byte-reader.js';
import { EXPLICIT_LITTLE_ENDIAN, encodingOf, TRANSFER_SYNTAX } from '../dicom/encoding.js';
import { LONGEST_HEADER, readHeader, writeElement, type Element } from '../dicom/element.js';
import { textOf } from '../dicom/localization.js';
import { takeValue } from '../dicom/read-elements.js';
import { TAG } from '../dicom/tags.js';
import { Association, type ApplicationEntity, type DimseMessage } from '../dimse/association.js';
import { COMMAND, FIELD } from '../dimse/command-set.js';
import type { PresentationContext } from '../dimse/pdu.js';
import type { Destination, DestinationLane, Holdings, OutgoingInstance, StoreOutcome } from './destination.js';

export interface DimseDestinationOptions {
  /** Asked for each association, so that renewed certificates are picked up. */
  readonly entity: () => Promise<ApplicationEntity>;
  /** True for an archive that can be asked by C-FIND what it holds. */
  readonly canFind: boolean;
}

const STUDY_ROOT_FIND = '1.2.840.10008.5.1.4.1.2.2.1';
const MAX_CONTEXTS = 128;
const MAX_MATCHES = 100_000;
const MAX_VALUE_BYTES = 64 * 1024;
const QUERY_LEVEL = 0x00080052;

/** Brings instances to an archive by C-STORE (PS3.4 annex B), each in the transfer syntax in which it is stored. */
export function createDimseDestination(options: DimseDestinationOptions): Destination {
  return {
    holdings: (studyInstanceUid, signal) => (options.canFind ? findHoldings(options, studyInstanceUid, signal) : Promise.resolve(undefined)),
    openLane: (sopClassUids) => new DimseLane(options, sopClassUids),
    close: async () => undefined,
  };
}

class DimseLane implements DestinationLane {
  #association: Association | undefined;
  readonly #syntaxes = new Set<string>();
  readonly #classes: Set<string>;

  constructor(private readonly options: DimseDestinationOptions, sopClassUids: readonly string[]) {
    this.#classes = new Set(sopClassUids);
  }

  async store(instance: OutgoingInstance, signal: AbortSignal): Promise<StoreOutcome> {
    const { sopClassUid, sopInstanceUid, transferSyntaxUid } = instance;
    const association = await this.#associationFor(instance, signal);
    const context = association.acceptedContext(sopClassUid, transferSyntaxUid);
    if (!context) return { kind: 'refused', code: 'transfer-syntax' };
    const abort = (): void => association.abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      const command = { [COMMAND.affectedSopClass]: sopClassUid, [COMMAND.field]: FIELD.storeRequest, [COMMAND.priority]: 0, [COMMAND.affectedSopInstance]: sopInstanceUid };
      for await (const { command: answer } of association.exchange(context.id, command, instance.dataset, () => true)) return outcomeOf(answer.number(COMMAND.status), answer.text(COMMAND.affectedSopInstance), sopInstanceUid);
      throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'answer' });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    await this.#association?.release();
  }

  /** The open association when it has room for this kind of object; otherwise a new one that proposes all that was met. */
  async #associationFor({ sopClassUid, transferSyntaxUid }: OutgoingInstance, signal: AbortSignal): Promise<Association> {
    if (this.#association?.isUsable && this.#association.hasProposed(sopClassUid, transferSyntaxUid)) return this.#association;
    await this.#association?.release();
    this.#classes.delete(sopClassUid);
    this.#syntaxes.delete(transferSyntaxUid);
    // What is needed now comes first: more kinds than an association has room for are proposed when they are met.
    const syntaxes = [transferSyntaxUid, ...this.#syntaxes];
    const pairs = syntaxes.flatMap((syntax) => [sopClassUid, ...this.#classes].map((known) => ({ known, syntax })));
    this.#classes.add(sopClassUid);
    this.#syntaxes.add(transferSyntaxUid);
    const contexts = pairs.slice(0, MAX_CONTEXTS).map(({ known, syntax }, index): PresentationContext => ({ id: 2 * index + 1, sopClassUid: known, transferSyntaxUids: [syntax] }));
    this.#association = await Association.open(await this.options.entity(), contexts, signal);
    return this.#association;
  }
}

/** Statuses of C-STORE (PS3.4 §B.2.3, PS3.7 §9.1.1.1.9). */
function outcomeOf(status: number, answered: string, sent: string): StoreOutcome {
  // An archive that names another instance than was sent did not keep this one.
  if (answered !== '' && answered !== sent) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'instance' });
  const isWarning = status === 0xb000 || status === 0xb006 || status === 0xb007 || status === 0x0001;
  // 0111: it has this very instance already.
  if (status === 0 || isWarning || status === 0x0111) return { kind: 'stored' };
  if (status >>> 8 === 0xa7 || status === 0x0110 || status === 0x0213) throw new ExchangeFault('EXCHANGE_PACS_BUSY', { status });
  return { kind: 'refused', code: status.toString(16).padStart(4, '0').toUpperCase() };
}

/** Asks level by level, as hierarchical search demands (PS3.4 §C.4.1.3.1). */
async function findHoldings({ entity }: DimseDestinationOptions, studyInstanceUid: string, signal: AbortSignal): Promise<Holdings> {
  const association = await Association.open(await entity(), [{ id: 1, sopClassUid: STUDY_ROOT_FIND, transferSyntaxUids: [TRANSFER_SYNTAX.explicitLittleEndian, TRANSFER_SYNTAX.implicitLittleEndian] }], signal);
  const abort = (): void => association.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const studies = await find(association, 'STUDY', [[TAG.patientId, 'LO', ''], [TAG.studyInstanceUid, 'UI', studyInstanceUid]]);
    const patientIds = new Set(studies.flatMap((study) => textOf(study, TAG.patientId) || []));
    const sopInstanceUids = new Set<string>();
    if (studies.length > 0) {
      for (const series of await find(association, 'SERIES', [[TAG.studyInstanceUid, 'UI', studyInstanceUid], [TAG.seriesInstanceUid, 'UI', '']])) {
        const seriesInstanceUid = textOf(series, TAG.seriesInstanceUid) ?? '';
        for (const image of await find(association, 'IMAGE', [[TAG.sopInstanceUid, 'UI', ''], [TAG.studyInstanceUid, 'UI', studyInstanceUid], [TAG.seriesInstanceUid, 'UI', seriesInstanceUid]])) {
          const uid = textOf(image, TAG.sopInstanceUid);
          if (uid) sopInstanceUids.add(uid);
        }
      }
    }
    await association.release();
    return { sopInstanceUids, patientIds };
  } finally {
    signal.removeEventListener('abort', abort);
    association.abort();
  }
}

async function find(association: Association, level: string, keys: readonly (readonly [number, string, string])[]): Promise<readonly (readonly Element[])[]> {
  const context = association.acceptedContext(STUDY_ROOT_FIND);
  if (!context) throw new ExchangeFault('EXCHANGE_PACS_REFUSED', { at: 'find' });
  const encoding = encodingOf(context.transferSyntaxUid);
  const all = [[QUERY_LEVEL, 'CS', level] as const, ...keys].sort(([a], [b]) => a - b);
  const identifier = Buffer.concat(all.map(([tag, vr, value]) => writeElement(tag, vr, Buffer.from(value, 'latin1'), encoding)));
  const found: (readonly Element[])[] = [];
  const isPending = ({ command }: DimseMessage): boolean => command.number(COMMAND.status) === 0xff00 || command.number(COMMAND.status) === 0xff01;
  const request = { [COMMAND.affectedSopClass]: STUDY_ROOT_FIND, [COMMAND.field]: FIELD.findRequest, [COMMAND.priority]: 0 };
  for await (const message of association.exchange(context.id, request, once(identifier), (one) => !isPending(one))) {
    const status = message.command.number(COMMAND.status);
    if (!isPending(message) && status !== 0) throw new ExchangeFault('EXCHANGE_PACS_REFUSED', { at: 'find', status });
    if (message.dataset) found.push(await elementsOf(message.dataset, context.transferSyntaxUid));
    if (found.length > MAX_MATCHES) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'matches' });
  }
  return found;
}

async function elementsOf(dataset: Buffer, transferSyntaxUid: string): Promise<readonly Element[]> {
  const encoding = transferSyntaxUid === TRANSFER_SYNTAX.implicitLittleEndian ? encodingOf(transferSyntaxUid) : EXPLICIT_LITTLE_ENDIAN;
  const reader = new ByteReader(once(dataset));
  const elements: Element[] = [];
  for (;;) {
    const bytes = await reader.peek(LONGEST_HEADER);
    if (bytes.length === 0) return elements;
    const header = readHeader(bytes, 0, encoding);
    await reader.take(header.size);
    elements.push({ ...header, value: await takeValue(reader, header, encoding, MAX_VALUE_BYTES) });
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
