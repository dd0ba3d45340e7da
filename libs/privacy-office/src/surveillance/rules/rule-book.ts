import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Queryable } from '@longview/platform';
import { REASON_KINDS, type ReasonKind } from '../words.js';
import { ruleBookSchema, ruleDefinitionSchema, type Rule, type RuleBook } from './rule.js';

const FILE = path.resolve(import.meta.dirname, '../../../rules/default-rules.json');

/** The rules that the product comes with: version 1 of each. */
export async function readFirstRules(): Promise<RuleBook> {
  const { raiseAt, rules } = ruleBookSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  return { raiseAt, rules: REASON_KINDS.map((kind) => ({ kind, version: 1, ...rules[kind] })) };
}

/** The rules in force: the product's own, and over them the newest version that somebody made. */
export async function readRuleBook(connection: Queryable, first: RuleBook): Promise<RuleBook> {
  const { rows } = await connection.query<{ kind: ReasonKind; version: number; definition: unknown }>('select distinct on (kind) kind, version, definition from surveillance_rule order by kind, version desc');
  const newest = new Map(rows.map(({ kind, version, definition }): [ReasonKind, Rule] => [kind, { kind, version, ...ruleDefinitionSchema.parse(definition) }]));
  return { raiseAt: first.raiseAt, rules: first.rules.map((rule) => newest.get(rule.kind) ?? rule) };
}
