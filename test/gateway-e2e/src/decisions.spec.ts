import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { PostgresAuditReader } from '@longview/persistence';
import { ask, type Door, type Target } from './access/doors.js';
import { openScene, type AccessScene } from './access/scene.js';

/** A case of the policy's own file, as libs/access-policy puts it to `decide()`. */
interface Case {
  readonly sentence: string;
  readonly actor?: {
    readonly roles?: readonly string[]; readonly isUserActive?: boolean; readonly isAttested?: boolean; readonly isOrganizationActive?: boolean; readonly isOrganizationAgreementInForce?: boolean;
    readonly isOrganizationViewing?: boolean; readonly assuranceLevel?: number; readonly entitledSourceIds?: readonly string[]; readonly purposeOfUse?: string;
  };
  readonly request: { readonly action: string; readonly source?: string; readonly relationship?: 'missing' | 'found' | 'stated'; readonly consent?: { readonly state: 'permitted' | 'blocked' | 'overridden' } };
  readonly decision: { readonly effect: 'permit' | 'deny' | 'break-glass-required'; readonly rule: string };
  readonly event?: { readonly action: string; readonly outcome: string; readonly rule?: string };
}

const all = parse(readFileSync(new URL('../../../libs/access-policy/src/cases/decisions.yaml', import.meta.url), 'utf8')) as readonly Case[];
const followed = all.filter((each): each is Case & { readonly event: NonNullable<Case['event']> } => each.event !== undefined);

const DOOR_OF: Readonly<Record<string, Door>> = { 'search-patient': 'search', 'view-timeline': 'timeline', 'open-report': 'report', 'launch-study': 'launch', 'retrieve-image': 'frame', print: 'print', export: 'export' };
/** `south` of the cases: a source that the clinic is not entitled to. */
const SOUTH = 'quinte-shore';

/** The names of the states that the case is made of. */
function statesOf({ actor = {}, request: { relationship, consent } }: Case): readonly string[] {
  return [
    ...(actor.isUserActive === false ? ['user-suspended'] : []), ...(actor.isAttested === false ? ['user-not-attested'] : []),
    ...(actor.isOrganizationActive === false ? ['organization-suspended'] : []), ...(actor.isOrganizationAgreementInForce === false ? ['organization-agreement-ended'] : []),
    ...(actor.isOrganizationViewing === false ? ['organization-only-contributes'] : []), ...(actor.assuranceLevel === 1 ? ['identity-only-asserted'] : []),
    ...(actor.entitledSourceIds?.length === 0 ? ['not-entitled-to-anything'] : []),
    ...(relationship === 'missing' ? ['no-reason'] : relationship === 'stated' ? ['reason-stated'] : []),
    ...(consent?.state === 'blocked' ? ['restricts-everything'] : consent?.state === 'overridden' ? ['overridden'] : []),
  ];
}

describe('the cases of the policy, through a whole gateway', () => {
  let scene: AccessScene;
  let log: PostgresAuditReader;
  beforeAll(async () => {
    scene = await openScene();
    log = new PostgresAuditReader(scene.stack.database.runtimeUrl);
  });
  afterAll(async () => {
    await log?.close();
    await scene?.close();
  });

  it.each(followed.map((each) => [each.sentence, each] as const))('%s', async (_, each) => {
    const { client, standing } = scene;
    const { actor = {}, request, decision, event } = each;
    const target: Target = request.source === 'south' ? { ...scene.target, sourceId: SOUTH, reportCopyKey: Buffer.from(`${SOUTH}\nreport\nanything`).toString('base64url') } : scene.target;
    await standing.reset();
    if (request.action === 'retrieve-image') await client.run('LaunchStudy', { patientKey: target.patientKey, studyInstanceUid: target.studyUid, sourceIds: [target.sourceId] });
    await standing.setRole(...(actor.roles ?? ['physician']));
    if (actor.purposeOfUse !== undefined) await standing.setPurpose(actor.purposeOfUse);
    for (const state of statesOf(each)) await standing.apply(state);
    const fromMs = Date.now();
    const got = await ask(DOOR_OF[request.action]!, client, target);
    // Whom a search finds is the sources' matter; that it may be made is the policy's.
    if (request.action === 'search-patient') expect(got === 'not-allowed').toBe(decision.effect !== 'permit');
    else expect(got === 'shown').toBe(decision.effect === 'permit');
    const events = await log.find({ about: { userId: 'dr-leclair' }, fromMs, untilMs: Date.now() + 1_000, limit: 50 });
    expect(events).toContainEqual(expect.objectContaining(event));
  });
});
