import type { AuditLog } from '@longview/audit';
import type { ConsentReader } from '@longview/consent';
import type { FederatedSearch } from '@longview/federated-search';
import type { ConsentApi } from '@longview/graphql-api';
import type { StudyLauncher } from '@longview/imaging';
import { createParties } from '@longview/participants';
import { createConsentDesk, createConsentNotices, createConsentOverrides, takeBegun, type ConsentPatients } from '@longview/patient-consent';
import { encodeSessionEvent, NOTIFY_SESSION_EVENT, type SessionEvent, type SessionEvents } from '@longview/persistence';
import type { Clock, Database, IdSource, Logger, Mailer, Queryable, Sealer } from '@longview/platform';

export interface ConsentParts {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sealer: Sealer;
  readonly log: Logger;
  readonly reader: ConsentReader;
  readonly patients: ConsentPatients;
  readonly sources: FederatedSearch['sources'];
  readonly launcher: Pick<StudyLauncher, 'end'>;
  readonly events: SessionEvents;
  readonly mailer: () => Mailer;
}

export interface ConsentComposition {
  readonly api: ConsentApi;
  stop(): void;
}

/** How late the end of an override or the beginning of a directive may be told to open pages; decisions never are. */
const LOOK_EVERY_MS = 1_000;
const SYSTEM = { userId: 'longview', displayName: 'Longview', roles: [] };

/** The desk, overrides and notices on one database; and the look at the clock that every instance takes, of which one does the work. */
export function composeConsent(parts: ConsentParts): ConsentComposition {
  const { database, audit, clock, ids, sealer, log, reader, patients, sources, launcher, events } = parts;
  const parties = createParties(database);
  const announce = async (connection: Queryable, patientKeys: readonly string[]): Promise<void> => {
    await connection.query(NOTIFY_SESSION_EVENT, [encodeSessionEvent({ kind: 'consent-changed', patientKeys })]);
  };
  const closeImages: ConsentApi['closeImages'] = async (patientKeys, by, of) => {
    for (const auditPatientKey of patientKeys) await launcher.end({ auditPatientKey, ...of }, by, 'consent-changed');
  };
  const overrides = createConsentOverrides({ database, audit, clock, ids, sealer, patients, reader, sources, announce, tellCustodian: letterToCustodian(parts.mailer) });
  const governance = { database, audit, clock, ids, patients, parties };

  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      await overrides.endExpired();
      const begun = await database.transaction(async (connection) => {
        const patientsBegun = await takeBegun(connection, clock.nowMs());
        for (const patientKeys of patientsBegun) await announce(connection, patientKeys);
        return patientsBegun;
      });
      for (const patientKeys of begun) await closeImages(patientKeys, SYSTEM);
    } catch (error) {
      // What an override opened is closed by the clock; only the word of it waits.
      log.warn({ err: error }, 'overrides that are over could not be looked at');
    } finally {
      isLooking = false;
    }
  };
  const looking = setInterval(() => void look(), LOOK_EVERY_MS).unref();

  return {
    api: {
      overrides, parties, closeImages, keysOf: (patient) => patients.keysOf(patient),
      desk: createConsentDesk({ ...governance, announce, closeImages }),
      notices: createConsentNotices(governance),
      onChanged(listener) {
        events.on('event', (event: SessionEvent) => {
          if (event.kind === 'consent-changed') listener(event.patientKeys);
        });
        events.on('resumed', () => listener(undefined));
      },
    },
    stop: () => clearInterval(looking),
  };
}

/** Says that there is a notice and where it lies; what it says stays within the walls. */
function letterToCustodian(mailer: () => Mailer) {
  return async (connection: Queryable, organizationId: string, overrideId: string): Promise<void> => {
    const { rows: [organization] } = await connection.query<{ email: string }>(`select privacy_email as email from organization where id = $1 and privacy_email <> ''`, [organizationId]);
    if (!organization) return;
    await mailer().send({
      to: organization.email, language: 'en', subject: 'Longview: notice of a consent override / avis de dérogation à une directive',
      text: [
        'A person acting for your organization has overridden a consent directive. The notice, and the letters that follow from it, are at the consent desk of Longview. Please sign in to read them.',
        '',
        'Une personne agissant pour votre organisme a dérogé à une directive en matière de consentement. L’avis et les lettres qui en découlent se trouvent au bureau des consentements de Longview. Veuillez ouvrir une session pour les lire.',
      ].join('\n'),
    }, { key: `consent-override:${overrideId}`, within: connection });
  };
}

