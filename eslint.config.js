// Lint holds what the type checker cannot: the arrows between rooms, promises left floating, and
// IndexedDB transactions that would await something else.
import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import a11y from 'eslint-plugin-jsx-a11y';
import { roomZones } from './scripts/lint/rooms.js';
import { onlyDexieInTransaction } from './scripts/lint/only-dexie-in-transaction.js';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'public/', 'test-results/', '.tmp/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig/pure.json', './tsconfig/browser.json', './tsconfig/worker.json', './tsconfig/node.json', './tsconfig/tools.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX, 'react-hooks': hooks, 'thon-so': { rules: { 'only-dexie-in-transaction': onlyDexieInTransaction } } },
    // Without `extensions` the plugin reads no TypeScript file, and no-cycle finds nothing.
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } }, 'import-x/extensions': ['.ts', '.tsx'] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: roomZones }],
      // ignoreExternal: a cycle through a dependency cannot be, and the parser overflows on PGlite's half megabyte.
      'import-x/no-cycle': ['error', { maxDepth: 12, ignoreExternal: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'A room has a small face: export by name.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  // Where React is. (The compiler's rules read every function for its sake: elsewhere a fifth of lint's time, for nothing.)
  { files: ['**/*.tsx', 'src/{app,features,ui,i18n,sync}/**'], rules: hooks.configs.recommended.rules },
  { files: ['src/store/**', 'src/sync/**'], rules: { 'thon-so/only-dexie-in-transaction': 'error' } },
  { files: ['src/lib/**', 'src/domain/**', 'src/protocol/**', 'src/sync/**', 'src/store/**', 'src/server/**'],
    rules: {
      'no-restricted-properties': ['error',
        { object: 'Date', property: 'now', message: 'The clock is passed in.' },
        { object: 'Math', property: 'random', message: 'Randomness is passed in.' }],
    } },
  { files: ['src/**/*.tsx'], ...a11y.flatConfigs.recommended },
  { files: ['tests/**', 'scripts/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', 'max-lines': 'off' } },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
