import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeBudgets } from '../../support/budget-suite.ts';

describeBudgets('memory', async () => memoryTestStorage());
