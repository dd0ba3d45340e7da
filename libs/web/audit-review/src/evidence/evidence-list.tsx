import type { ExplanationPartsFragment, ReasonPartsFragment } from '@longview/graphql-client';
import { useLanguage, useTranslation } from '@longview/web-design-system';
import { IconCheck, IconFlag } from '@tabler/icons-react';
import { useMoment } from '../moments.js';
import classes from './evidence-list.module.css';
import { explanationWords, reasonWords } from './evidence-words.js';

/** Why an access was flagged, a sentence for each reason, the weightiest first. */
export function WhyFlagged({ reasons, isFull = false }: { readonly reasons: readonly ReasonPartsFragment[]; readonly isFull?: boolean }) {
  const { t } = useTranslation('evidence');
  const { language } = useLanguage();
  return (
    <ul className={classes.list} data-side="why">
      {reasons.toSorted((a, b) => b.weight - a.weight).map((reason) => (
        <li key={reason.kind}>
          <IconFlag size={15} stroke={2} aria-hidden />
          <span>
            {reasonWords(t, reason, language)}
            {reason.count > 1 && <> {t('times', { count: reason.count })}</>}
            {isFull && <span className={classes.note}>{t('weighs', { title: t(`title.${reason.kind}`), weight: reason.weight, version: reason.ruleVersion })}{reason.weakenedBy > 0 && <> {t('weakened', { by: reason.weakenedBy })}</>}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What explains an access, with the time that each stands for. */
export function WhatExplains({ explanations, isFull = false }: { readonly explanations: readonly ExplanationPartsFragment[]; readonly isFull?: boolean }) {
  const { t } = useTranslation('evidence');
  const { language } = useLanguage();
  const moment = useMoment();
  if (explanations.length === 0) return <p className={classes.nothing}>{t('nothingExplains')}</p>;
  return (
    <ul className={classes.list} data-side="explains">
      {explanations.map((explanation, i) => (
        <li key={`${explanation.kind} ${i}`}>
          <IconCheck size={15} stroke={2.5} aria-hidden />
          <span>{explanationWords(t, explanation, language)}{isFull && <span className={classes.note}>{moment(explanation.at)}</span>}</span>
        </li>
      ))}
    </ul>
  );
}
