import './words.js';
import { useApolloClient } from '@apollo/client/react';
import { StartOverrideDocument, type OverrideGround, type RefusalCode, type RestrictionPartsFragment, type SubstituteRelationship } from '@longview/graphql-client';
import { Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { refusalWords } from '../refusal-words.js';
import classes from './override-dialog.module.css';

/** In the order of Ontario's Health Care Consent Act, s.20. */
const RELATIONSHIPS = ['GUARDIAN', 'ATTORNEY_FOR_PERSONAL_CARE', 'BOARD_REPRESENTATIVE', 'SPOUSE_OR_PARTNER', 'CHILD_OR_PARENT', 'PARENT_WITH_ACCESS', 'SIBLING', 'RELATIVE', 'PUBLIC_GUARDIAN'] as const satisfies readonly SubstituteRelationship[];
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export interface OverrideDialogProps {
  readonly patientKey: string;
  /** Those on which something would open here, each with its duration. */
  readonly grounds: RestrictionPartsFragment['grounds'];
  readonly onClose: () => void;
  readonly onOpened: () => void;
}

type Trouble = RefusalCode | 'unreachable' | 'no-ground' | 'no-name' | 'name-too-long' | 'no-relationship';

/** Breaking the glass: what to tell the patient, on which ground, for how long; one button, and nothing to write in an emergency. */
export function OverrideDialog({ patientKey, grounds, onClose, onOpened }: OverrideDialogProps) {
  const { t } = useTranslation(['override', 'chart']);
  const client = useApolloClient();
  const nameId = useId();
  const [ground, setGround] = useState<OverrideGround | ''>(grounds.length === 1 ? grounds[0]!.ground : '');
  const [who, setWho] = useState<'patient' | 'substitute'>('patient');
  const [name, setName] = useState('');
  const [relationship, setRelationship] = useState<SubstituteRelationship | ''>('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [isSending, setSending] = useState(false);
  const bySubstitute = ground === 'EXPRESS_CONSENT' && who === 'substitute';
  const chosen = grounds.find((one) => one.ground === ground);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (ground === '') return setTrouble('no-ground');
    if (bySubstitute && name.trim() === '') return setTrouble('no-name');
    if (bySubstitute && relationship === '') return setTrouble('no-relationship');
    setTrouble(undefined);
    setSending(true);
    try {
      const { data } = await client.mutate({
        mutation: StartOverrideDocument,
        variables: { patientKey, ground, ...(bySubstitute && relationship !== '' && { substitute: { name: name.trim(), relationship } }) },
      });
      const answer = data?.startOverride;
      if (answer?.__typename === 'ActiveOverride') return onOpened();
      setTrouble(answer?.code === 'INVALID_INPUT' && answer.field === 'substitute.name' ? 'name-too-long' : answer?.code ?? 'unreachable');
    } catch {
      setTrouble('unreachable');
    }
    setSending(false);
  };

  const isField = trouble === 'no-ground' || trouble === 'no-name' || trouble === 'name-too-long' || trouble === 'no-relationship';
  const duration = (ms: number): string => (ms >= HOUR_MS && ms % HOUR_MS === 0 ? t('override:hours', { count: ms / HOUR_MS }) : t('override:minutes', { count: Math.max(1, Math.floor(ms / MINUTE_MS)) }));
  return (
    <Dialog isOpen onClose={onClose} title={t('override:title')}>
      <form className={classes.form} onSubmit={(event) => void send(event)} noValidate>
        <Notice tone="consent" title={t('override:before')}>
          <ul className={classes.before}>
            <li>{t('override:tellWhy')}</li>
            <li>{t('override:reachesMore')}</li>
            <li>{t('override:mayRefuse')}</li>
          </ul>
        </Notice>
        {trouble && !isField && <Notice tone="alert" isUrgent>{trouble === 'unreachable' ? t('override:unreachable') : trouble === 'NOT_ALLOWED' ? t('override:notAllowed') : refusalWords(t, trouble)}</Notice>}
        <Radio.Group label={t('override:ground')} value={ground} onChange={(value) => { setGround(value as OverrideGround); setTrouble(undefined); }} error={trouble === 'no-ground' && t('override:noGround')} withAsterisk={false}>
          <div className={classes.choices}>
            {grounds.map((one) => <Radio key={one.ground} value={one.ground} label={t(`override:grounds.${one.ground}`)} />)}
          </div>
        </Radio.Group>
        {ground === 'EXPRESS_CONSENT' && (
          <Radio.Group label={t('override:who')} value={who} onChange={(value) => setWho(value as 'patient' | 'substitute')}>
            <div className={classes.choices}>
              <Radio value="patient" label={t('override:patient')} />
              <Radio value="substitute" label={t('override:substitute')} />
            </div>
          </Radio.Group>
        )}
        {bySubstitute && (
          <div className={classes.substitute}>
            <TextInput id={nameId} label={t('override:name')} value={name} maxLength={200} autoComplete="off" onChange={({ currentTarget }) => setName(currentTarget.value)} error={trouble === 'no-name' ? t('override:noName') : trouble === 'name-too-long' && t('override:nameTooLong')} />
            <NativeSelect label={t('override:relationship')} value={relationship} onChange={({ currentTarget }) => setRelationship(currentTarget.value as SubstituteRelationship | '')} error={trouble === 'no-relationship' && t('override:noRelationship')}
              data={[{ value: '', label: t('override:choose') }, ...RELATIONSHIPS.map((value) => ({ value, label: t(`override:relationships.${value}`) }))]} />
          </div>
        )}
        <p className={classes.what}>{chosen ? t('override:lasts', { duration: duration(chosen.durationMs) }) : t('override:lastsSomeTime')} {t(ground === 'HARM_TO_OTHERS' ? 'override:toldCommissioner' : 'override:told')}</p>
        <div className={classes.actions}>
          <Button type="submit" loading={isSending}>{t('override:open')}</Button>
          <Button variant="subtle" onClick={onClose}>{t('override:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
