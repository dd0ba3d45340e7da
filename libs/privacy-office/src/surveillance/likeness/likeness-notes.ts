import type { SubjectIdentity } from '@longview/clinical-model';
import type { Clock, Queryable } from '@longview/platform';
import type { LikenessHasher, PatientLikeness } from './likeness-hasher.js';

export interface LikenessNotesDeps {
  readonly database: Queryable;
  readonly clock: Clock;
  readonly hasher: LikenessHasher;
  readonly keyOf: (patient: SubjectIdentity) => string;
  /** Called when a batch could not be written: what it held is noted when the patients are opened again. */
  readonly onTrouble: (error: unknown) => void;
}

const WRITE_EVERY_MS = 500;
/** More waiting than this, and the database is in trouble that likeness must not add to. */
const MOST_WAITING = 2_000;

const WRITE = `
  insert into patient_likeness (patient_key, surnames, full_names, born, postal_code, address, phone, is_deceased, noted_at)
  select g.key, array(select jsonb_array_elements_text(g.surnames)), array(select jsonb_array_elements_text(g."fullNames")), array(select jsonb_array_elements_text(g.born)), g."postalCode", g.address, g.phone, g."isDeceased", $2
    from jsonb_to_recordset($1::jsonb) as g(key text, surnames jsonb, "fullNames" jsonb, born jsonb, "postalCode" text, address text, phone text, "isDeceased" boolean)
  on conflict (patient_key) do update set surnames = excluded.surnames, full_names = excluded.full_names, born = excluded.born, postal_code = excluded.postal_code, address = excluded.address, phone = excluded.phone,
    is_deceased = excluded.is_deceased, noted_at = excluded.noted_at`;

/**
 * Keeps what rules compare of each patient that is opened. Nobody waits for it: what is noted is written a moment later, in
 * batches, and a failure is told and forgotten.
 */
export class LikenessNotes {
  readonly #deps: LikenessNotesDeps;
  readonly #waiting = new Map<string, PatientLikeness>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: LikenessNotesDeps) {
    this.#deps = deps;
  }

  /** Never throws and never waits. */
  note(patient: SubjectIdentity): void {
    try {
      if (patient.names.length === 0 || this.#waiting.size >= MOST_WAITING) return;
      this.#waiting.set(this.#deps.keyOf(patient), this.#deps.hasher.ofPatient(patient));
      this.#timer ??= setTimeout(() => void this.write(), WRITE_EVERY_MS).unref();
    } catch (error) {
      this.#deps.onTrouble(error);
    }
  }

  /** Writes what waits, at the latest when the process ends. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = [...this.#waiting].map(([key, likeness]) => ({ key, ...likeness }));
    this.#waiting.clear();
    if (rows.length === 0) return;
    // The same order in every instance: two that write the same patients do not wait for one another in a circle.
    rows.sort((a, b) => (a.key < b.key ? -1 : 1));
    try {
      await this.#deps.database.query(WRITE, [JSON.stringify(rows), new Date(this.#deps.clock.nowMs())]);
    } catch (error) {
      this.#deps.onTrouble(error);
    }
  }
}
