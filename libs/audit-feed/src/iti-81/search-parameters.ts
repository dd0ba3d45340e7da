import { AUDIT_ACTIONS, balpCodesOf, type AuditAction, type FhirAuditEvent } from '@longview/audit';
import type { Identifier } from '@longview/clinical-model';
import { FhirFault } from './fhir-answer.js';

/** A search of ITI-81 as it was asked. */
export interface AuditEventSearch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly count: number;
  readonly actions?: readonly AuditAction[];
  readonly patient?: Pick<Identifier, 'system' | 'value'>;
  readonly patientKey?: string;
  readonly userId?: string;
  /** All of these must be true of the event as it is handed out. */
  readonly matches: readonly ((event: FhirAuditEvent) => boolean)[];
  /** For the log: the names of the parameters, and values that name no patient. */
  readonly asked: string;
}

export const DEFAULT_COUNT = 50;
export const MOST_COUNT = 200;
/** In a form that was posted only: an address is written down by every proxy on the way. */
const IN_A_FORM_ONLY = ['patient.identifier', 'patient:identifier', 'patient'];

/** @throws {FhirFault} for a parameter that is not supported, so that nobody takes a wider answer for the one they asked for. */
export function readSearch(parameters: URLSearchParams, isPosted: boolean, systemUrl: string, nowMs: number): AuditEventSearch {
  if (!isPosted && IN_A_FORM_ONLY.some((name) => parameters.has(name))) throw new FhirFault(400, 'not-supported', 'Patients are asked for by POST to AuditEvent/_search: an identifier never stands in an address.');
  let [fromMs, untilMs] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let count = DEFAULT_COUNT;
  let patient: AuditEventSearch['patient'];
  let [patientKey, userId]: (string | undefined)[] = [];
  const coded: ((codes: Codes) => boolean)[] = [];
  const matches: ((event: FhirAuditEvent) => boolean)[] = [];
  const asked: string[] = [];
  for (const [name, value] of parameters) {
    asked.push(IN_A_FORM_ONLY.includes(name) ? name : `${name}=${value}`);
    const tokens = value.split(',').map(readToken);
    const anyOf = <Subject>(has: (subject: Subject, token: Token) => boolean) => (subject: Subject): boolean => tokens.some((token) => has(subject, token));
    switch (name) {
      case 'date': case '_lastUpdated': {
        const range = readDate(value);
        [fromMs, untilMs] = [Math.max(fromMs, range.fromMs), Math.min(untilMs, range.untilMs)];
        break;
      }
      case 'patient.identifier': case 'patient:identifier': {
        const [token] = tokens;
        if (tokens.length !== 1 || !token?.system || !token.code) throw new FhirFault(400, 'invalid', `${name} is one identifier with its system.`);
        patient = { system: token.system, value: token.code };
        break;
      }
      case 'agent.identifier': case 'agent:identifier':
        if (tokens.length !== 1 || (tokens[0]!.system !== undefined && tokens[0]!.system !== `${systemUrl}/user`)) throw new FhirFault(400, 'invalid', `${name} is the id of one user.`);
        userId = tokens[0]!.code;
        break;
      case 'entity.identifier': case 'entity:identifier':
        if (tokens.length === 1 && tokens[0]!.system === `${systemUrl}/patient-key`) patientKey = tokens[0]!.code;
        matches.push(anyOf<FhirAuditEvent>((event, token) => event.entity?.some(({ what }) => isSame(token, what?.identifier?.system, what?.identifier?.value)) ?? false));
        break;
      case 'type': coded.push(anyOf<Codes>(({ type }, token) => isSame(token, type.system, type.code))); break;
      case 'subtype': coded.push(anyOf<Codes>(({ subtype }, token) => subtype.some(({ system, code }) => isSame(token, system, code)))); break;
      case 'action': coded.push(anyOf<Codes>(({ action }, token) => isSame(token, undefined, action))); break;
      case 'entity-type': matches.push(anyOf<FhirAuditEvent>((event, token) => event.entity?.some(({ type }) => isSame(token, type.system, type.code)) ?? false)); break;
      case 'entity-role': matches.push(anyOf<FhirAuditEvent>((event, token) => event.entity?.some(({ role }) => isSame(token, role?.system, role?.code)) ?? false)); break;
      case 'outcome': matches.push(anyOf<FhirAuditEvent>(({ outcome }, token) => isSame(token, undefined, outcome))); break;
      case 'address': matches.push(({ agent }) => agent.some(({ network }) => network?.address === value)); break;
      case '_count': {
        if (!/^[1-9]\d{0,5}$/.test(value)) throw new FhirFault(400, 'invalid', '_count is a number from 1.');
        count = Math.min(Number(value), MOST_COUNT);
        break;
      }
      case '_format':
        if (!/^(application\/(fhir\+)?json|json)$/.test(value)) throw new FhirFault(406, 'not-supported', 'The format is JSON.');
        break;
      case '_sort':
        if (value !== '-date') throw new FhirFault(400, 'not-supported', 'Answers are sorted by -date.');
        break;
      default: throw new FhirFault(400, 'not-supported', 'A parameter is not supported: see the CapabilityStatement.');
    }
  }
  if (fromMs === Number.NEGATIVE_INFINITY) throw new FhirFault(400, 'too-costly', 'Name a date from which on to search: date=ge2026-11-01.');
  if (untilMs === Number.POSITIVE_INFINITY) untilMs = nowMs + 60_000;
  // What follows from the kind alone is asked of the index and not of each event.
  const actions = coded.length === 0 ? undefined : AUDIT_ACTIONS.filter((action) => coded.every((matchesCodes) => matchesCodes(balpCodesOf(action))));
  return {
    fromMs, untilMs, count, matches, asked: asked.join('&').slice(0, 500), ...(actions && { actions }),
    ...(patient && { patient }), ...(patientKey !== undefined && { patientKey }), ...(userId !== undefined && { userId }),
  };
}

type Codes = ReturnType<typeof balpCodesOf>;
interface Token { readonly system?: string | undefined; readonly code: string }

function readToken(text: string): Token {
  const bar = text.lastIndexOf('|');
  return bar === -1 ? { code: text } : { system: text.slice(0, bar), code: text.slice(bar + 1) };
}

const isSame = (token: Token, system: string | undefined, code: string | undefined): boolean => token.code === code && (token.system === undefined || token.system === system);

/** FHIR R4 §3.1.1.4.7; days and months without a time zone are those of UTC. */
function readDate(text: string): { readonly fromMs: number; readonly untilMs: number } {
  const found = /^(eq|ge|gt|le|lt)?(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.exec(text);
  if (!found) throw new FhirFault(400, 'invalid', 'date is a FHIR date or instant, with eq, ge, gt, le or lt before it.');
  const [, prefix = 'eq', year, month, day, hour, minute, second, fraction, zone] = found;
  const startMs = Date.parse(`${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}${fraction ?? ''}${zone ?? 'Z'}`);
  if (Number.isNaN(startMs)) throw new FhirFault(400, 'invalid', 'date is no date of the calendar.');
  const endMs = fraction !== undefined ? startMs + 1 : second !== undefined ? startMs + 1_000 : minute !== undefined ? startMs + 60_000 : day !== undefined ? startMs + 86_400_000
    : month !== undefined ? Date.UTC(Number(year), Number(month), 1) : Date.UTC(Number(year) + 1, 0, 1);
  switch (prefix) {
    case 'ge': return { fromMs: startMs, untilMs: Number.POSITIVE_INFINITY };
    case 'gt': return { fromMs: endMs, untilMs: Number.POSITIVE_INFINITY };
    case 'le': return { fromMs: Number.NEGATIVE_INFINITY, untilMs: endMs };
    case 'lt': return { fromMs: Number.NEGATIVE_INFINITY, untilMs: startMs };
    default: return { fromMs: startMs, untilMs: endMs };
  }
}
