import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/registration.json' with { type: 'json' };
import fr from './locales/fr/registration.json' with { type: 'json' };

registerCatalogue('registration', { en, fr });
