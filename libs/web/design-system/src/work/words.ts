import { registerCatalogue } from '../i18n.js';
import en from '../locales/en/work.json' with { type: 'json' };
import fr from '../locales/fr/work.json' with { type: 'json' };

registerCatalogue('work', { en, fr });
