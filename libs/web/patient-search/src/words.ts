import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/search.json' with { type: 'json' };
import fr from './locales/fr/search.json' with { type: 'json' };

registerCatalogue('search', { en, fr });
