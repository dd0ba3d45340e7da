import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/chart.json' with { type: 'json' };
import fr from './locales/fr/chart.json' with { type: 'json' };

registerCatalogue('chart', { en, fr });
