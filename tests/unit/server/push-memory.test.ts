import { memoryTestStorage } from '../../support/storages.ts';
import { describePushAndPull } from '../../support/push-suite.ts';

describePushAndPull('memory', async () => memoryTestStorage());
