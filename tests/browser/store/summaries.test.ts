import { createDexiePhone } from './dexie-phone.ts';
import { summariesSuite } from './summaries-suite.ts';

summariesSuite('IndexedDB', createDexiePhone);
