import { registerCatalogue } from './i18n.js';
import en from './locales/en/ui.json' with { type: 'json' };
import fr from './locales/fr/ui.json' with { type: 'json' };

registerCatalogue('ui', { en, fr });
