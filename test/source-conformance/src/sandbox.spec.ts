import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { sourceDefinitionSchema, type SourceDefinition } from '@longview/sources-contract';
import { startChild, workspaceRoot, type RunningChild } from '@longview/test-support';
import { parse } from 'yaml';
import { describeConnector } from './describe-connector.js';
import { callFor, isSameNumber, openRecords, type ConformancePeer } from './harness.js';

jest.setTimeout(90_000);

interface Story {
  readonly id: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly healthNumber?: string;
  readonly recordNumbers: readonly { readonly siteId: string; readonly system: string; readonly value: string }[];
  readonly facts: Readonly<Record<string, string>>;
}

const script = path.join(workspaceRoot, 'apps/sandbox/dist/main.js');
const isBuilt = existsSync(script);
const describeBuilt = isBuilt ? describe : describe.skip;

/** One simulated province for all suites of this file. */
class Province {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'longview-conformance-'));
  private child: RunningChild | undefined;
  private ready: Promise<string> | undefined;

  /** Address of the endpoint that makes sites fail. */
  async start(): Promise<string> {
    this.ready ??= (async () => {
      this.child = startChild(script, ['--data', this.folder, '--patients', '20']);
      const line = await this.child.untilLine((one) => one.startsWith('{"ready":true'), 60_000);
      return (JSON.parse(line) as { adminUrl: string }).adminUrl;
    })();
    return this.ready;
  }

  source(id: string): SourceDefinition {
    const file = parse(readFileSync(path.join(this.folder, 'province.yaml'), 'utf8')) as { sources: { id: string }[] };
    return sourceDefinitionSchema.parse(file.sources.find((source) => source.id === id));
  }

  /** Secrets that the province file names by file. */
  secretsOf(definition: SourceDefinition): ReadonlyMap<string, string> {
    const files = [...JSON.stringify(definition).matchAll(/"file":"([^"]+)"/g)].map(([, file]) => file!);
    return new Map(files.map((file) => [file, readFileSync(path.resolve(this.folder, file), 'utf8').trim()]));
  }

  story(id: string): Story {
    return (JSON.parse(readFileSync(path.join(this.folder, 'story-cast.json'), 'utf8')) as { stories: Story[] }).stories.find((story) => story.id === id)!;
  }

  async peer(sourceId: string, storyId: string, holds: ConformancePeer['holds'], studyFacts: readonly string[] = []): Promise<ConformancePeer> {
    await this.start();
    const definition = this.source(sourceId);
    const story = this.story(storyId);
    const own = definition.identifierSystem ?? '';
    return {
      definition, secrets: this.secretsOf(definition), holds, person: personOf(story, own), studyInstanceUids: studyFacts.map((fact) => story.facts[fact]!).filter(Boolean),
      stranger: { names: [{ family: 'Personne-Test', given: ['Nulle'] }], birthDate: '1911-02-03', identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '5550000011', type: 'JHN' }, { system: own, value: 'NOBODY-0', type: 'MR' }] },
      stop: async () => undefined,
    };
  }

  async stop(): Promise<void> {
    await this.child?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @param system domain of the one source: it is asked by what it can know, as after a look-up. */
function personOf({ family, given, birthDate, healthNumber, recordNumbers }: Story, system: string): SubjectIdentity {
  return {
    names: [{ family, given }], birthDate,
    identifiers: [
      ...(healthNumber ? [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: healthNumber, type: 'JHN' } as const] : []),
      ...recordNumbers.filter((number) => number.system === system).map(({ value }) => ({ system, value, type: 'MR' }) as const),
    ],
  };
}

const province = new Province();
afterAll(() => province.stop());

describeBuilt('the simulated province', () => {
  describeConnector('a hospital without credentials', { start: () => province.peer('st-brigid', 'broken-arm', { 'imaging-study': 1, report: 1, visit: 1 }, ['priorStudyUid']) });
  describeConnector('a hospital behind SMART Backend Services', { start: () => province.peer('thames-valley', 'broken-arm', { 'imaging-study': 1, report: 1 }, ['studyUid']) });
  describeConnector('a hospital behind a password', { start: () => province.peer('hopital-de-la-riviere', 'french-record', { 'imaging-study': 1, report: 1 }) });
  describeConnector('a hospital behind a bearer token that wants patient.identifier', { start: () => province.peer('nickel-basin', 'preliminary-then-amended', { 'imaging-study': 1, report: 1 }) });
  describeConnector('the DI Common Service', { start: () => province.peer('di-common-service', 'broken-arm', { 'imaging-study': 2, report: 2 }, ['studyUid', 'priorStudyUid']) });
  describeConnector('a clinic that speaks DICOMweb only', { start: () => province.peer('lakeshore-ultrasound', 'images-only-clinic', { 'imaging-study': 1 }) });

  describe('when a site fails on purpose', () => {
    let admin: string;
    beforeAll(async () => { admin = await province.start(); });
    const strike = (fault: object): Promise<Response> => fetch(`${admin}/faults`, { method: 'POST', body: JSON.stringify({ sourceId: 'st-brigid', ...fault }) });

    it.each([
      ['down', 'SOURCE_SERVER_ERROR'], ['unreachable', 'SOURCE_UNREACHABLE'], ['unauthorized', 'SOURCE_UNAUTHORIZED'], ['forbidden', 'SOURCE_FORBIDDEN'], ['throttled', 'SOURCE_THROTTLED'], ['error', 'SOURCE_SERVER_ERROR'],
      ['redirect', 'SOURCE_REDIRECTED'], ['wrong-content-type', 'SOURCE_WRONG_CONTENT_TYPE'], ['truncated', 'SOURCE_MALFORMED'], ['malformed', 'SOURCE_MALFORMED'], ['oversized', 'SOURCE_TOO_LARGE'], ['hang', 'SOURCE_TIMEOUT'],
    ])('%s is %s', async (fault, code) => {
      await strike({ fault });
      const { definition, person, secrets } = await province.peer('st-brigid', 'broken-arm', {});
      const connector = openRecords({ ...definition, limits: { ...definition.limits, deadlineMs: 2_000, maxResponseBytes: 8_000_000 } }, secrets);
      await expect(connector.findRecords({ patient: person, kinds: definition.kinds }, callFor())).rejects.toMatchObject({ code });
      await connector.close();
    });

    it.each(['foreign-record', 'partial', 'foreign-link', 'endless-paging', 'consent-blocked'])('%s never makes somebody else’s record this person’s, and is never told as "nothing"', async (fault) => {
      await strike({ fault, resourceType: 'DiagnosticReport' });
      const { definition, person, secrets } = await province.peer('st-brigid', 'broken-arm', {});
      const connector = openRecords(definition, secrets);
      const answer = await connector.findRecords({ patient: person, kinds: definition.kinds }, callFor());
      await connector.close();
      if (!('records' in answer)) throw new Error('The site could not be asked.');
      const foreign = answer.records.filter(({ subject }) => !isSameNumber(subject, person));
      expect(foreign.every(({ kind }) => kind === 'report')).toBe(true);
      expect({ fault, foreign: foreign.length > 0, failed: answer.failed.map(({ kind }) => kind), isConsentBlocked: answer.isConsentBlocked }).toEqual({
        fault, foreign: fault === 'foreign-record', isConsentBlocked: fault === 'consent-blocked', failed: ['partial', 'foreign-link', 'endless-paging'].includes(fault) ? ['report'] : [],
      });
      expect(answer.records.some(({ kind }) => kind === 'imaging-study')).toBe(true);
    });
  });
});
