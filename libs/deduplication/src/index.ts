export * from './record-group.js';
export { groupRecords, RecordGrouper } from './record-grouper.js';
export { restrictGroup } from './restrict-group.js';
