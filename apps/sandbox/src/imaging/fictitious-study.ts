import { createHash } from 'node:crypto';
import type { SandboxStudy } from './sandbox-study.js';

/** A UID that a name decides, the same on every machine (PS3.5 B.2). */
export function uidOf(name: string): string {
  return `2.25.${BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 30)}`)}`;
}

/** A study of a fictitious person to start from; give what matters. `images` says how many each series has. */
export function fictitiousStudy(name: string, given: Partial<SandboxStudy> & { readonly images?: readonly number[]; readonly frames?: number } = {}): SandboxStudy {
  const { images = [1], frames, ...attributes } = given;
  return {
    studyInstanceUid: uidOf(`study ${name}`),
    accession: `A-${name}`.slice(0, 16),
    issuerOfAccession: 'EXAMPLE-SITE',
    patient: { id: 'EX1001', issuer: 'EXAMPLE-SITE', family: 'Exemple-Fictif', given: ['Zoë', 'Éloïse'], birthDate: '1961-04-09', sex: 'F', otherIds: [] },
    modality: 'DX',
    content: 'wrist-fracture',
    date: '20250214',
    time: '093015',
    timezoneOffset: '-0500',
    description: 'Poignet gauche, 3 incidences',
    bodyPart: 'WRIST',
    laterality: 'L',
    institution: 'Hôpital fictif (SYNTHETIC)',
    referrer: { family: 'Référence', given: ['Anaïs'] },
    seed: 11,
    series: images.map((count, index) => ({
      seriesInstanceUid: uidOf(`series ${name} ${index}`),
      description: `Series ${index + 1}`,
      instances: Array.from({ length: count }, (_, image) => uidOf(`image ${name} ${index} ${image}`)),
      ...(frames ? { frames } : {}),
    })),
    ...attributes,
  };
}
