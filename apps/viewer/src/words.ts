import type { EndReason } from './window-protocol.js';

interface Words {
  readonly recordedInImages: string;
  readonly nobodyNamed: string;
  readonly severalPeople: string;
  readonly born: string;
  readonly sex: Readonly<Record<string, string>>;
  readonly checkName: string;
  readonly notCompared: string;
  readonly notForDiagnosis: string;
  readonly ended: Readonly<Record<EndReason, { readonly title: string; readonly text: readonly string[] }>>;
}

const en: Words = {
  recordedInImages: 'Recorded in the images:',
  nobodyNamed: 'no patient name',
  severalPeople: 'more than one patient',
  born: 'Born',
  sex: { M: 'Male', F: 'Female', O: 'Other' },
  checkName: 'Check the name: it is not written as in the patient banner.',
  notCompared: 'Not compared with a patient banner',
  notForDiagnosis: 'Not for primary diagnosis on this screen',
  ended: {
    'wrong-patient': { title: 'Stop: these images name another patient', text: ['The patient recorded in the images is not the patient of this window. The images have been removed.', 'Close this window, and report this to your privacy office before you open the study again.'] },
    'access-ended': { title: 'Access to these images has ended', text: ['The images have been removed from this window.', 'To see them again, open the study from the patient’s timeline.'] },
    'signed-out': { title: 'You have signed out', text: ['The images have been removed from this window.'] },
    locked: { title: 'Your session is locked', text: ['The images have been removed from this window. Unlock your session and open the study again.'] },
    'not-available': { title: 'These images cannot be shown', text: ['Either the study is not available at this time, or it was not opened from a patient’s timeline.', 'Go back to the timeline and open the study from there.'] },
  },
};

const fr: Words = {
  recordedInImages: 'Inscrit dans les images :',
  nobodyNamed: 'aucun nom de patient',
  severalPeople: 'plus d’un patient',
  born: 'Né(e) le',
  sex: { M: 'Masculin', F: 'Féminin', O: 'Autre' },
  checkName: 'Vérifiez le nom : il n’est pas écrit comme dans le bandeau du patient.',
  notCompared: 'Non comparé à un bandeau de patient',
  notForDiagnosis: 'Ne pas utiliser cet écran pour un diagnostic primaire',
  ended: {
    'wrong-patient': { title: 'Arrêt : ces images nomment un autre patient', text: ['Le patient inscrit dans les images n’est pas le patient de cette fenêtre. Les images ont été retirées.', 'Fermez cette fenêtre et signalez-le à votre bureau de la protection de la vie privée avant de rouvrir l’examen.'] },
    'access-ended': { title: 'L’accès à ces images a pris fin', text: ['Les images ont été retirées de cette fenêtre.', 'Pour les revoir, ouvrez l’examen à partir de la chronologie du patient.'] },
    'signed-out': { title: 'Vous avez fermé votre session', text: ['Les images ont été retirées de cette fenêtre.'] },
    locked: { title: 'Votre session est verrouillée', text: ['Les images ont été retirées de cette fenêtre. Déverrouillez votre session et rouvrez l’examen.'] },
    'not-available': { title: 'Ces images ne peuvent pas être affichées', text: ['Soit l’examen n’est pas disponible pour le moment, soit il n’a pas été ouvert à partir de la chronologie d’un patient.', 'Retournez à la chronologie et ouvrez l’examen à partir de là.'] },
  },
};

/** The words of the page's language; `boot.js` has settled it as English or French. */
export function wordsOf(language: string): Words {
  return language === 'fr' ? fr : en;
}
