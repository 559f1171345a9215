import { createDexieEngine } from '../../../src/store/index.ts';
import { storeName } from '../../../src/store/engine/enrolment-database.ts';
import { createDexiePhone } from './dexie-phone.ts';
import { damaged } from './damaged.ts';
import { readModelSuite } from './read-model-suite.ts';

readModelSuite(
  'IndexedDB',
  async (clock) => {
    const phone = await createDexiePhone(clock);
    return {
      ...phone,
      damageChunks: () => damaged(createDexieEngine({ name: storeName(phone.enrolment), indexedDB })),
    };
  },
  { numRuns: 8 },
);
