import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadRoster, type RosterDeps } from '@longview/care-relationship';
import type { Logger } from '@longview/platform';
import type { ProvinceFile } from '@longview/province';

/** The installation itself, for what it does at its start without anybody asking. */
const INSTALLATION = { userId: 'longview', displayName: 'Longview', roles: [] };

/**
 * Loads the rosters that the province file names. One that cannot be used is told to the operator, by line, and keeps
 * nobody from working: people are asked for a reason instead.
 */
export async function loadRosters(province: ProvinceFile, provinceFile: string, deps: RosterDeps, log: Logger): Promise<void> {
  for (const { id, rosterFile } of province.organizations) {
    if (rosterFile === undefined) continue;
    try {
      const outcome = await loadRoster(deps, id, await readFile(path.resolve(path.dirname(provinceFile), rosterFile), 'utf8'), INSTALLATION);
      if (outcome.kind === 'problems') log.error({ organizationId: id, lines: outcome.problems.slice(0, 20).map(({ line }) => line), problemCount: outcome.problems.length }, 'a roster has lines that are no health numbers: it is not loaded');
      else log.info({ organizationId: id, patientCount: outcome.patientCount }, 'a roster is loaded');
    } catch (error) {
      log.error({ err: error, organizationId: id }, 'a roster could not be loaded');
    }
  }
}
