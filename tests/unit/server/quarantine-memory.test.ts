import { memoryTestStorage } from '../../support/storages.ts';
import { describeQuarantine } from '../../support/quarantine-suite.ts';

describeQuarantine('memory', async () => memoryTestStorage());
