import {
  onboardingSteps, provincialDay, type Agreement, type Assessment, type OfficesView, type OnboardingStep, type OrganizationAlert, type OrganizationLine as OrganizationLineFacts, type OrganizationView,
  type RoleHolder, type Site,
} from '@longview/participants';
import type { AlertCount, ChecklistStep, OfficeHolder, OrganizationAgreement, OrganizationLine, OrganizationOffices, OrganizationSite, ParticipatingOrganization, SourceAssessment } from './organizations.models.js';

const DAY_MS = 86_400_000;

export function toOrganizationLine({ id, nameEn, nameFr, sector, status, statusReason, statusSinceMs, isSolePractitioner, isViewing, isContributing, alerts, siteCount, userCount }: OrganizationLineFacts): OrganizationLine {
  return { organizationId: id, name: { en: nameEn, fr: nameFr }, sector, status, statusReason, statusSince: statusSinceMs, isSolePractitioner, isViewing, isContributing, alerts, siteCount, userCount };
}

export const toAlertCounts = (counts: Readonly<Record<OrganizationAlert, number>>): readonly AlertCount[] => Object.entries(counts).map(([alert, organizations]) => ({ alert: alert as OrganizationAlert, organizations }));

export function toSite({ id, nameEn, nameFr, address, city, postalCode }: Site): OrganizationSite {
  return { siteId: id, name: { en: nameEn, fr: nameFr }, address, city, postalCode };
}

export function toOffices(view: Omit<OfficesView, 'organizationId'>, organizationId: string): OrganizationOffices {
  return { __typename: 'OrganizationOffices', organizationId, isSolePractitioner: view.isSolePractitioner, situation: view.situation, holders: view.holders.map(toHolder), proposable: view.proposable, alerts: view.alerts };
}

function toHolder({ id, sinceMs, lastAttestedAtMs, pending, ...holder }: RoleHolder): OfficeHolder {
  return {
    ...holder, holderId: id, ...(sinceMs !== undefined && { since: sinceMs }), ...(lastAttestedAtMs !== undefined && { lastAttestedAt: lastAttestedAtMs }),
    ...(pending && { pending: { change: pending.change, proposedBy: pending.proposedBy, proposedAt: pending.proposedAtMs, reason: pending.reason, waitingFor: pending.waitingFor } }),
  };
}

/** @param contributedSourceIds sources that the organization is accountable for. */
export function toOrganization(view: OrganizationView, { nowMs, assessmentMaximumAgeDays, contributedSourceIds }: { readonly nowMs: number; readonly assessmentMaximumAgeDays: number; readonly contributedSourceIds: readonly string[] }): ParticipatingOrganization {
  const today = provincialDay(nowMs);
  const oldest = provincialDay(nowMs - assessmentMaximumAgeDays * DAY_MS);
  const needsPerson = new Set(onboardingSteps(view.isSolePractitioner).filter((rule) => rule.needsPerson).map(({ step }) => step));
  return {
    __typename: 'ParticipatingOrganization', line: toOrganizationLine(view), version: view.version, isOwn: view.isOwn, phone: view.phone, privacyEmail: view.privacyEmail, sourceIds: view.sourceIds, contributedSourceIds,
    steps: view.steps.map((step) => toStep(step, needsPerson.has(step.step))),
    agreements: view.agreements.map((agreement) => toAgreement(agreement, today)),
    assessments: view.assessments.map((assessment): SourceAssessment => toAssessment(assessment, oldest)),
    offices: toOffices(view, view.id),
    history: view.history.map(({ atMs, ...entry }) => ({ at: atMs, ...entry })),
  };
}

function toStep({ currentSinceMs, completedAtMs, ...step }: OnboardingStep, needsPerson: boolean): ChecklistStep {
  return { ...step, needsPerson, ...(currentSinceMs !== undefined && { currentSince: currentSinceMs }), ...(completedAtMs !== undefined && { completedAt: completedAtMs }) };
}

function toAgreement({ id, version, endedAtMs, ...agreement }: Agreement, today: string): OrganizationAgreement {
  const isInForce = endedAtMs === undefined && agreement.effectiveFrom <= today && (agreement.effectiveTo === undefined || agreement.effectiveTo >= today);
  return { ...agreement, agreementId: id, agreementVersion: version, isInForce, ...(endedAtMs !== undefined && { endedAt: endedAtMs }) };
}

const toAssessment = (assessment: Assessment, oldest: string): SourceAssessment => ({ ...assessment, isDue: assessment.assessedOn < oldest });
