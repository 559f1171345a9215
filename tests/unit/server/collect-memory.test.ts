import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeCollecting } from '../../support/suites/collect-suite.ts';

describeCollecting('memory', async () => memoryTestStorage());
