import type { Mail } from '@longview/platform';

export interface EscalationFacts {
  readonly to: string;
  readonly askingOrganization: { readonly en: string; readonly fr: string };
  readonly isUrgent: boolean;
  /** Where to answer. It names no request: what one is about is nobody's business on the way. */
  readonly address: string;
}

/** The letter to who keeps the images, in both languages: nobody said which one they read. Holds nothing of a patient. Pure. */
export function escalationLetter({ to, askingOrganization: { en, fr }, isUrgent, address }: EscalationFacts): Mail {
  return {
    to, language: 'en, fr',
    subject: `${isUrgent ? 'Urgent: images' : 'Images'} awaited by ${en} / ${isUrgent ? 'Urgent : images attendues' : 'Images attendues'} par ${fr}`,
    text: [
      `${en} has asked your organization about images and has had no answer in the time that was agreed.`,
      `Answer here: ${address}`,
      '— — —',
      `${fr} a fait une demande d’images à votre organisme et n’a pas reçu de réponse dans le délai convenu.`,
      `Pour répondre : ${address}`,
    ].join('\n\n'),
  };
}
