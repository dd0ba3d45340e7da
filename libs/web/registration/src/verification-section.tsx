import { VerifyUserIdentityDocument } from '@longview/graphql-client';
import { dayOf, Notice, parseTypedDate, useTranslation } from '@longview/web-design-system';
import { WorkSection } from '@longview/web-design-system/work';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ChangeDialog } from './change-dialog.js';
import classes from './registration.module.css';
import { fieldId } from './user-form-fields.js';
import type { SectionProps } from './user-page.js';
import { problemAt, reasonWords } from './user-words.js';

const FORM = 'verification';
const MOST_DOCUMENTS = 6;
interface Document { readonly kind: string; readonly validUntil: string }
const NONE: Document = { kind: '', validUntil: '' };

/** How surely the person is who they say: what was seen, by whom and when. Numbers and copies are never asked for. */
export function VerificationSection({ user: { line, verification, mayEdit }, registration, onChanged }: SectionProps) {
  const { t } = useTranslation('registration');
  const [level, setLevel] = useState('2');
  const [documents, setDocuments] = useState<readonly Document[]>([NONE, NONE]);
  const set = (index: number, change: Partial<Document>): void => setDocuments((now) => now.map((document, at) => (at === index ? { ...document, ...change } : document)));
  return (
    <WorkSection title={t('verification.title')} actions={mayEdit && (
      <ChangeDialog form={FORM} open={t(verification ? 'verification.again' : 'verification.verify')} title={t('verification.of', { name: line.displayName })} onOpen={() => { setLevel('2'); setDocuments([NONE, NONE]); }} onChanged={onChanged}
        send={(change) => change(VerifyUserIdentityDocument, { user: { membershipId: line.membershipId, version: line.version }, input: { assuranceLevel: Number(level), documents: documents.map(({ kind, validUntil }) => ({ kind, validUntil: validUntil === '' ? null : parseTypedDate(validUntil) ?? validUntil })) } })}>
        {(problems) => (
          <>
            <Notice tone="information">{t('verification.noCopies')}</Notice>
            <NativeSelect id={fieldId(FORM, 'assuranceLevel')} label={t('field.assuranceLevel')} description={t(`verification.needs.${level}`)} value={level} error={problemAt(t, problems, 'assuranceLevel')} onChange={({ currentTarget }) => setLevel(currentTarget.value)}
              data={['1', '2', '3'].map((value) => ({ value, label: t(`verification.level.${value}`) }))} />
            <fieldset id={fieldId(FORM, 'documents')} tabIndex={-1} className={classes.group}>
              <legend>{t('field.documents')}</legend>
              {documents.map(({ kind, validUntil }, index) => (
                <div key={index} className={classes.line}>
                  <NativeSelect id={fieldId(FORM, `documents.${index}.kind`)} label={t('field.kind')} value={kind} error={problemAt(t, problems, `documents.${index}.kind`)} onChange={({ currentTarget }) => set(index, { kind: currentTarget.value })} data={[{ value: '', label: t('verification.choose') }, ...registration.documentKinds.map((value) => ({ value, label: t(`document.${value}`) }))]} />
                  <TextInput id={fieldId(FORM, `documents.${index}.validUntil`)} label={t('field.validUntil')} description={t('hint.date')} inputWrapperOrder={['label', 'input', 'description', 'error']} inputMode="numeric" value={validUntil} error={problemAt(t, problems, `documents.${index}.validUntil`)} onChange={({ currentTarget }) => set(index, { validUntil: currentTarget.value })} />
                  <Button variant="default" size="compact-md" aria-label={t('verification.remove', { line: index + 1 })} onClick={() => setDocuments((now) => now.filter((_, at) => at !== index))}><IconTrash size={16} aria-hidden /></Button>
                </div>
              ))}
              {documents.length < MOST_DOCUMENTS && <Button variant="default" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDocuments((now) => [...now, NONE])}>{t('verification.add')}</Button>}
              {problemAt(t, problems, 'documents') && <p className={classes.error}>{problemAt(t, problems, 'documents')}</p>}
            </fieldset>
          </>
        )}
      </ChangeDialog>
    )}>
      {!verification && <p>{t('verification.none')}</p>}
      {verification && (
        <>
          <p>{t(`verification.level.${verification.assuranceLevel}`)} · {t('byAndWhen', { by: reasonWords(t, verification.by), date: dayOf(verification.at) })}</p>
          <ul className={classes.plain}>{verification.documents.map(({ kind, validUntil }) => <li key={kind}>{t(`document.${kind}`, { defaultValue: kind })}{validUntil && ` · ${t('until', { date: validUntil })}`}</li>)}</ul>
          {!line.isVerified && <Notice tone="warning">{t('verification.expired', { date: line.verifiedUntil })}</Notice>}
        </>
      )}
    </WorkSection>
  );
}
