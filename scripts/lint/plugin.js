// The project's own rules, as one plugin.
import { onlyDexieInTransaction } from './only-dexie-in-transaction.js';
import { rooms } from './rooms.js';
import { maxLine } from './max-line.js';
import { noExportAll } from './no-export-all.js';

export default {
  meta: { name: 'thon-so' },
  rules: {
    'only-dexie-in-transaction': onlyDexieInTransaction,
    rooms,
    'no-export-all': noExportAll,
    'max-line': maxLine,
  },
};
