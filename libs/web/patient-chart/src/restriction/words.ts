import { registerCatalogue } from '@longview/web-design-system';
import en from '../locales/en/override.json' with { type: 'json' };
import fr from '../locales/fr/override.json' with { type: 'json' };

registerCatalogue('override', { en, fr });
