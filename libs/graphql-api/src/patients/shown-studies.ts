import { Injectable } from '@nestjs/common';
import type { DisclosedGroup } from '../timeline/to-timeline-item.js';

interface Shown {
  readonly groups: Map<string, DisclosedGroup>;
  /** True once a timeline ran to its end: then no study is missing here that anybody told of. */
  isWhole: boolean;
}

/** Patients whose studies are remembered at once, over all sessions of this process. */
const MAX_PATIENTS = 500;
const MAX_STUDIES = 2_000;

/**
 * Imaging studies and reports that a session was shown, so that opening one shows its priors and report without asking
 * every source again. Memory only, bounded, gone with the session; whoever finds nothing here asks again.
 */
@Injectable()
export class ShownStudies {
  private readonly shown = new Map<string, Shown>();

  note(sessionId: string, patientKey: string, groups: readonly DisclosedGroup[], removedGroupIds: readonly string[], isLast: boolean): void {
    const key = keyOf(sessionId, patientKey);
    const entry = this.shown.get(key) ?? { groups: new Map<string, DisclosedGroup>(), isWhole: false };
    for (const id of removedGroupIds) entry.groups.delete(id);
    for (const group of groups) if ((group.kind === 'imaging-study' || group.kind === 'report') && entry.groups.size < MAX_STUDIES) entry.groups.set(group.id, group);
    entry.isWhole ||= isLast;
    // Put back last: the one used longest ago goes first.
    this.shown.delete(key);
    this.shown.set(key, entry);
    for (const oldest of this.shown.keys()) {
      if (this.shown.size <= MAX_PATIENTS) break;
      this.shown.delete(oldest);
    }
  }

  /** What was shown of this patient; `undefined` when this study is not among it and more may be to come. */
  find(sessionId: string, patientKey: string, studyInstanceUid: string): readonly DisclosedGroup[] | undefined {
    const entry = this.shown.get(keyOf(sessionId, patientKey));
    if (!entry) return undefined;
    const groups = [...entry.groups.values()];
    return entry.isWhole || groups.some((group) => holdsStudy(group, studyInstanceUid)) ? groups : undefined;
  }

  forget(sessionId: string): void {
    for (const key of this.shown.keys()) if (key.startsWith(`${sessionId} `)) this.shown.delete(key);
  }

  forgetAll(): void {
    this.shown.clear();
  }
}

/** True for the group of this very study. */
export const holdsStudy = ({ members }: DisclosedGroup, studyInstanceUid: string): boolean =>
  members.some((member) => member.kind === 'imaging-study' && member.studyInstanceUid === studyInstanceUid);

const keyOf = (sessionId: string, patientKey: string): string => `${sessionId} ${patientKey}`;
