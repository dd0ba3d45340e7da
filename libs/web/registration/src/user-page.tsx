import { useQuery } from '@apollo/client/react';
import { UserDocument, type UserQuery } from '@longview/graphql-client';
import { dayOf, EmptyState, Notice, useTranslation } from '@longview/web-design-system';
import { Facts, Pill, UndoToast, WorkPage, WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { EntitlementSection } from './entitlement-section.js';
import { FactsDialog } from './facts-dialog.js';
import { IdentitySection } from './identity-section.js';
import { PersonalSection } from './personal-section.js';
import type { Registration } from './registration-pages.js';
import classes from './registration.module.css';
import { RequestSteps } from './request-steps.js';
import { RolesDialog } from './roles-dialog.js';
import { StandingActions, type Undo } from './standing-actions.js';
import { collegeWords, reasonWords, SIGNAL_TONES, STATUS_TONES, troubleWords, whenOf } from './user-words.js';
import { VerificationSection } from './verification-section.js';

export type User = Extract<UserQuery['user'], { __typename: 'User' }>;
export interface SectionProps {
  readonly user: User;
  readonly registration: Registration;
  readonly onChanged: () => void;
}

/** Everything about one user, and what may be done. */
export function UserPage({ registration }: { readonly registration: Registration }) {
  const { t } = useTranslation('registration');
  const { membershipId = '' } = useParams();
  const { data, error, loading, refetch } = useQuery(UserDocument, { variables: { membershipId }, fetchPolicy: 'network-only' });
  const [undo, setUndo] = useState<Undo>();
  const answer = data?.user;
  const back = <Link to="/users">{t('users.title')}</Link>;
  const changed = (): void => void refetch();
  if (answer?.__typename !== 'User') {
    const isGone = answer?.code === 'NOT_ALLOWED';
    return (
      <WorkPage title={t('user.title')} back={back}>
        {isGone && <EmptyState icon={IconUserOff} title={t('user.none')}>{t('user.noneNext')}</EmptyState>}
        {!isGone && (answer || error) && <Notice tone="alert" isUrgent title={troubleWords(t, answer?.code ?? 'unreachable')}><Button mt={6} variant="default" size="compact-sm" onClick={changed}>{t('again')}</Button></Notice>}
        {loading && !answer && <p aria-busy>{t('loading')}</p>}
      </WorkPage>
    );
  }
  const { line } = answer;
  const props: SectionProps = { user: answer, registration, onChanged: changed };
  return (
    <WorkPage title={line.displayName} back={back} lead={(
      <span className={classes.pills}>
        <Pill tone={STATUS_TONES[line.status]}>{t(`status.${line.status}`)}</Pill>
        <span>{[line.statusReason && reasonWords(t, line.statusReason), t('since', { date: dayOf(line.statusSince) }), line.returnsOn && t('until', { date: line.returnsOn })].filter(Boolean).join(', ')}</span>
        {line.signals.map((signal) => <Pill key={signal} tone={SIGNAL_TONES[signal]}>{t(`signal.${signal}`)}</Pill>)}
      </span>
    )} actions={<StandingActions {...props} onUndoable={setUndo} />}>
      {answer.isOneself && <Notice tone="information">{t('user.oneself')}</Notice>}
      {answer.isOwnRequest && !registration.isSolePractitioner && ['REQUESTED', 'REVIEWED', 'APPROVED'].includes(line.status) && <Notice tone="information">{t('user.ownRequest')}</Notice>}
      {['REQUESTED', 'REVIEWED', 'APPROVED'].includes(line.status) && <RequestSteps user={answer} />}
      <WorkSection title={t('user.facts')} actions={answer.mayEdit && <FactsDialog {...props} />}>
        <Facts facts={[
          { name: t('field.email'), value: line.email }, { name: t('field.jobTitle'), value: line.jobTitle }, { name: t('field.employeeNumber'), value: line.employeeNumber },
          { name: t('field.licenceNumber'), value: line.licenceNumber && `${collegeWords(t, line.college)}, ${line.licenceNumber}` },
          { name: t('column.lastUsed'), value: line.lastUsedAt ? whenOf(line.lastUsedAt) : t('never') }, { name: t('user.patientsOpened'), value: answer.patientsOpened },
          { name: t('user.lastAttested'), value: answer.lastAttestedAt ? dayOf(answer.lastAttestedAt) : t('never') }, { name: t('user.requestedBy'), value: t('byAndWhen', { by: reasonWords(t, answer.requestedBy), date: dayOf(answer.createdAt) }) },
        ]} />
      </WorkSection>
      <WorkSection title={t('field.roles')} actions={answer.mayEdit && <RolesDialog {...props} />}>
        <p>{line.roles.length > 0 ? line.roles.map((role) => t(`role.${role}`)).join(', ') : t('user.noRoles')}</p>
        {line.offices.length > 0 && <p className={classes.quiet}>{t('user.offices', { offices: line.offices.map((office) => t(`role.${office}`)).join(', ') })}</p>}
      </WorkSection>
      <VerificationSection {...props} />
      <PersonalSection {...props} />
      <EntitlementSection {...props} />
      <IdentitySection {...props} />
      <WorkSection title={t('history.title')}>
        {answer.history.length === 0 && <p>{t('history.none')}</p>}
        <ol className={classes.history}>
          {answer.history.map(({ at, by, change, reason }, index) => (
            <li key={`${at} ${change} ${index}`}><time dateTime={new Date(at).toISOString()}>{whenOf(at)}</time><span><strong>{t(`change.${change}`, { defaultValue: change })}</strong>{reason && ` · ${reasonWords(t, reason)}`}<span className={classes.below}>{reasonWords(t, by)}</span></span></li>
          ))}
        </ol>
      </WorkSection>
      {undo && <UndoToast key={undo.id} message={undo.message} onUndo={undo.run} onGone={() => setUndo((now) => (now?.id === undo.id ? undefined : now))} />}
    </WorkPage>
  );
}
