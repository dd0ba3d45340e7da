import { defineConfig } from 'i18next-cli';

/** Words stand beside the feature that says them: one namespace, one folder. */
const HOMES: Record<string, string> = { ui: 'design-system', work: 'design-system', session: 'session', account: 'account', search: 'patient-search', chart: 'patient-chart', reason: 'patient-chart', override: 'patient-chart', consent: 'consent-desk', images: 'image-window', shell: '../../apps/portal' };

export default defineConfig({
  locales: ['en', 'fr'],
  extract: {
    input: ['libs/web/*/src/**/*.{ts,tsx}', 'apps/portal/src/**/*.{ts,tsx}'],
    ignore: ['**/*.spec.{ts,tsx}'],
    output: (language, namespace) => `libs/web/${HOMES[namespace ?? 'ui'] ?? 'design-system'}/src/locales/${language}/${namespace ?? 'ui'}.json`,
    defaultNS: 'ui',
    primaryLanguage: 'en',
  },
});
