import { phoneStoreSuite } from '../../browser/store/phone-store-suite.ts';
import { createMemoryPhone } from './memory-phone.ts';

phoneStoreSuite('memory', (clock) => Promise.resolve(createMemoryPhone(clock)));
