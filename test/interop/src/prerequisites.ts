import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe } from '@jest/globals';

const repository = path.resolve(import.meta.dirname, '../../..');

/** Where .ci/third-party.sh puts what comes from Maven Central. */
export const thirdPartyFolder = path.join(repository, '.data/third-party');
/** Sample data of others, beside the repository where somebody has put them. */
export const samplesFolder = path.resolve(repository, '../shared/samples');
/** Draws studies and writes them as DICOM files; there after a build. */
export const studyWriter = path.join(repository, 'apps/sandbox/dist/imaging/write-files.js');
export const hapiFhirFolder = path.join(repository, 'test/interop/third-party/hapi-fhir');

const hasProgram = (name: string) => spawnSync('which', [name]).status === 0;

/** Why a test cannot run here; `undefined` when it can. */
export type Prerequisite = () => string | undefined;

export const orthanc: Prerequisite = () => {
  if (!hasProgram('Orthanc')) return 'Orthanc is not installed';
  return existsSync('/usr/share/orthanc/plugins/libOrthancDicomWeb.so') ? undefined : 'the DICOMweb plugin of Orthanc is not installed';
};
export const hapiFhir: Prerequisite = () => {
  if (!hasProgram('java')) return 'java is not installed';
  return existsSync(path.join(thirdPartyFolder, 'hapi-fhir/classpath')) ? undefined : 'HAPI FHIR was not fetched by .ci/third-party.sh';
};
export const dcmtk: Prerequisite = () => (['storescp', 'dcmdump', 'dcmcrle'].every(hasProgram) ? undefined : 'DCMTK is not installed');
export const dicom3tools: Prerequisite = () => (hasProgram('dciodvfy') ? undefined : 'dicom3tools is not installed');
export const keycloak: Prerequisite = () => {
  if (!hasProgram('java')) return 'java is not installed';
  return existsSync(path.join(thirdPartyFolder, 'keycloak-26.4.7/bin/kc.sh')) ? undefined : 'Keycloak was not fetched by .ci/third-party.sh';
};
const isBuilt = (file: string, what: string): Prerequisite => () => (existsSync(path.join(repository, file)) ? undefined : `${what} is not built`);
export const builtSandbox = isBuilt('apps/sandbox/dist/imaging/write-files.js', 'the sandbox');
export const builtGateway = isBuilt('apps/gateway/dist/main.js', 'the gateway');
export const builtViewer = isBuilt('apps/viewer/dist/viewer-manifest.json', 'the viewer');
export const sample = (folder: string): Prerequisite => () => (existsSync(path.join(samplesFolder, folder)) ? undefined : `the samples ${folder} are not there`);

/** A `describe` that runs only where everything it needs is there, and otherwise is skipped with the reason in its name. */
export function describeWith(needs: readonly Prerequisite[], name: string, tests: () => void): void {
  const missing = needs.map((need) => need()).filter((reason) => reason !== undefined);
  if (missing.length === 0) describe(name, tests);
  else describe.skip(`${name} (skipped: ${missing.join('; ')})`, tests);
}
