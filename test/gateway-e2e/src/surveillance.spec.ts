import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf } from './chart-reader.js';

interface Line { readonly id: string; readonly version: number; readonly state: string; readonly user: { readonly userId: string }; readonly patient: { readonly name: string; readonly key: string }; readonly reasons: readonly { readonly kind: string }[]; readonly explanations: readonly { readonly kind: string }[] }
interface Page { readonly __typename: string; readonly code?: string; readonly total: number; readonly flags: readonly Line[] }

const MINUTE_MS = 60_000;

describe('a nurse who opens a neighbour’s record', () => {
  let stack: RunningStack;
  let nurse: GatewayClient;
  let office: GatewayClient;

  beforeAll(async () => {
    stack = await startStack();
    [nurse, office] = [await stack.signIn('nurse.vuong'), await stack.signIn('program.okafor')];
  });
  afterAll(() => stack?.stop());

  const flagsOf = async (client: GatewayClient): Promise<Page> => (await client.run<{ flags: Page }>('Flags', { input: { userId: 'nurse-vuong' } })).flags;

  it('and says no more than that she treats them, is in the queue within a minute with the evidence, and nowhere else', async () => {
    const { healthNumber } = await storyOf(stack, 'same-record-number-london');
    // Nothing explains it, so she states the first reason that is offered.
    const patientKey = await open(nurse, healthNumber);
    expect((await readTimeline(nurse, { patientKey })).items.length).toBeGreaterThan(1);

    const byMs = Date.now() + MINUTE_MS;
    let page = await flagsOf(office);
    while (page.total === 0 && Date.now() < byMs) {
      await sleep(1_000);
      page = await flagsOf(office);
    }
    expect(page.flags).toMatchObject([{
      state: 'NEW', user: { userId: 'nurse-vuong' }, patient: { name: 'Rosalie Whiteduck' }, explanations: [{ kind: 'STATED_REASON' }],
      reasons: [{ kind: 'SAME_ADDRESS', facts: [{ name: 'match', value: 'postal-code' }] }, { kind: 'NO_RELATIONSHIP' }],
    }]);
    expect(JSON.stringify(page)).not.toContain(healthNumber);
    expect(await flagsOf(nurse)).toMatchObject({ __typename: 'Refusal', code: 'NOT_ALLOWED' });
  });

  it('is decided once: explained, and taken back', async () => {
    const { flags: [flag] } = await flagsOf(office);
    const decide = (seen: Line, decision: string) => office.run<{ decideFlag: Line & { readonly __typename: string } }>('DecideFlag', { flag: { id: seen.id, version: seen.version }, input: { decision, note: 'cares for her at home' } });
    const { decideFlag: decided } = await decide(flag!, 'EXPLAINED');
    expect(decided).toMatchObject({ __typename: 'FlagLine', state: 'EXPLAINED', version: 2 });
    expect(await decide(flag!, 'EXPLAINED')).toMatchObject({ decideFlag: { __typename: 'FlagConflict', flag: { version: 2 } } });
    expect(await decide(decided, 'UNDO')).toMatchObject({ decideFlag: { state: 'NEW', version: 3 } });
    expect(await office.run('PatientLooks', { patientKey: flag!.patient.key, offset: 0, limit: 10 })).toMatchObject({ patientLooks: { total: 1, looks: [{ user: { userId: 'nurse-vuong' }, flagId: flag!.id }] } });
  });
});
