import { createTransport } from 'nodemailer';
import { MailFault, type MailTransport } from './mailer.js';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465). Otherwise STARTTLS is used, and demanded unless the server is on this machine. */
  readonly secure: boolean;
  /** `Longview <no-reply@longview.example>` */
  readonly from: string;
  readonly user?: string;
  readonly readPassword?: () => Promise<string>;
}

const TIMEOUT_MS = 20_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/** Speaks SMTP to one mail server. Nothing of a letter is logged; credentials never go over an open line. */
export function createSmtpTransport({ host, port, secure, from, user, readPassword }: SmtpSettings): MailTransport {
  const isHere = LOOPBACK.has(host);
  const base = { host, port, secure, requireTLS: !secure && !isHere, ignoreTLS: !secure && isHere, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true };
  return {
    async deliver({ to, subject, text, language }, messageId) {
      // The password is read for each letter, so that a rotated one is picked up without a restart.
      const auth = user !== undefined && readPassword ? { auth: { user, pass: await readPassword() } } : {};
      const transporter = createTransport({ ...base, ...auth });
      try {
        await transporter.sendMail({ from, to, subject, text, messageId, textEncoding: 'quoted-printable', headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' } });
      } catch (cause) {
        const status = (cause as { responseCode?: unknown }).responseCode;
        throw typeof status === 'number' ? new MailFault('MAIL_REFUSED', { status }, { cause }) : new MailFault('MAIL_UNREACHABLE', {}, { cause });
      } finally {
        transporter.close();
      }
    },
  };
}
