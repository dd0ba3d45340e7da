import type { ReactNode } from 'react';
import classes from './stat-tiles.module.css';

export interface StatTile {
  readonly id: string;
  readonly title: string;
  readonly value: ReactNode;
  /** What the number is measured against, or what it means. */
  readonly note?: ReactNode;
  readonly tone?: 'plain' | 'warning' | 'alert' | 'success';
  /** A link to what is counted. */
  readonly action?: ReactNode;
}

/** A few numbers that say how things stand. */
export function StatTiles({ title, tiles }: { readonly title: string; readonly tiles: readonly StatTile[] }) {
  return (
    <ul className={classes.tiles} aria-label={title}>
      {tiles.map(({ id, title: name, value, note, tone = 'plain', action }) => (
        <li key={id} className={classes.tile} data-tone={tone}>
          <span className={classes.name}>{name}</span>
          <strong className={classes.value}>{value}</strong>
          {note !== undefined && <span className={classes.note}>{note}</span>}
          {action}
        </li>
      ))}
    </ul>
  );
}
