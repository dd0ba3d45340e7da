import { useEffect, useState } from 'react';

export interface ShortcutCommands {
  readonly find: () => void;
  readonly move: (by: 1 | -1) => void;
  readonly open: () => void;
  readonly report: () => void;
  readonly images: () => void;
  readonly nextNew: () => void;
  readonly help: () => void;
  readonly close: () => void;
}

const SINGLE_KEYS = 'longview.singleKeys';

/** Single characters may collide with speech input and screen readers: they can be turned off (WCAG 2.1.4). Remembered on this device. */
export function useSingleKeys(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(SINGLE_KEYS) !== 'off');
  return [isOn, (next) => { localStorage.setItem(SINGLE_KEYS, next ? 'on' : 'off'); setOn(next); }];
}

/** What a key asks for. Arrow keys, Enter and Escape always work; single characters only while they are on. */
export function commandOf(key: string, hasSingleKeys: boolean): keyof ShortcutCommands | 'down' | 'up' | undefined {
  switch (key) {
    case 'ArrowDown': return 'down';
    case 'ArrowUp': return 'up';
    case 'Enter': return 'open';
    case 'Escape': return 'close';
  }
  if (!hasSingleKeys) return undefined;
  switch (key) {
    case '/': return 'find';
    case 'j': return 'down';
    case 'k': return 'up';
    case 'v': return 'images';
    case 'r': return 'report';
    case 'n': return 'nextNew';
    case '?': return 'help';
    default: return undefined;
  }
}

export function useShortcuts(commands: ShortcutCommands, hasSingleKeys: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      const command = commandOf(event.key, hasSingleKeys);
      // An open dialog has the keyboard to itself, wherever the focus went.
      if (!command || document.querySelector('dialog[open]')) return;
      const isTyping = target?.matches('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]') ?? false;
      if (isTyping && command !== 'close') return;
      // The arrows scroll a text that has the focus; a button or link under the focus keeps its own Enter.
      if (event.key.startsWith('Arrow') && target?.closest('aside')) return;
      if (command === 'open' && target?.closest('button, a, summary')) return;
      if (command === 'close' && isTyping) { target?.blur(); return; }
      event.preventDefault();
      if (command === 'down') commands.move(1);
      else if (command === 'up') commands.move(-1);
      else (commands[command] as () => void)();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [commands, hasSingleKeys]);
}
