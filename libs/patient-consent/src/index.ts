export { DIRECTIVE_REQUESTERS, DIRECTIVE_SCOPES, OVERRIDE_GROUNDS, type ConsentDirective, type DirectiveRequester, type DirectiveScope, type OverrideGround, type Restriction } from '@longview/consent';
export * from './words.js';
