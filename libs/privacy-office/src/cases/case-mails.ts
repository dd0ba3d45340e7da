import type { Mail } from '@longview/platform';

/** Tells somebody that a question waits for them. What it is about stays within the walls. Pure. */
export function questionMail({ to, dueOn, publicUrl, isReminder }: { readonly to: string; readonly dueOn: string; readonly publicUrl: string; readonly isReminder: boolean }): Mail {
  const address = new URL('/account/questions', publicUrl).href;
  return {
    to, language: 'en, fr',
    subject: isReminder ? 'Longview: a question still waits for your answer / une question attend toujours votre réponse' : 'Longview: a question for you / une question pour vous',
    text: [
      `The privacy office has a question about your use of Longview. Such questions are part of the regular review of access; a question is not an accusation. Please answer by ${dueOn}.`,
      `Read and answer it here, after signing in: ${address}`,
      'Please do not reply to this message.',
      '— — —',
      `Le bureau de la protection de la vie privée a une question au sujet de votre utilisation de Longview. De telles questions font partie de l’examen régulier des accès; une question n’est pas une accusation. Veuillez répondre d’ici le ${dueOn}.`,
      `Pour la lire et y répondre, après avoir ouvert une session : ${address}`,
      'Veuillez ne pas répondre à ce message.',
    ].join('\n\n'),
  };
}

/** Tells whoever has a case, or could take it, that its day is near or has passed. Names neither patient nor user. Pure. */
export function dueMail({ to, reference, dueOn, isOverdue, hasOwner, publicUrl, caseId }: { readonly to: string; readonly reference: string; readonly dueOn: string; readonly isOverdue: boolean; readonly hasOwner: boolean; readonly publicUrl: string; readonly caseId: string }): Mail {
  const address = new URL(`/privacy/cases/${caseId}`, publicUrl).href;
  return {
    to, language: 'en, fr',
    subject: isOverdue ? `Longview: privacy case ${reference} is overdue / le dossier ${reference} est en retard` : `Longview: privacy case ${reference} is due ${dueOn} / le dossier ${reference} arrive à échéance le ${dueOn}`,
    text: [
      isOverdue ? `Privacy case ${reference} was due on ${dueOn}.` : `Privacy case ${reference} is due on ${dueOn}.`,
      ...(hasOwner ? [] : ['Nobody owns it yet.']),
      address,
      '— — —',
      isOverdue ? `Le dossier ${reference} devait être traité au plus tard le ${dueOn}.` : `Le dossier ${reference} doit être traité au plus tard le ${dueOn}.`,
      ...(hasOwner ? [] : ['Personne n’en a encore la charge.']),
      address,
    ].join('\n\n'),
  };
}
