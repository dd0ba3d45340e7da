import { useQuery } from '@apollo/client/react';
import { OfficeCandidatesDocument, ProposeOfficeDocument, type Office, type OfficesPartsFragment } from '@longview/graphql-client';
import { dayOf, Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import classes from './form-dialog.module.css';
import { troubleWords, type Trouble } from './trouble.js';
import type { SendChange } from './use-change.js';

/** Proposes somebody for an office: whom, since when trained, in whose place. */
export function ProposeDialog({ offices, office, onClose, send }: { readonly offices: OfficesPartsFragment; readonly office: Office; readonly onClose: () => void; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  return <Dialog isOpen onClose={onClose} title={t('offices.proposeTitle', { office: t(`office.${office}`) })}><ProposeForm offices={offices} office={office} onClose={onClose} send={send} /></Dialog>;
}

function ProposeForm({ offices, office, onClose, send }: Parameters<typeof ProposeDialog>[0]) {
  const { t } = useTranslation('program');
  const id = useId();
  const { organizationId, isSolePractitioner } = offices;
  const [search, setSearch] = useState('');
  const [personId, setPersonId] = useState('');
  const [trainedOn, setTrainedOn] = useState(dayOf(Date.now()));
  const [replacesId, setReplacesId] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const { data, previousData } = useQuery(OfficeCandidatesDocument, { variables: { organizationId, search }, fetchPolicy: 'network-only' });
  const answer = (data ?? previousData)?.officeCandidates;
  const people = answer?.__typename === 'OfficeCandidates' ? answer.people : undefined;
  const isRegistrar = office === 'LOCAL_REGISTRATION_AUTHORITY';
  const hasTraining = isRegistrar && !isSolePractitioner;
  const replaceable = isRegistrar || office === 'PRIVACY_AUDITOR' ? offices.holders.filter((holder) => holder.office === office && holder.status === 'IN_FORCE') : [];
  const errorOf = (field: string): string | undefined => (trouble?.field === field ? troubleWords(t, trouble) : undefined);
  const isElsewhere = trouble !== undefined && !['personId', 'trainedOn', 'replacesId'].includes(trouble.field ?? '');

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    if (personId === '') {
      setTrouble({ code: 'INVALID_INPUT', field: 'personId', problem: 'missing' });
      return;
    }
    setBusy(true);
    const refused = await send(ProposeOfficeDocument, { input: { organizationId, office, personId, trainedOn: hasTraining ? trainedOn : null, replacesId: replacesId || null } });
    setBusy(false);
    if (refused) setTrouble(refused);
    else onClose();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput type="search" label={t('offices.personSearch')} value={search} autoComplete="off" onChange={({ currentTarget }) => setSearch(currentTarget.value)} />
      <fieldset className={classes.choices} id={`${id}-personId`} tabIndex={-1}>
        <legend>{t('offices.person')}</legend>
        {people?.length === 0 && <p>{t('offices.personNone')}</p>}
        {people?.map(({ personId: value, displayName, jobTitle, isVerified }) => (
          <Radio key={value} name={`${id}-person`} value={value} checked={value === personId} disabled={isRegistrar && !isVerified}
            label={<><span translate="no">{displayName}</span>{jobTitle !== '' && <>, {jobTitle}</>}{isRegistrar && !isVerified && <> ({t('offices.notVerified')})</>}</>}
            onChange={() => { setPersonId(value); setTrouble(undefined); }} />
        ))}
        {errorOf('personId') !== undefined && <p className={classes.error} role="alert">{errorOf('personId')}</p>}
      </fieldset>
      {hasTraining && <TextInput label={t('offices.trainedField')} value={trainedOn} error={errorOf('trainedOn')} inputMode="numeric" placeholder={t('form.date')} maxLength={10} onChange={({ currentTarget }) => { setTrainedOn(currentTarget.value); setTrouble(undefined); }} />}
      {replaceable.length > 0 && <NativeSelect label={t('offices.replaces')} value={replacesId} error={errorOf('replacesId')} onChange={({ currentTarget }) => setReplacesId(currentTarget.value)} data={[{ value: '', label: t('offices.replacesNobody') }, ...replaceable.map(({ holderId, personName }) => ({ value: holderId, label: personName }))]} />}
      {isElsewhere && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      <div className={classes.buttons}>
        <Button type="submit" aria-disabled={isBusy}>{t('offices.sendProposal')}</Button>
        <Button variant="default" onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}
