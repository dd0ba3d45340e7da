import { describe, expect, it } from '@jest/globals';
import { PatientWindows } from './patient-windows.js';

/** Three windows on one wire: what one sends, the others hear, as with a broadcast channel. */
function wire(...patients: string[]) {
  const seen: boolean[] = patients.map(() => false);
  const windows: PatientWindows[] = patients.map((patient, i) => new PatientWindows(`w${i}`, patient, (news) => {
    windows.forEach((other, j) => { if (j !== i && arrived.has(j)) seen[j] = other.hear(news); });
  }));
  const arrived = new Set<number>();
  return { seen, arrive: (i: number) => { arrived.add(i); windows[i]!.arrive(); }, leave: (i: number) => { arrived.delete(i); windows[i]!.leave(); } };
}

describe('windows bound to their patient', () => {
  it('say nothing while all show the same person', () => {
    const { seen, arrive } = wire('a', 'a');
    arrive(0); arrive(1);
    expect(seen).toEqual([false, false]);
  });
  it('both notice a second person, also the window that came later', () => {
    const { seen, arrive } = wire('a', 'b');
    arrive(0); arrive(1);
    expect(seen).toEqual([true, true]);
  });
  it('are calm again when the other window is gone', () => {
    const { seen, arrive, leave } = wire('a', 'b', 'a');
    arrive(0); arrive(1); arrive(2);
    expect(seen).toEqual([true, true, true]);
    leave(1);
    expect([seen[0], seen[2]]).toEqual([false, false]);
  });
});
