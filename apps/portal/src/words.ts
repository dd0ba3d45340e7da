import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/shell.json' with { type: 'json' };
import fr from './locales/fr/shell.json' with { type: 'json' };

registerCatalogue('shell', { en, fr });
