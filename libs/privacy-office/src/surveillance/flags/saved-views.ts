import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { reviewScope, type SurveillanceDeps } from '../surveillance-deps.js';

/** A question of the queue that a reviewer keeps under a name: their own and nobody else's. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** As the screen wrote it. */
  readonly question: string;
}

const MOST_VIEWS = 30;
const LONGEST_NAME = 80;
const LONGEST_QUESTION = 2_000;

type Outcome = readonly SavedView[] | ChangeRefusal;

export async function listViews({ database }: SurveillanceDeps, { actor }: ChangeRequest): Promise<Outcome> {
  const scope = reviewScope(actor);
  if ('rule' in scope) return { kind: 'refused', code: 'not-allowed', rule: scope.rule };
  return (await database.query<SavedView>('select id, name, question from flag_view where user_id = $1 order by lower(name), id', [actor.userId])).rows;
}

/** Keeps a view; one of the same name becomes it. */
export async function saveView(deps: SurveillanceDeps, request: ChangeRequest, { name, question }: Omit<SavedView, 'id'>): Promise<Outcome> {
  const views = await listViews(deps, request);
  if ('kind' in views) return views;
  const called = name.trim();
  if (called === '' || called.length > LONGEST_NAME) return { kind: 'refused', code: 'invalid-input', field: 'name', problem: called === '' ? 'missing' : 'too-long' };
  if (question.length > LONGEST_QUESTION) return { kind: 'refused', code: 'invalid-input', field: 'question', problem: 'too-long' };
  if (views.length >= MOST_VIEWS && !views.some((view) => view.name === called)) return { kind: 'refused', code: 'invalid-input', field: 'name', problem: 'too-many' };
  await deps.database.query('insert into flag_view (id, user_id, name, question) values ($1, $2, $3, $4) on conflict (user_id, name) do update set question = excluded.question', [deps.ids.newId(), request.actor.userId, called, question]);
  return listViews(deps, request);
}

export async function removeView(deps: SurveillanceDeps, request: ChangeRequest, id: string): Promise<Outcome> {
  await deps.database.query('delete from flag_view where id = $1 and user_id = $2', [id, request.actor.userId]);
  return listViews(deps, request);
}
