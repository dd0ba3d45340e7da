import type { Queryable } from '../database.js';

/** A plain letter. It names no patient: mail leaves the walls. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: 'en' | 'fr' | 'en, fr';
}

export interface MailRequest {
  /**
   * What the letter is, once and for all (`reminder:campaign:organization:7:person`): its Message-ID is made of it, so
   * that a repeated delivery is the same letter to whoever receives it.
   */
  readonly key: string;
  /** The caller's transaction: the letter is on its way when it commits, and never otherwise. */
  readonly within?: Queryable;
}

/** Hands letters over for sending; a mail server that is away delays them, it loses none. */
export interface Mailer {
  send(mail: Mail, request: MailRequest): Promise<void>;
}

/** Brings one letter to a mail server. Rejects with a `MailFault` when the server did not take it. */
export interface MailTransport {
  deliver(mail: Mail, messageId: string): Promise<void>;
}

const MESSAGES = {
  MAIL_UNREACHABLE: 'The mail server cannot be reached or ended the conversation.',
  MAIL_REFUSED: 'The mail server did not take the letter.',
} as const;

/** Holds neither address nor text of the letter. */
export class MailFault extends Error {
  override readonly name = 'MailFault';
  constructor(readonly code: keyof typeof MESSAGES, readonly details: Readonly<Record<string, number>> = {}, options?: { cause?: unknown }) {
    super(MESSAGES[code], options);
  }
}
