import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeRollups } from '../../support/suites/rollup-suite.ts';

describeRollups('memory', async () => memoryTestStorage(), process.env['LONG_ROUNDS'] ? 2000 : 200);
