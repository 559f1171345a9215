import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeLiars } from '../../support/liar-suite.ts';

describeLiars('memory', async () => memoryTestStorage());
