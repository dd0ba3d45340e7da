import { useTranslation } from '@longview/web-design-system';
import { useMemo } from 'react';
import classes from './account.module.css';
import { linesOf, type AgreementLine, type TextRun } from './agreement-lines.js';

/** The agreement as it is read and printed. What changed is marked by words for screen readers, by line and ground for eyes. */
export function AgreementText({ runs, language }: { readonly runs: readonly TextRun[]; readonly language: 'en' | 'fr' }) {
  const blocks = useMemo(() => blocksOf(linesOf(runs)), [runs]);
  return (
    <div className={classes.text} lang={language}>
      {blocks.map((block, index) => {
        if (block.kind === 'items') return <ul key={index}>{block.lines.map((line, item) => <li key={item}><Runs runs={line.runs} /></li>)}</ul>;
        return block.line.kind === 'heading' ? <h3 key={index}><Runs runs={block.line.runs} /></h3> : <p key={index}><Runs runs={block.line.runs} /></p>;
      })}
    </div>
  );
}

function Runs({ runs }: { readonly runs: readonly TextRun[] }) {
  const { t } = useTranslation('account');
  return runs.map(({ kind, text }, index) => {
    if (kind === 'ADDED') return <ins key={index}><span className={classes.spoken}>{t('agreement.added')} </span>{text}</ins>;
    return kind === 'REMOVED' ? <del key={index}><span className={classes.spoken}>{t('agreement.removed')} </span>{text}</del> : <span key={index}>{text}</span>;
  });
}

type Block = { readonly kind: 'line'; readonly line: AgreementLine } | { readonly kind: 'items'; readonly lines: AgreementLine[] };

/** Items that follow one another are one list. */
function blocksOf(lines: readonly AgreementLine[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (line.kind !== 'item') blocks.push({ kind: 'line', line });
    else if (last?.kind === 'items') last.lines.push(line);
    else blocks.push({ kind: 'items', lines: [line] });
  }
  return blocks;
}
