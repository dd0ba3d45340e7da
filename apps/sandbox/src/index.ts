export { startSandbox, type AccountRow, type RunningSandbox, type SandboxOptions } from './sandbox.js';
export type { StoryEntry } from './generator/story-cast.js';
export { FAULTS, type Fault, type FaultName } from './site/faults.js';
