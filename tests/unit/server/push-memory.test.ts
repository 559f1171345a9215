import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describePushAndPull } from '../../support/suites/push-suite.ts';

describePushAndPull('memory', async () => memoryTestStorage());
