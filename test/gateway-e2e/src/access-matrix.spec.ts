import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ask, DOORS } from './access/doors.js';
import { openScene, type AccessScene } from './access/scene.js';

const { roles, table } = parse(readFileSync(new URL('./access/access-matrix.yaml', import.meta.url), 'utf8')) as { readonly roles: readonly string[]; readonly table: Readonly<Record<string, Readonly<Record<string, string>>>> };
const rows = Object.entries(table).flatMap(([state, byRole]) => roles.map((role) => ({ state, role, line: byRole[role] ?? byRole['others']! })));

describe('what each person gets at each door, in each state of the world', () => {
  let scene: AccessScene;
  beforeAll(async () => { scene = await openScene(); });
  afterAll(() => scene?.close());

  it.each(rows)('$state, as $role', async ({ state, role, line }) => {
    const { client, target, standing } = scene;
    const words = line.split(/\s+/);
    const wanted = Object.fromEntries(DOORS.map((door, index) => [door, words[index]]));
    await standing.reset();
    await standing.setRole(role);
    await standing.apply(state);
    const got: Record<string, string> = {};
    for (const door of DOORS) got[door] = await ask(door, client, target);
    expect(got).toEqual(wanted);
  });
});
