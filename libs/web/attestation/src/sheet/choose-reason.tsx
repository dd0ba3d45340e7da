import type { Role } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Button, Checkbox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useRoleNames } from '../names.js';
import { GIVEN_ROLES } from '../reasons.js';
import classes from './choose-reason.module.css';

/** One press chooses the reason and decides. Takes the focus, so that the keyboard goes on where it is. */
export function ChooseReason({ question, reasons, onChoose, onCancel }: { readonly question: string; readonly reasons: readonly string[]; readonly onChoose: (reason: string) => void; readonly onCancel: () => void }) {
  const { t } = useTranslation('attestation');
  const ref = useFocusFirst();
  return (
    <div ref={ref} className={classes.choose} role="group" aria-label={question} onKeyDown={(event) => { if (event.key === 'Escape') onCancel(); }}>
      <span className={classes.question} aria-hidden>{question}</span>
      {reasons.map((reason) => <Button key={reason} variant="default" size="compact-md" radius="xl" onClick={() => onChoose(reason)}>{t(`reason.${reason}`)}</Button>)}
      <Button variant="subtle" size="compact-md" onClick={onCancel}>{t('item.cancel')}</Button>
    </div>
  );
}

/** The roles that the person has from now on; nothing is ticked that they do not have. */
export function ChooseRoles({ roles, onChoose, onCancel }: { readonly roles: readonly Role[]; readonly onChoose: (roles: readonly Role[]) => void; readonly onCancel: () => void }) {
  const { t } = useTranslation('attestation');
  const name = useRoleNames();
  const ref = useFocusFirst();
  const [chosen, setChosen] = useState<readonly string[]>(roles.filter((role) => (GIVEN_ROLES as readonly string[]).includes(role)));
  const isSame = chosen.length === roles.length && roles.every((role) => chosen.includes(role));
  return (
    <div ref={ref} className={classes.choose} role="group" aria-label={t('item.newRoles')} onKeyDown={(event) => { if (event.key === 'Escape') onCancel(); }}>
      <Checkbox.Group label={t('item.newRoles')} value={[...chosen]} onChange={setChosen}><div className={classes.roles}>{GIVEN_ROLES.map((role) => <Checkbox key={role} value={role} label={name([role])} />)}</div></Checkbox.Group>
      <Button size="compact-md" disabled={chosen.length === 0 || isSame} onClick={() => onChoose(chosen as readonly Role[])}>{t('item.apply')}</Button>
      <Button variant="subtle" size="compact-md" onClick={onCancel}>{t('item.cancel')}</Button>
    </div>
  );
}

function useFocusFirst() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.querySelector<HTMLElement>('button, input')?.focus(), []);
  return ref;
}
