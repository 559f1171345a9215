import { createMemoryEngine } from '../../../src/store/engine/memory-engine.ts';
import { damaged } from '../../browser/store/damaged.ts';
import { readModelSuite } from '../../browser/store/read-model-suite.ts';
import { createMemoryPhone } from './memory-phone.ts';

readModelSuite(
  'memory',
  (clock) => {
    const phone = createMemoryPhone(clock);
    return Promise.resolve({ ...phone, damageChunks: () => damaged(createMemoryEngine(phone.disk)) });
  },
  {
    numRuns: Number(process.env['STORE_MODEL_RUNS'] ?? 150),
    seed: Number(process.env['READ_MODEL_SEED'] ?? 20261201),
  },
);
