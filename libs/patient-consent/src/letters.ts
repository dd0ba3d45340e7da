import type { OverrideGround } from '@longview/consent';
import type { NamedPerson, Party } from '@longview/participants';
import type { StoredDirective } from './directive-table.js';
import type { NoticeKind } from './words.js';

export interface Bilingual {
  readonly en: string;
  readonly fr: string;
}

/** To be printed and sent: one text in both languages, paragraph by paragraph. */
export interface Letter {
  readonly subject: Bilingual;
  readonly paragraphs: readonly Bilingual[];
}

export interface LetterParties {
  readonly patientName: string;
  /** The custodian whose letter it is. */
  readonly from: string;
  readonly organizations: ReadonlyMap<string, Party>;
  readonly people: ReadonlyMap<string, NamedPerson>;
}

const COMPLAINT: Bilingual = {
  en: 'You have the right to complain to the Information and Privacy Commissioner of Ontario: 2 Bloor Street East, Suite 1400, Toronto, Ontario M4W 1A8; telephone 1-800-387-0073; www.ipc.on.ca.',
  fr: "Vous avez le droit de porter plainte auprès du Commissaire à l'information et à la protection de la vie privée de l'Ontario : 2, rue Bloor Est, bureau 1400, Toronto (Ontario) M4W 1A8; téléphone 1 800 387-0073; www.ipc.on.ca.",
};

/** Confirms to the patient how their directive stands now, in words about them and not about the system. */
export function directiveLetter(directive: StoredDirective, parties: LetterParties, nowMs: number): Letter {
  const { scope, exceptions, startsAtMs, endsAtMs, withdrawnAtMs } = directive;
  const start = day(startsAtMs);
  const end = endsAtMs === undefined ? undefined : day(endsAtMs);
  const isOver = endsAtMs !== undefined && endsAtMs <= nowMs;
  const what = restricts(scope, parties);
  const excepted = [...exceptions.organizationIds.map((id) => organization(id, parties)), ...exceptions.userIds.map((id) => same(parties.people.get(id)?.displayName ?? id))];
  const dear = { en: `Dear ${parties.patientName},`, fr: `${parties.patientName},` };
  const sender = organization(parties.from, parties);
  if (isOver) {
    return {
      subject: { en: 'Your consent directive has ended', fr: 'Votre directive en matière de consentement a pris fin' },
      paragraphs: [dear, {
        en: `The following directive ${withdrawnAtMs === undefined ? 'ended' : 'was withdrawn'} on ${end!.en}: ${what.en}`,
        fr: `La directive suivante ${withdrawnAtMs === undefined ? 'a pris fin' : 'a été retirée'} le ${end!.fr} : ${what.fr}`,
      }, { en: 'The people who care for you can see this information again where they are otherwise allowed to.', fr: 'Les personnes qui vous soignent peuvent de nouveau voir ces renseignements lorsqu’elles y sont autorisées par ailleurs.' }, contact(sender), COMPLAINT],
    };
  }
  return {
    subject: { en: 'Your consent directive', fr: 'Votre directive en matière de consentement' },
    paragraphs: [dear, {
      en: `As you asked, a directive about your health record is in place from ${start.en}${end ? ` until ${end.en}` : ' until you withdraw it'}: ${what.en}`,
      fr: `À votre demande, une directive concernant votre dossier de santé s’applique à compter du ${start.fr}${end ? ` jusqu’au ${end.fr}` : ', jusqu’à ce que vous la retiriez'} : ${what.fr}`,
    },
    ...(excepted.length > 0 ? [{ en: `It does not apply to: ${excepted.map(({ en }) => en).join('; ')}.`, fr: `Elle ne s’applique pas à : ${excepted.map(({ fr }) => fr).join('; ')}.` }] : []),
    {
      en: 'Your name, birth date, sex, address and identification numbers can still be seen by those who search for you. New information keeps being added to your record and is restricted in the same way.',
      fr: 'Votre nom, votre date de naissance, votre sexe, votre adresse et vos numéros d’identification restent visibles pour les personnes qui vous recherchent. Les nouveaux renseignements continuent de s’ajouter à votre dossier et sont restreints de la même façon.',
    }, {
      en: 'Restricted information may be seen for a short time if you or your substitute decision-maker expressly agree, or if it is necessary to reduce a significant risk of serious bodily harm to you or to others. You are told each time this happens.',
      fr: 'Les renseignements restreints peuvent être consultés pendant une courte période si vous-même ou votre mandataire spécial y consentez expressément, ou si cela est nécessaire pour réduire un risque considérable de blessure grave pour vous ou pour autrui. Vous en êtes informé chaque fois.',
    }, contact(sender), COMPLAINT],
  };
}

export interface OverrideFacts {
  readonly ground: OverrideGround;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly byName: string;
}

const GROUNDS: Readonly<Record<OverrideGround, Bilingual>> = {
  'express-consent': { en: 'your express consent or that of your substitute decision-maker', fr: 'votre consentement exprès ou celui de votre mandataire spécial' },
  'harm-to-patient': { en: 'a significant risk of serious bodily harm to you, where your consent could not be obtained in time', fr: 'un risque considérable que vous subissiez une blessure grave, alors que votre consentement ne pouvait être obtenu à temps' },
  'harm-to-others': { en: 'a significant risk of serious bodily harm to another person or group of persons', fr: 'un risque considérable qu’une autre personne ou un groupe de personnes subisse une blessure grave' },
};

/** What must be said of one override, and to whom. The Commissioner is not told who the patient is. */
export function noticeLetter(kind: NoticeKind, { ground, startedAtMs, endsAtMs, byName }: OverrideFacts, parties: LetterParties): Letter {
  const sender = organization(parties.from, parties);
  const from = moment(startedAtMs);
  const until = moment(endsAtMs);
  const why = GROUNDS[ground];
  switch (kind) {
    case 'custodian': return {
      subject: { en: 'Notice of a consent override by one of your agents', fr: 'Avis de dérogation à une directive par l’un de vos mandataires' },
      paragraphs: [
        { en: `${byName}, acting for ${sender.en}, overrode the consent directive of ${parties.patientName} from ${from.en} to ${until.en}. Ground stated: ${neutral(ground).en}.`, fr: `${byName}, agissant pour ${sender.fr}, a dérogé à la directive en matière de consentement de ${parties.patientName} du ${from.fr} au ${until.fr}. Motif indiqué : ${neutral(ground).fr}.` },
        { en: 'You must notify the individual at the first reasonable opportunity (PHIPA, s. 55.7).', fr: 'Vous devez aviser le particulier dès que raisonnablement possible (LPRPS, art. 55.7).' },
        ...(ground === 'harm-to-others' ? [{ en: 'Because the ground is a risk to others, you must also notify the Information and Privacy Commissioner of Ontario in writing.', fr: 'Puisque le motif est un risque pour autrui, vous devez également aviser par écrit le Commissaire à l’information et à la protection de la vie privée de l’Ontario.' }] : []),
      ],
    };
    case 'patient': return {
      subject: { en: 'Your restricted health information was seen', fr: 'Vos renseignements de santé restreints ont été consultés' },
      paragraphs: [
        { en: `Dear ${parties.patientName},`, fr: `${parties.patientName},` },
        { en: `You have restricted access to health information about you. ${byName}, acting for ${sender.en}, opened it from ${from.en} to ${until.en}. The law allows this on the following ground: ${why.en}.`, fr: `Vous avez restreint l’accès à des renseignements de santé vous concernant. ${byName}, agissant pour ${sender.fr}, les a ouverts du ${from.fr} au ${until.fr}. La loi le permet pour le motif suivant : ${why.fr}.` },
        { en: 'Your directive applies again, unchanged.', fr: 'Votre directive s’applique de nouveau, inchangée.' },
        contact(sender), COMPLAINT,
      ],
    };
    case 'commissioner': return {
      subject: { en: 'Notice to the Commissioner of a consent override (PHIPA, s. 55.7(7)(b))', fr: 'Avis au Commissaire d’une dérogation à une directive (LPRPS, al. 55.7 (7) b))' },
      paragraphs: [
        { en: `${sender.en} gives notice that one of its agents overrode an individual's consent directive from ${from.en} to ${until.en} on the ground of ${neutral(ground).en}.`, fr: `${sender.fr} donne avis que l’un de ses mandataires a dérogé à la directive en matière de consentement d’un particulier du ${from.fr} au ${until.fr} pour le motif suivant : ${neutral(ground).fr}.` },
        { en: 'The individual has been or will be notified at the first reasonable opportunity. Particulars are available on request.', fr: 'Le particulier a été ou sera avisé dès que raisonnablement possible. Les détails sont disponibles sur demande.' },
      ],
    };
  }
}

function neutral(ground: OverrideGround): Bilingual {
  switch (ground) {
    case 'express-consent': return { en: 'express consent of the individual or their substitute decision-maker', fr: 'consentement exprès du particulier ou de son mandataire spécial' };
    case 'harm-to-patient': return { en: 'significant risk of serious bodily harm to the individual', fr: 'risque considérable de blessure grave pour le particulier' };
    case 'harm-to-others': return { en: 'significant risk of serious bodily harm to a person other than the individual or to a group of persons', fr: 'risque considérable de blessure grave pour une autre personne ou un groupe de personnes' };
  }
}

function restricts(scope: StoredDirective['scope'], parties: LetterParties): Bilingual {
  switch (scope.kind) {
    case 'everything': return { en: 'nobody may see any of your health information through this system.', fr: 'personne ne peut voir vos renseignements de santé au moyen de ce système.' };
    case 'custodian-record': {
      const { en, fr } = organization(scope.custodianId, parties);
      return { en: `nobody may see the health information that ${en} contributed.`, fr: `personne ne peut voir les renseignements de santé fournis par ${fr}.` };
    }
    case 'custodian-agents': {
      const { en, fr } = organization(scope.custodianId, parties);
      return { en: `nobody who acts for ${en} may see any of your health information.`, fr: `aucune personne agissant pour ${fr} ne peut voir vos renseignements de santé.` };
    }
    case 'person': {
      const name = parties.people.get(scope.userId)?.displayName ?? scope.userId;
      return { en: `${name} may not see any of your health information.`, fr: `${name} ne peut voir aucun de vos renseignements de santé.` };
    }
  }
}

const organization = (id: string, { organizations }: LetterParties): Bilingual => organizations.get(id)?.name ?? same(id);
const same = (text: string): Bilingual => ({ en: text, fr: text });
const contact = ({ en, fr }: Bilingual): Bilingual => ({ en: `Questions and changes: the privacy office of ${en}.`, fr: `Questions et modifications : le bureau de la protection de la vie privée de ${fr}.` });

const ZONE = 'America/Toronto';
const inBoth = (options: Intl.DateTimeFormatOptions) => {
  const en = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, ...options });
  const fr = new Intl.DateTimeFormat('fr-CA', { timeZone: ZONE, ...options });
  return (ms: number): Bilingual => ({ en: en.format(ms), fr: fr.format(ms) });
};
const day = inBoth({ dateStyle: 'long' });
const moment = inBoth({ dateStyle: 'long', timeStyle: 'short' });
