import { RequestUserDocument, type Role } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Registration } from './registration-pages.js';
import classes from './registration.module.css';
import { useNames } from './use-names.js';
import { useUserChange } from './use-user-change.js';
import { fieldId, NO_FACTS, Problems, UserFactFields } from './user-form-fields.js';
import { problemAt, troubleWords, type Problem, type Trouble } from './user-words.js';

const FORM = 'request';
const NOTHING_WRONG: readonly Problem[] = [];

/** Asks for access for somebody. The registration authority takes it from there. */
export function RequestUserPage({ registration }: { readonly registration: Registration }) {
  const { t } = useTranslation('registration');
  const navigate = useNavigate();
  const { sourceName } = useNames();
  const { isBusy, change } = useUserChange();
  const [facts, setFacts] = useState(NO_FACTS);
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [sourceIds, setSourceIds] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState(NOTHING_WRONG);
  const [trouble, setTrouble] = useState<Trouble>();

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const outcome = await change(RequestUserDocument, { input: { ...facts, roles: [...roles], sourceIds: [...sourceIds], reason } });
    setProblems(outcome.kind === 'wrong' ? outcome.problems : NOTHING_WRONG);
    setTrouble(outcome.kind === 'trouble' ? outcome.trouble : undefined);
    if (outcome.kind === 'done') await navigate(`/users/${outcome.membershipIds[0]}`);
  };

  return (
    <WorkPage title={t('request.title')} lead={t('request.lead')} width="reading" back={<Link to="/users">{t('users.title')}</Link>}>
      <form className={classes.form} onSubmit={(event) => void send(event)} noValidate aria-busy={isBusy}>
        <Problems form={FORM} problems={problems} />
        {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
        <fieldset className={classes.group}><legend>{t('request.who')}</legend><UserFactFields form={FORM} facts={facts} colleges={registration.colleges} problems={problems} onChange={setFacts} /></fieldset>
        <Checkbox.Group value={[...roles]} onChange={(value) => setRoles(value as Role[])} label={t('field.roles')} required error={problemAt(t, problems, 'roles')}>
          <div id={fieldId(FORM, 'roles')} tabIndex={-1} className={classes.choices}>{registration.roles.map((role) => <Checkbox key={role} value={role} label={t(`role.${role}`)} />)}</div>
        </Checkbox.Group>
        <Checkbox.Group value={[...sourceIds]} onChange={setSourceIds} label={t('field.sourceIds')} description={t('hint.sourceIds')} error={problemAt(t, problems, 'sourceIds')}>
          <div id={fieldId(FORM, 'sourceIds')} tabIndex={-1} className={classes.choices}>{registration.sourceIds.map((id) => <Checkbox key={id} value={id} label={sourceName(id)} />)}</div>
        </Checkbox.Group>
        <Textarea id={fieldId(FORM, 'reason')} label={t('field.reason')} description={t('hint.reason')} required rows={2} maxLength={300} value={reason} onChange={({ currentTarget }) => setReason(currentTarget.value)} error={problemAt(t, problems, 'reason')} />
        <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('request.send')}</Button><Button component={Link} to="/users" variant="default">{t('cancel')}</Button></div>
      </form>
    </WorkPage>
  );
}
