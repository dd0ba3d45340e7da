import type { ChangeRequest } from '@longview/participants';
import { findPatientLooks, findReviewedUsers, readPatientLooks } from './explore/patient-looks.js';
import { readUserActivity, type UserActivityQuestion } from './explore/user-activity.js';
import { decideFlag, type FlagDecisionInput } from './flags/decide-flag.js';
import { listFlags, type FlagQuestion } from './flags/list-flags.js';
import { readFlag } from './flags/read-flag.js';
import { listViews, removeView, saveView } from './flags/saved-views.js';
import { changeRule, previewRetiring, readRules, type RuleChange } from './rules/manage-rules.js';
import { cancelRun, listRuns, startRun } from './runs.js';
import { changeSampling, decideSample, readSampleQueue } from './sampling.js';
import type { SurveillanceDeps } from './surveillance-deps.js';
import { readWatchList, unwatchPatient, watchPatient, type WatchedPatientInput } from './watch-list.js';
import type { ReasonKind } from './words.js';

type Seen = { readonly id: string; readonly version: number };
type Page = { readonly offset: number; readonly limit: number };

/** Everything that a reviewer can ask or do. Who may is decided in each, and each reading is in the log before it is answered. */
export type Surveillance = ReturnType<typeof createSurveillance>;

export function createSurveillance(deps: SurveillanceDeps) {
  return {
    flags: (request: ChangeRequest, question: FlagQuestion) => listFlags(deps, request, question),
    flag: (request: ChangeRequest, id: string) => readFlag(deps, request, id),
    decide: (request: ChangeRequest, seen: Seen, input: FlagDecisionInput) => decideFlag(deps, request, seen, input),
    views: (request: ChangeRequest) => listViews(deps, request),
    saveView: (request: ChangeRequest, view: { readonly name: string; readonly question: string }) => saveView(deps, request, view),
    removeView: (request: ChangeRequest, id: string) => removeView(deps, request, id),
    rules: (request: ChangeRequest) => readRules(deps, request),
    changeRule: (request: ChangeRequest, change: RuleChange) => changeRule(deps, request, change),
    previewRetiring: (request: ChangeRequest, kind: ReasonKind, days: number) => previewRetiring(deps, request, kind, days),
    runs: (request: ChangeRequest) => listRuns(deps, request),
    startRun: (request: ChangeRequest, period: { readonly fromMs: number; readonly untilMs: number }) => startRun(deps, request, period),
    cancelRun: (request: ChangeRequest, id: string) => cancelRun(deps, request, id),
    watchList: (request: ChangeRequest) => readWatchList(deps, request),
    watch: (request: ChangeRequest, input: WatchedPatientInput) => watchPatient(deps, request, input),
    unwatch: (request: ChangeRequest, seen: Seen) => unwatchPatient(deps, request, seen),
    samples: (request: ChangeRequest, page: Page) => readSampleQueue(deps, request, page),
    decideSample: (request: ChangeRequest, seen: Seen, input: FlagDecisionInput) => decideSample(deps, request, seen, input),
    changeSampling: (request: ChangeRequest, perWeek: number) => changeSampling(deps, request, perWeek),
    userActivity: (request: ChangeRequest, question: UserActivityQuestion) => readUserActivity(deps, request, question),
    patientLooks: (request: ChangeRequest, patientKey: string, page: Page) => readPatientLooks(deps, request, patientKey, page),
    findPatientLooks: (request: ChangeRequest, healthNumber: string) => findPatientLooks(deps, request, healthNumber),
    findUsers: (request: ChangeRequest, text: string) => findReviewedUsers(deps, request, text),
  };
}
