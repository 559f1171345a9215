import { memoryTestStorage } from '../../support/storages.ts';
import { describeCollecting } from '../../support/collect-suite.ts';

describeCollecting('memory', async () => memoryTestStorage());
