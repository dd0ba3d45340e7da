import { defineConfig } from 'i18next-cli';

export default defineConfig({
  locales: ['en', 'fr'],
  extract: {
    input: ['src/**/*.{ts,tsx}'],
    ignore: ['src/**/*.spec.{ts,tsx}'],
    output: 'src/locales/{{language}}/{{namespace}}.json',
    defaultNS: 'chart',
    primaryLanguage: 'en',
  },
  lint: { ignoredAttributes: ['className', 'data-*', 'id', 'role', 'rel', 'type'] },
});
