import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/images.json' with { type: 'json' };
import fr from './locales/fr/images.json' with { type: 'json' };

registerCatalogue('images', { en, fr });
