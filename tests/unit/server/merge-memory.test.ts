import { memoryTestStorage } from '../../support/storages.ts';
import { describeMerging } from '../../support/merge-suite.ts';

describeMerging('memory', async () => memoryTestStorage());
