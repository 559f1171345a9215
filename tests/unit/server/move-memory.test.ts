import { memoryTestStorage } from '../../support/storages.ts';
import { describeMoving } from '../../support/move-suite.ts';

describeMoving('memory', async () => memoryTestStorage());
