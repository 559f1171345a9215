import { memoryTestStorage } from '../../support/storages.ts';
import { describeErasure } from '../../support/erase-suite.ts';

describeErasure('memory', async () => memoryTestStorage());
