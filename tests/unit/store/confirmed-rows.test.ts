import { confirmedRowsSuite } from '../../browser/store/confirmed-rows-suite.ts';
import { createMemoryPhone } from './memory-phone.ts';

confirmedRowsSuite('memory', (clock) => Promise.resolve(createMemoryPhone(clock)));
