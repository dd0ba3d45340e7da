import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/session.json' with { type: 'json' };
import fr from './locales/fr/session.json' with { type: 'json' };

registerCatalogue('session', { en, fr });
