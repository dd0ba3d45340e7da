import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/account.json' with { type: 'json' };
import fr from './locales/fr/account.json' with { type: 'json' };

registerCatalogue('account', { en, fr });
