import { createDexiePhone } from './dexie-phone.ts';
import { phoneStoreSuite } from './phone-store-suite.ts';

phoneStoreSuite('IndexedDB', createDexiePhone);
