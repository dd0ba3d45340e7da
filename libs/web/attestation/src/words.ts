import { registerCatalogue } from '@longview/web-design-system';
import en from './locales/en/attestation.json' with { type: 'json' };
import fr from './locales/fr/attestation.json' with { type: 'json' };

registerCatalogue('attestation', { en, fr });
