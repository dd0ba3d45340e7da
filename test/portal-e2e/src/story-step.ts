import { it } from '@jest/globals';

let isStuck = false;

/** A step of the suite's one story; once one failed, the later ones do not wait for what never comes. */
export function step(name: string, work: () => Promise<void>): void {
  it(name, async () => {
    if (isStuck) throw new Error('An earlier step of the story failed.');
    isStuck = true;
    await work();
    isStuck = false;
  });
}
