import { parseArgs } from 'node:util';
import { createIdSource, systemClock } from '@longview/platform';
import { readProvinceFile, secretReaderFor, type ProvinceFile } from '@longview/province';
import { imageEndpointOf, SourceFault, type RecordConnector } from '@longview/sources-contract';
import { createDicomwebConnector } from '@longview/sources-dicomweb';
import { createFhirConnector } from '@longview/sources-fhir';
import type { Check } from './check.js';
import { EXIT, UsageError, type Command, type Surroundings } from './command.js';
import { checkDatabase } from './database-check.js';
import { DATABASE_HELP, databaseAddresses } from './database-address.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'checks the province file, the database, the clock and every source',
  help: `longview doctor [--province <file>] [--timeout-ms <n>]

Looks at everything an installation stands on and says what is wrong with it. Asks no source about any patient.

  --province <file>     the province file; otherwise LONGVIEW_PROVINCE
  --timeout-ms <n>      how long a source may take; 10000 if not said
${DATABASE_HELP}`,
  async run(args, surroundings) {
    const { values } = parseArgs({ args: [...args], options: { province: { type: 'string' }, 'timeout-ms': { type: 'string' } } });
    const file = values.province ?? surroundings.environment['LONGVIEW_PROVINCE'];
    if (!file) throw new UsageError('Neither --province nor LONGVIEW_PROVINCE names the province file.');
    const timeoutMs = Number(values['timeout-ms'] ?? 10_000);
    if (!Number.isInteger(timeoutMs) || timeoutMs <= 0) throw new UsageError('--timeout-ms is a number of milliseconds.');
    const checks = await examine(file, timeoutMs, surroundings);
    const width = Math.max(...checks.map(({ name }) => name.length));
    // Red first: what has to be done stands where it is seen.
    for (const { name, isGood, detail } of checks.toSorted((a, b) => Number(a.isGood) - Number(b.isGood))) surroundings.print(`${isGood ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${detail}`);
    const failed = checks.filter(({ isGood }) => !isGood).length;
    surroundings.print(failed === 0 ? `All ${checks.length} checks are good.` : `${failed} of ${checks.length} checks failed.`);
    return failed === 0 ? EXIT.ok : EXIT.foundProblems;
  },
};

async function examine(file: string, timeoutMs: number, surroundings: Surroundings): Promise<readonly Check[]> {
  const { check, province } = await checkProvinceFile(file);
  const database = checkDatabase(databaseAddresses(surroundings));
  const sources = province ? checkSources(province, file, timeoutMs, surroundings) : Promise.resolve([]);
  return [check, ...(await database), ...(await sources)];
}

async function checkProvinceFile(file: string): Promise<{ readonly check: Check; readonly province?: ProvinceFile }> {
  const name = 'province file';
  try {
    const province = await readProvinceFile(file);
    const { organizations, users, sources } = province;
    return { province, check: { name, isGood: true, detail: `${organizations.length} organizations, ${users.length} users, ${sources.length} sources` } };
  } catch (error) {
    return { check: { name, isGood: false, detail: error instanceof Error ? error.message : 'cannot be read' } };
  }
}

async function checkSources(province: ProvinceFile, file: string, timeoutMs: number, { environment }: Surroundings): Promise<readonly Check[]> {
  const deps = { clock: systemClock, ids: createIdSource(systemClock), readSecret: secretReaderFor(file, environment) };
  return Promise.all(province.sources.flatMap((definition) => {
    const checks = [checkSource(`source ${definition.id}`, definition.records.protocol === 'fhir-r4' ? createFhirConnector(definition, deps) : createDicomwebConnector(definition, deps), timeoutMs)];
    const images = imageEndpointOf(definition);
    // Pixels through another door than the records: a door that can be shut by itself.
    if (images && definition.records.protocol !== 'dicomweb') checks.push(checkSource(`images of ${definition.id}`, createDicomwebConnector({ ...definition, records: images }, deps), timeoutMs));
    return checks;
  }));
}

async function checkSource(name: string, connector: RecordConnector, timeoutMs: number): Promise<Check> {
  const startMs = systemClock.monotonicMs();
  try {
    await connector.checkHealth({ signal: AbortSignal.timeout(timeoutMs), requestId: 'longview-doctor' });
    return { name, isGood: true, detail: `answers in ${Math.round(systemClock.monotonicMs() - startMs)} ms` };
  } catch (error) {
    return { name, isGood: false, detail: error instanceof SourceFault ? `${error.message} (${error.code})` : 'The source cannot be asked.' };
  } finally {
    await connector.close();
  }
}
