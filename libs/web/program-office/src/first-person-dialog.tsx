import { useQuery } from '@apollo/client/react';
import { ProvinceDocument, RegisterFirstPersonDocument } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { FormDialog } from './form-dialog.js';
import type { Trouble } from './trouble.js';
import type { SendChange } from './use-change.js';

const WITH_PICTURE = ['passport', 'driving-licence', 'ontario-photo-card', 'permanent-resident-card', 'citizenship-card', 'status-card'] as const;
const OTHERS = ['birth-certificate', 'professional-licence', 'employee-card', ...WITH_PICTURE] as const;

/** Where the form has a field for what the gateway calls otherwise. */
const FIELDS: Readonly<Record<string, string>> = { 'verification.documents': 'secondKind', 'verification.documents.0.kind': 'firstKind', 'verification.documents.0.validUntil': 'firstUntil', 'verification.documents.1.kind': 'secondKind', 'verification.documents.1.validUntil': 'secondUntil' };

/** Registers somebody whom nobody of the organization could: verified by two documents, level 2, with the log-in they will use. */
export function FirstPersonDialog({ organizationId, onClose, send }: { readonly organizationId: string; readonly onClose: () => void; readonly send: SendChange }) {
  const { t } = useTranslation('program');
  const localized = useLocalized();
  const { data } = useQuery(ProvinceDocument);
  const providers = data?.province.identityProviders ?? [];
  const documents = (kinds: readonly string[]) => kinds.map((kind) => ({ value: kind, label: t(`person.document.${kind}`) }));
  const atOwnField = (trouble: Trouble | undefined): Trouble | undefined => trouble && { ...trouble, field: FIELDS[trouble.field ?? ''] ?? trouble.field };
  return (
    <FormDialog isOpen onClose={onClose} title={t('person.title')} lead={t('offices.registerLead')} confirmLabel={t('person.confirm')}
      fields={[
        { name: 'familyName', label: t('person.familyName'), kind: 'text' },
        { name: 'givenName', label: t('person.givenName'), kind: 'text' },
        { name: 'email', label: t('person.email'), kind: 'text' },
        { name: 'jobTitle', label: t('person.jobTitle'), kind: 'text', isOptional: true },
        { name: 'firstKind', label: t('person.firstDocument'), kind: 'select', options: documents(WITH_PICTURE) },
        { name: 'firstUntil', label: t('person.validUntil'), kind: 'date' },
        { name: 'secondKind', label: t('person.secondDocument'), kind: 'select', start: 'birth-certificate', options: documents(OTHERS) },
        { name: 'secondUntil', label: t('person.validUntil'), kind: 'date', isOptional: true },
        ...(providers.length > 1 ? [{ name: 'identityProviderId', label: t('person.identityProvider'), kind: 'select' as const, options: providers.map(({ id, name }) => ({ value: id, label: localized(name) })) }] : []),
        { name: 'subject', label: t('person.subject'), kind: 'text', hint: t('person.subjectHint') },
      ]}
      onSend={async ({ familyName = '', givenName = '', email = '', jobTitle = '', firstKind = '', firstUntil = '', secondKind = '', secondUntil = '', identityProviderId, subject = '' }) => atOwnField(await send(RegisterFirstPersonDocument, {
        input: {
          organizationId, familyName, givenName, email, jobTitle, roles: [], assuranceLevel: 2, identityProviderId: identityProviderId ?? providers[0]?.id ?? '', subject,
          documents: [{ kind: firstKind, validUntil: firstUntil }, { kind: secondKind, validUntil: secondUntil || null }],
        },
      }))} />
  );
}
