import { writeFileSync } from 'node:fs';
import { schemaText } from './print-schema.js';

// node libs/graphql-api/dist/schema/write-schema.js
writeFileSync(new URL('../../schema.graphql', import.meta.url), await schemaText());
