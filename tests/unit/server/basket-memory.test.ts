import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeBaskets } from '../../support/suites/basket-suite.ts';

describeBaskets('memory', async () => memoryTestStorage());
