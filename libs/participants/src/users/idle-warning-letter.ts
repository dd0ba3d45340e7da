import type { Mail } from '@longview/platform';
import { provincialDay } from '../standing/provincial-day.js';

export interface IdleWarning {
  readonly to: string;
  readonly displayName: string;
  readonly organization: { readonly en: string; readonly fr: string };
  readonly idleSinceMs: number;
  readonly daysLeft: number;
  readonly publicUrl: string;
}

/** In both languages, because nobody said which one the reader prefers. Names the reader and the organization, nobody else. */
export function idleWarningLetter({ to, displayName, organization, idleSinceMs, daysLeft, publicUrl }: IdleWarning): Mail {
  const since = provincialDay(idleSinceMs);
  return {
    to, language: 'en, fr',
    subject: 'Longview: your access has not been used / votre accès n’a pas été utilisé',
    text: [
      `${displayName},`, '',
      `You last used Longview for ${organization.en} on ${since}. If you still need it, sign in within ${daysLeft} days:`, publicUrl, '',
      'Otherwise your access is suspended. It is not deleted: signing in later asks your Local Registration Authority to reopen it.', '',
      '—', '',
      `Vous avez utilisé Longview pour ${organization.fr} le ${since} pour la dernière fois. Si vous en avez encore besoin, ouvrez une session d’ici ${daysLeft} jours :`, publicUrl, '',
      'Sinon, votre accès sera suspendu. Il ne sera pas supprimé : en ouvrant une session plus tard, vous demanderez à votre autorité locale d’inscription de le rétablir.',
    ].join('\n'),
  };
}
