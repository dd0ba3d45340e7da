import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/program.json' with { type: 'json' };
import fr from './locales/fr/program.json' with { type: 'json' };

registerCatalogue('program', { en, fr });
