import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Names and what is known under them. What is `undefined` is left out. */
export function Facts({ facts }: { readonly facts: readonly { readonly name: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={classes.facts}>
      {facts.filter(({ value }) => value !== undefined && value !== null && value !== '').map(({ name, value }) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
