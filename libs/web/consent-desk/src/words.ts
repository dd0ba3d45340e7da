import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/consent.json' with { type: 'json' };
import fr from './locales/fr/consent.json' with { type: 'json' };

registerCatalogue('consent', { en, fr });
