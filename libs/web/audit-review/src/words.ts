import { registerCatalogue } from '@longview/web-design-system';
import evidenceEn from './locales/en/evidence.json' with { type: 'json' };
import privacyEn from './locales/en/privacy.json' with { type: 'json' };
import casesEn from './locales/en/privacyCase.json' with { type: 'json' };
import reportsEn from './locales/en/accessReport.json' with { type: 'json' };
import evidenceFr from './locales/fr/evidence.json' with { type: 'json' };
import privacyFr from './locales/fr/privacy.json' with { type: 'json' };
import casesFr from './locales/fr/privacyCase.json' with { type: 'json' };
import reportsFr from './locales/fr/accessReport.json' with { type: 'json' };

registerCatalogue('privacy', { en: privacyEn, fr: privacyFr });
registerCatalogue('evidence', { en: evidenceEn, fr: evidenceFr });
registerCatalogue('privacyCase', { en: casesEn, fr: casesFr });
registerCatalogue('accessReport', { en: reportsEn, fr: reportsFr });
