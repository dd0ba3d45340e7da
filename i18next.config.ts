import { defineConfig } from 'i18next-cli';

/** Words stand beside the feature that says them: a namespace's folder, where it is not called like it. */
const HOMES: Record<string, string> = { ui: 'design-system', work: 'design-system', search: 'patient-search', chart: 'patient-chart', reason: 'patient-chart', override: 'patient-chart', consent: 'consent-desk', images: 'image-window', program: 'program-office', privacy: 'audit-review', evidence: 'audit-review', privacyCase: 'audit-review', accessReport: 'audit-review', shell: '../../apps/portal' };

export default defineConfig({
  locales: ['en', 'fr'],
  extract: {
    input: ['libs/web/*/src/**/*.{ts,tsx}', 'apps/portal/src/**/*.{ts,tsx}'],
    ignore: ['**/*.spec.{ts,tsx}'],
    output: (language, namespace) => `libs/web/${HOMES[namespace ?? 'ui'] ?? namespace}/src/locales/${language}/${namespace ?? 'ui'}.json`,
    defaultNS: 'ui',
    primaryLanguage: 'en',
  },
});
