import { ChangeUserRolesDocument, type Role } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.js';
import classes from './registration.module.css';
import { fieldId } from './user-form-fields.js';
import type { SectionProps } from './user-page.js';
import { problemAt } from './user-words.js';

const FORM = 'roles';

export function RolesDialog({ user: { line }, registration, onChanged }: SectionProps) {
  const { t } = useTranslation('registration');
  const [roles, setRoles] = useState<readonly Role[]>(line.roles);
  return (
    <ChangeDialog form={FORM} open={t('user.editRoles')} title={t('user.editRolesOf', { name: line.displayName })} onOpen={() => setRoles(line.roles)} onChanged={onChanged}
      send={(change) => change(ChangeUserRolesDocument, { user: { membershipId: line.membershipId, version: line.version }, roles: [...roles] })}>
      {(problems) => (
        <Checkbox.Group value={[...roles]} onChange={(value) => setRoles(value as Role[])} label={t('field.roles')} error={problemAt(t, problems, 'roles') ?? problemAt(t, problems, 'licenceNumber')}>
          <div id={fieldId(FORM, 'roles')} tabIndex={-1} className={classes.choices}>{registration.roles.map((role) => <Checkbox key={role} value={role} label={t(`role.${role}`)} />)}</div>
        </Checkbox.Group>
      )}
    </ChangeDialog>
  );
}
