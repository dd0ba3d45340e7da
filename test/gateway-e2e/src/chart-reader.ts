import type { GatewayClient, RunningStack } from '@longview/test-support';

/** The parts of the portal's answers that these stories look at. */
export interface Outcome { readonly sourceId: string; readonly state: string; readonly recordCount: number; readonly withheldCount: number; readonly faultCode: string | null }
export interface Completeness { readonly isComplete: boolean; readonly isRestricted: boolean; readonly outcomes: readonly Outcome[] }
export interface Copy { readonly copyKey: string; readonly sourceId: string; readonly title: string; readonly status: string }
export interface Item { readonly id: string; readonly kind: string; readonly title: string; readonly status: string; readonly copies: readonly Copy[]; readonly studyInstanceUid: string | null; readonly reason: string }
export interface Slice { readonly __typename: string; readonly code?: string; readonly items: readonly Item[]; readonly outcomes: readonly Outcome[]; readonly removedItemIds: readonly string[]; readonly isLast: boolean; readonly completeness: Completeness | null }
export interface Candidate { readonly candidateKey: string; readonly hasSimilarName: boolean; readonly sourceIds: readonly string[]; readonly patient: { readonly healthNumber: string | null; readonly birthDate: string | null; readonly names: readonly { readonly family: string; readonly given: readonly string[] }[]; readonly localIdentifiers: readonly { readonly system: string; readonly value: string }[] } }
export interface Found { readonly __typename: string; readonly code?: string; readonly field?: string; readonly candidates: readonly Candidate[]; readonly mayOpenDirectly: boolean; readonly completeness: Completeness }

/** One person of the sandbox's cast; fictitious. */
export interface Story {
  readonly id: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly healthNumber: string;
  readonly recordNumbers: readonly { readonly siteId: string; readonly system: string; readonly value: string }[];
  readonly facts?: Readonly<Record<string, string>>;
}

export async function storyOf(stack: RunningStack, id: string): Promise<Story> {
  const stories = (await (await fetch(`${stack.sandboxAdmin}/story-cast`)).json()) as readonly Story[];
  const story = stories.find((one) => one.id === id);
  if (!story) throw new Error(`The cast has no ${id}: ${stories.map((one) => one.id).join(', ')}.`);
  return story;
}

export async function find(client: GatewayClient, input: Readonly<Record<string, string>>): Promise<Found> {
  return (await client.run<{ findPatients: Found }>('FindPatients', { input })).findPatients;
}

/** Finds by health number and opens the one person found. */
export async function open(client: GatewayClient, healthNumber: string): Promise<string> {
  const found = await find(client, { healthNumber });
  return openCandidate(client, found.candidates[0]!.candidateKey);
}

export async function openCandidate(client: GatewayClient, candidateKey: string): Promise<string> {
  return client.openPatient(candidateKey);
}

export interface Timeline { readonly slices: readonly Slice[]; readonly items: readonly Item[]; readonly outcomes: ReadonlyMap<string, Outcome>; readonly completeness: Completeness | null }

/** Reads a timeline to its end, as the portal puts it together. */
export async function readTimeline(client: GatewayClient, variables: Readonly<Record<string, unknown>>): Promise<Timeline> {
  const slices: Slice[] = [];
  const items = new Map<string, Item>();
  const outcomes = new Map<string, Outcome>();
  for await (const { timeline } of client.stream<{ timeline: Slice }>('Timeline', variables)) {
    slices.push(timeline);
    for (const outcome of timeline.outcomes ?? []) outcomes.set(outcome.sourceId, outcome);
    for (const id of timeline.removedItemIds ?? []) items.delete(id);
    for (const item of timeline.items ?? []) items.set(item.id, item);
  }
  return { slices, items: [...items.values()], outcomes, completeness: slices.at(-1)?.completeness ?? null };
}
