import { describe, expect, it } from '@jest/globals';
import { agreementWarning } from './agreement-warning.js';

const DAY_MS = 86_400_000;
const END_MS = Date.UTC(2027, 5, 1);

describe('the warning before the user agreement runs out', () => {
  it.each([[31, undefined], [30.5, undefined], [30, [30, 30]], [8, [8, 30]], [7, [7, 7]], [1.5, [2, 7]], [1, [1, 1]], [0.01, [1, 1]], [0, [0, 0]], [-3, [0, 0]]])('%s days before says %j (days left, step)', (days, wanted) => {
    const warning = agreementWarning(END_MS - days * DAY_MS, END_MS);
    expect(warning && [warning.daysLeft, warning.step]).toEqual(wanted);
  });
});
