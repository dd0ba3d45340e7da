import type { DicomIdentity } from './dicom-identity.js';
import type { IdentityVerdict, WindowPatient } from './window-protocol.js';

/**
 * Whether the images are those of the person the window was opened for. The server has matched the study already; this
 * second look, at the objects themselves, is for the mix-up of two windows, and for an archive whose objects are not
 * what its index says. `different` stops the viewer; `unsure` asks the reader to look.
 *
 * - two full birth dates that disagree: different, whatever else agrees
 * - a number in common, or family and given name alike: same
 * - nothing alike in the names, or the same family with another given name (twins): different
 * - anything between, such as a name changed by marriage without a number in common: unsure
 */
export function compareWithWindow(images: DicomIdentity, patient: WindowPatient): IdentityVerdict {
  if (images.birthDate && patient.birthDate?.length === 10 && images.birthDate !== patient.birthDate) return 'different';
  const isBirthDateAlike = images.birthDate !== undefined && images.birthDate === patient.birthDate;
  const names = bestNameAgreement(images, patient);
  const hasCommonNumber = images.identifiers.some((value) => patient.identifiers.some((known) => foldNumber(known) === foldNumber(value)));
  if (hasCommonNumber) return isBirthDateAlike || names !== 'none' ? 'same' : names === 'none' && images.names.length > 0 ? 'different' : 'unsure';
  switch (names) {
    case 'both': return 'same';
    case 'given': return isBirthDateAlike ? 'unsure' : 'different';
    case 'family': return 'different';
    case 'family-only-known': return 'unsure';
    case 'none': return images.names.length > 0 ? 'different' : 'unsure';
  }
}

type NameAgreement = 'both' | 'family-only-known' | 'given' | 'family' | 'none';
const RANK: readonly NameAgreement[] = ['none', 'family', 'given', 'family-only-known', 'both'];

function bestNameAgreement({ names: recorded }: DicomIdentity, { names: known }: WindowPatient): NameAgreement {
  let best: NameAgreement = 'none';
  for (const a of recorded) {
    for (const b of known) {
      const agreement = nameAgreement(a, b);
      if (RANK.indexOf(agreement) > RANK.indexOf(best)) best = agreement;
    }
  }
  return best;
}

interface Name { readonly family: string; readonly given: readonly string[] }

function nameAgreement(a: Name, b: Name): NameAgreement {
  const isFamilyAlike = overlap(words([a.family]), words([b.family]), (x, y) => x === y);
  const [givenA, givenB] = [words(a.given), words(b.given)];
  if (givenA.length === 0 || givenB.length === 0) return isFamilyAlike ? 'family-only-known' : 'none';
  // An initial, or a given name that the archive cut off, still is that name.
  const isGivenAlike = overlap(givenA, givenB, (x, y) => x.startsWith(y) || y.startsWith(x));
  return isFamilyAlike ? (isGivenAlike ? 'both' : 'family') : isGivenAlike ? 'given' : 'none';
}

function overlap(a: readonly string[], b: readonly string[], isAlike: (x: string, y: string) => boolean): boolean {
  return a.some((x) => b.some((y) => isAlike(x, y)));
}

/** Lower case, without accents, hyphens and apostrophes; titles and single particles tell nobody from anybody. */
function words(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/['’]/g, '').toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '' && !PARTICLES.has(word));
}

const PARTICLES: ReadonlySet<string> = new Set(['de', 'des', 'du', 'la', 'le', 'les', 'van', 'von', 'der', 'den', 'da', 'dos', 'di', 'al', 'el', 'bin', 'dr', 'mr', 'mrs', 'ms', 'mme']);

function foldNumber(value: string): string {
  return value.replaceAll(/[\s-]/g, '').toUpperCase();
}
