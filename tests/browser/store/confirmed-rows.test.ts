import { confirmedRowsSuite } from './confirmed-rows-suite.ts';
import { createDexiePhone } from './dexie-phone.ts';

confirmedRowsSuite('IndexedDB', createDexiePhone);
