import { describe, expect, it } from '@jest/globals';
import { commandOf } from './shortcuts.js';

describe('keys', () => {
  it('walk, open and close without letters', () => {
    expect(['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].map((key) => commandOf(key, false))).toEqual(['down', 'up', 'open', 'close']);
  });
  it('of one character do nothing once they are turned off', () => {
    expect(['/', 'j', 'k', 'v', 'r', 'n', '?'].map((key) => commandOf(key, true))).toEqual(['find', 'down', 'up', 'images', 'report', 'nextNew', 'help']);
    expect(['/', 'j', 'k', 'v', 'r', 'n', '?'].map((key) => commandOf(key, false))).toEqual(Array(7).fill(undefined));
  });
});
