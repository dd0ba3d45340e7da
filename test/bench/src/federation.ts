import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { parse, stringify } from 'yaml';
import { cpuMsOf, startPeer, type Peer, YOUNG_GENERATION } from './federation-peers/peer.js';

export const name = 'federation';

interface Goal { readonly name: string; readonly value: number; readonly goal: string; readonly met: boolean }
interface Slice { readonly timeline: { readonly items: readonly unknown[]; readonly isLast: boolean; readonly code?: string } }
interface Timing { readonly firstRowMs: number; readonly lastMs: number; readonly items: number }

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ITEMS = 200;
/** A gateway runs for weeks: after 600 queries the compilers' threads still took a tenth of its CPU, 256 sources need fewer. */
const WARM_UP_QUERIES = { 16: 2_000, 256: 400 } as const;
const WARMED_AT_ONCE = 4;
const MEASURED_ROUNDS = 9;

/** The real gateway over these sources, with an opened patient; the simulated province lends its identity provider only. */
class Gateway {
  private constructor(private readonly stack: RunningStack, private readonly client: GatewayClient, private readonly patientKey: string) {}

  static async start(ports: readonly number[]): Promise<Gateway> {
    const stack = await startStack({ env: { NODE_OPTIONS: YOUNG_GENERATION }, sandboxArguments: ['--patients', '20'], province: (text) => provinceOf(text, ports) });
    return Gateway.signedIn(stack);
  }

  /** The same gateway, in another session with the patient open: one session may hold so many streams only. */
  another(): Promise<Gateway> {
    return Gateway.signedIn(this.stack);
  }

  private static async signedIn(stack: RunningStack): Promise<Gateway> {
    const client = await stack.signIn('dr.leclair');
    const found = await client.run<{ findPatients: { candidates: { candidateKey: string }[] } }>('FindPatients', { input: { healthNumber: '9876543217' } });
    return new Gateway(stack, client, await client.openPatient(found.findPatients.candidates[0]!.candidateKey));
  }

  async timeline(): Promise<Timing> {
    const startedMs = performance.now();
    let firstRowMs = Number.NaN;
    let items = 0;
    for await (const { timeline } of this.client.stream<Slice>('Timeline', { patientKey: this.patientKey, kinds: ['REPORT'] })) {
      if (timeline.code) throw new Error(`The timeline was refused: ${timeline.code}`);
      items += timeline.items.length;
      if (items > 0 && Number.isNaN(firstRowMs)) firstRowMs = performance.now() - startedMs;
    }
    return { firstRowMs, lastMs: performance.now() - startedMs, items };
  }

  /** Leaves once the first rows are there, as a physician who found what they came for. */
  async firstRowMs(): Promise<number> {
    const startedMs = performance.now();
    for await (const { timeline } of this.client.stream<Slice>('Timeline', { patientKey: this.patientKey, kinds: ['REPORT'] })) if (timeline.items.length > 0) break;
    return performance.now() - startedMs;
  }

  get pid(): number {
    return this.stack.gatewayPid;
  }

  async metric(metricName: string): Promise<number> {
    const text = await (await fetch(`${this.stack.baseUrl}/metrics`)).text();
    return Number(new RegExp(`^${metricName}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1]);
  }

  stop(): Promise<void> {
    return this.stack.stop();
  }
}

function provinceOf(text: string, ports: readonly number[]): string {
  const province = parse(text) as { organizations: { id: string; entitledSources: unknown }[]; users: { memberships: { sources?: unknown }[] }[]; sources: unknown[]; identifierDomains: unknown[] };
  for (const organization of province.organizations) organization.entitledSources = 'all';
  for (const { memberships } of province.users) for (const membership of memberships) membership.sources = 'organization';
  province.identifierDomains = [];
  province.sources = ports.map((port, i) => ({ id: `s${i}`, name: { en: `Source ${i}`, fr: `Source ${i}` }, custodianId: province.organizations[0]!.id, identifierSystem: `urn:bench:${i}`, kinds: ['report'], records: { protocol: 'fhir-r4', baseUrl: `http://127.0.0.1:${port}/fhir`, patientSearch: 'chained' } }));
  return stringify(province);
}

/** CPU milliseconds one query costs these processes together, over many. */
async function cpuPerQuery(pids: readonly number[], query: () => Promise<unknown>, count: number): Promise<number> {
  const nowMs = (): number => pids.reduce((sumMs, pid) => sumMs + cpuMsOf(pid), 0);
  const beforeMs = nowMs();
  for (let i = 0; i < count; i++) await query();
  return (nowMs() - beforeMs) / count;
}

/** CPU milliseconds a query, round by round: the same round of all stood on the same machine at the same time. */
type Samples = Readonly<Record<string, readonly number[]>>;

interface Contender { readonly name: string; readonly pids: readonly number[]; query(): Promise<unknown> }

/** Interleaved rounds, so that whatever the machine does else falls on all alike. */
async function measureCpu(contenders: readonly Contender[], queriesARound: number, warmUpQueries: number): Promise<Samples> {
  const samples: Record<string, number[]> = Object.fromEntries(contenders.map(({ name: contender }) => [contender, []]));
  for (const { query } of contenders) await Promise.all(Array.from({ length: WARMED_AT_ONCE }, async () => { for (let i = 0; i < warmUpQueries / WARMED_AT_ONCE; i++) await query(); }));
  for (let round = 0; round < MEASURED_ROUNDS; round++) {
    for (const { name: contender, pids, query } of contenders) samples[contender]!.push(await cpuPerQuery(pids, query, queriesARound));
  }
  return samples;
}

/** The median of the rounds' ratios. */
const ratioOf = (samples: Samples, above: string, below: string): number => median(samples[above]!.map((cpuMs, round) => cpuMs / samples[below]![round]!));

/** Each with the same sequence of delays. */
async function measureLatency(gateway: Gateway, bare: Peer, sources: Peer, rounds: number): Promise<{ ours: Timing[]; bareMs: number[] }> {
  const ours: Timing[] = [];
  const bareMs: number[] = [];
  for (let seed = 1; seed <= rounds; seed++) {
    await sources.tell({ delays: 'lognormal', seed });
    ours.push(await gateway.timeline());
    await sources.tell({ delays: 'lognormal', seed });
    const startedMs = performance.now();
    await bare.get();
    bareMs.push(performance.now() - startedMs);
  }
  await sources.tell({ delays: 'none' });
  return { ours, bareMs };
}

async function measureFaults(gateway: Gateway, sources: Peer): Promise<Record<string, number>> {
  const firstRowMs = async (): Promise<number> => {
    const samples: number[] = [];
    for (let i = 0; i < 9; i++) samples.push(await gateway.firstRowMs());
    return median(samples);
  };
  await sources.tell({ delays: 'none' });
  const healthy = await firstRowMs();
  const ratios: Record<string, number> = {};
  for (const fault of ['fail', 'flood', 'hang'] as const) {
    await sources.tell({ fault: [3, fault] });
    ratios[fault] = (await firstRowMs()) / healthy;
    await sources.tell({ fault: [3, 'none'] });
  }
  return ratios;
}

export async function run(): Promise<{ goals: Goal[]; figures: unknown }> {
  const goals: Goal[] = [];
  const figures: Record<string, unknown> = {};
  const atMost = (goalName: string, value: number, limit: number, unit = ''): void => void goals.push({ name: goalName, value, goal: `≤ ${limit}${unit}`, met: value <= limit });

  for (const [sourceCount, cpuGoal, overGoalMs, rounds] of [[16, 1.6, 5, 20], [256, 1.3, 15, 6]] as const) {
    const sources = await startPeer('source-servers', [String(sourceCount), String(ITEMS)]);
    const ports = sources.ready.ports!;
    const bare = await startPeer('bare-fan-out', [JSON.stringify(ports)]);
    const gateway = await Gateway.start(ports);
    try {
      const { items } = await gateway.timeline();
      if (items !== ITEMS) throw new Error(`The timeline has ${items} items instead of ${ITEMS}.`);
      const federation = sourceCount === 16 ? await startFederation(ports) : undefined;
      const cpu = await measureCpu([
        { name: 'ours', pids: [gateway.pid], query: () => gateway.timeline() },
        { name: 'bare', pids: [bare.pid], query: () => bare.get() },
        ...(federation?.contenders ?? []),
      ], rounds, WARM_UP_QUERIES[sourceCount]);
      atMost(`CPU a patient query / bare fan-out, ${sourceCount} sources`, ratioOf(cpu, 'ours', 'bare'), cpuGoal);
      for (const { name: peer } of federation?.contenders ?? []) {
        const value = ratioOf(cpu, peer, 'ours');
        goals.push({ name: `throughput / ${peer}, 16 sources`, value, goal: '≥ 1', met: value >= 1 });
      }
      federation?.stop();
      const latency = await measureLatency(gateway, bare, sources, sourceCount === 16 ? 25 : 9);
      atMost(`over the bare fan-out, p50, ${sourceCount} sources`, median(latency.ours.map(({ lastMs }, i) => lastMs - latency.bareMs[i]!)), overGoalMs, ' ms');
      if (sourceCount === 16) {
        atMost('first row / last answer, 16 sources', median(latency.ours.map(({ firstRowMs, lastMs }) => firstRowMs / lastMs)), 0.06);
        const faults = await measureFaults(gateway, sources);
        for (const [fault, ratio] of Object.entries(faults)) atMost(`first row of the others with one source that does ${fault} / without`, ratio, 1.5);
        figures['faults'] = faults;
      }
      figures[`sources${sourceCount}`] = { cpuMs: cpu, firstRowMs: median(latency.ours.map(({ firstRowMs }) => firstRowMs)), lastMs: median(latency.ours.map(({ lastMs }) => lastMs)), bareLastMs: median(latency.bareMs) };
    } finally {
      await gateway.stop();
      bare.stop();
      sources.stop();
    }
  }
  figures['memory'] = await measureMemory(goals);
  return { goals, figures };
}

/**
 * Federation gateways cannot ask a FHIR source: a process of adapters stands between and does for them what our connectors do in
 * our process. Each gateway is measured with it, and alone.
 */
async function startFederation(ports: readonly number[]): Promise<{ contenders: readonly Contender[]; stop(): void }> {
  const subgraphs = await startPeer('subgraphs', [JSON.stringify(ports)]);
  const query = `{ ${ports.map((_, i) => `source${i}(patient: "p") { id title time status conclusion }`).join(' ')} }`;
  const gateways: Peer[] = [];
  const contenders: Contender[] = [];
  for (const [script, gatewayName] of [['federation-gateway', 'Apollo federation gateway'], ['hive-gateway', 'Hive gateway']] as const) {
    const gateway = await startPeer(script, [JSON.stringify(subgraphs.ready.urls)]);
    gateway.query = query;
    gateways.push(gateway);
    contenders.push(
      { name: `${gatewayName} and its adapters`, pids: [gateway.pid, subgraphs.pid], query: () => gateway.get() },
      { name: `${gatewayName} alone`, pids: [gateway.pid], query: () => gateway.get() },
    );
  }
  return { contenders, stop: () => [...gateways, subgraphs].forEach((peer) => peer.stop()) };
}

/** 50 patients at once over 64 sources: what the gateway holds at the worst moment. */
async function measureMemory(goals: Goal[]): Promise<unknown> {
  const sources = await startPeer('source-servers', ['64', String(ITEMS)]);
  const gateway = await Gateway.start(sources.ready.ports!);
  try {
    const sessions = [gateway, await gateway.another(), await gateway.another(), await gateway.another(), await gateway.another()];
    for (const session of sessions) await session.timeline();
    const restMb = (await gateway.metric('process_resident_memory_bytes')) / 1e6;
    let peakMb = restMb;
    let isDone = false;
    const watch = (async () => { while (!isDone) { peakMb = Math.max(peakMb, (await gateway.metric('process_resident_memory_bytes')) / 1e6); await new Promise((resolve) => setTimeout(resolve, 50)); } })();
    try {
      await Promise.all(Array.from({ length: 50 }, (_, i) => sessions[i % sessions.length]!.timeline()));
    } finally {
      isDone = true;
      await watch;
    }
    goals.push({ name: 'memory for 50 patients at once over 64 sources, beyond rest', value: peakMb - restMb, goal: '≤ 400 MB', met: peakMb - restMb <= 400 });
    return { restMb, peakMb };
  } finally {
    await gateway.stop();
    sources.stop();
  }
}
