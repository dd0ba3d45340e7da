import { BREACH_CATEGORIES, BREACH_CIRCUMSTANCES, CASE_ACTS, CASE_ORIGINS, CASE_STATES, LETTER_IDS, type BreachCategory as CategoryName, type BreachCircumstance as CircumstanceName, type CaseAct, type CaseOrigin, type CaseState, type LetterId } from '@longview/privacy-office';
import { enumOf } from '../schema/enums.js';

export const PrivacyCaseState = enumOf<CaseState>('PrivacyCaseState', CASE_STATES);
export const PrivacyCaseOrigin = enumOf<CaseOrigin>('PrivacyCaseOrigin', CASE_ORIGINS);
export const PrivacyCaseAction = enumOf<CaseAct>('PrivacyCaseAction', CASE_ACTS);
export const BreachCategory = enumOf<CategoryName>('BreachCategory', BREACH_CATEGORIES);
export const BreachCircumstance = enumOf<CircumstanceName>('BreachCircumstance', BREACH_CIRCUMSTANCES);
export const PrivacyLetterTemplateId = enumOf<LetterId>('PrivacyLetterTemplateId', LETTER_IDS);
