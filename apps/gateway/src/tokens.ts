export const COMPOSITION = Symbol('composition');
export const VIEWER_SITE = Symbol('viewer site');
export const READINESS = Symbol('readiness');
export const METRICS = Symbol('metrics');
