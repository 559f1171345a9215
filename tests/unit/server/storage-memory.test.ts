import { memoryTestStorage } from '../../support/storages.ts';
import { describeStorage } from '../../support/storage-suite.ts';

describeStorage('memory', async () => memoryTestStorage(), 'many');
