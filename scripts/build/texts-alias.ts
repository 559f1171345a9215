import { fileURLToPath } from 'node:url';

/** In the build and in tests: our own few lines in react-i18next's place, which lends its types (src/i18n/react-texts.ts says why). */
export const textsAlias = { find: /^react-i18next$/, replacement: fileURLToPath(new URL('../../src/i18n/react-texts.ts', import.meta.url)) };
