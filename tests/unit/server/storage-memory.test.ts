import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeStorage } from '../../support/suites/storage-suite.ts';

describeStorage('memory', async () => memoryTestStorage(), 'many');
