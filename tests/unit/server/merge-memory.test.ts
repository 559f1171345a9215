import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeMerging } from '../../support/suites/merge-suite.ts';

describeMerging('memory', async () => memoryTestStorage());
