import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeErasure } from '../../support/suites/erase-suite.ts';

describeErasure('memory', async () => memoryTestStorage());
