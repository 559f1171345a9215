import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeQuarantine } from '../../support/suites/quarantine-suite.ts';

describeQuarantine('memory', async () => memoryTestStorage());
