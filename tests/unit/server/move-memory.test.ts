import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeMoving } from '../../support/suites/move-suite.ts';

describeMoving('memory', async () => memoryTestStorage());
