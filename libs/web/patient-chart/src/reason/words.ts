import { registerCatalogue } from '@longview/web-design-system';
import en from '../locales/en/reason.json' with { type: 'json' };
import fr from '../locales/fr/reason.json' with { type: 'json' };

registerCatalogue('reason', { en, fr });
