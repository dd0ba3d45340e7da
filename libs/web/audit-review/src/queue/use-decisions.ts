import { DecideFlagDocument, type FlagDecisionInput } from '@longview/graphql-client';
import { useAnnounce, useTranslation } from '@longview/web-design-system';
import { useState } from 'react';
import { useSend, type Trouble } from '../answers.js';
import type { FlagLine } from './flag-line.js';

export interface Decisions {
  readonly isBusy: boolean;
  /** What was decided last and can be taken back. */
  readonly last: FlagLine | undefined;
  readonly forget: () => void;
  /** Somebody else was quicker: what stands now. */
  readonly conflict: FlagLine | undefined;
  readonly trouble: Trouble | undefined;
  /** True once it is decided. */
  readonly decide: (flag: FlagLine, input: FlagDecisionInput) => Promise<boolean>;
}

/** Decides flags as they were seen: what somebody else decided first is shown, not overwritten. */
export function useDecisions(replace: (flag: FlagLine) => void): Decisions {
  const { t } = useTranslation('privacy');
  const announce = useAnnounce();
  const { send, isBusy } = useSend();
  const [last, setLast] = useState<FlagLine>();
  const [conflict, setConflict] = useState<FlagLine>();
  const [trouble, setTrouble] = useState<Trouble>();
  const decide = async (flag: FlagLine, input: FlagDecisionInput): Promise<boolean> => {
    const outcome = await send(DecideFlagDocument, { flag: { id: flag.id, version: flag.version }, input });
    if (outcome === undefined) return false;
    setTrouble(outcome.trouble);
    setConflict(undefined);
    if (outcome.trouble) return false;
    if (outcome.answer.__typename === 'FlagConflict') {
      replace(outcome.answer.flag);
      setConflict(outcome.answer.flag);
      setLast(undefined);
      return false;
    }
    replace(outcome.answer);
    // What went on to the person or into a case is settled there.
    setLast(outcome.answer.state === 'EXPLAINED' ? outcome.answer : undefined);
    announce(t(`decided.${input.decision}`, { name: flag.user.name }));
    return true;
  };
  return { isBusy, last, forget: () => setLast(undefined), conflict, trouble, decide };
}
