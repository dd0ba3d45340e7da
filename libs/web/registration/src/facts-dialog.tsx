import { ChangeUserFactsDocument } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.js';
import { UserFactFields, type UserFacts } from './user-form-fields.js';
import type { SectionProps } from './user-page.js';

const FORM = 'facts';

/** Puts right who somebody is. */
export function FactsDialog({ user: { line }, registration, onChanged }: SectionProps) {
  const { t } = useTranslation('registration');
  const { familyName, givenName, email, jobTitle, employeeNumber, college, licenceNumber } = line;
  const [facts, setFacts] = useState<UserFacts>();
  return (
    <ChangeDialog form={FORM} open={t('user.editFacts')} title={t('user.editFactsOf', { name: line.displayName })} onOpen={() => setFacts({ familyName, givenName, email, jobTitle, employeeNumber, college, licenceNumber })} onChanged={onChanged}
      send={(change) => change(ChangeUserFactsDocument, { user: { membershipId: line.membershipId, version: line.version }, input: facts! })}>
      {(problems) => facts && <UserFactFields form={FORM} facts={facts} colleges={registration.colleges} problems={problems} onChange={setFacts} />}
    </ChangeDialog>
  );
}
