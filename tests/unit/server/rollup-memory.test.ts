import { memoryTestStorage } from '../../support/storages.ts';
import { describeRollups } from '../../support/rollup-suite.ts';

describeRollups('memory', async () => memoryTestStorage(), process.env['LONG_ROUNDS'] ? 2000 : 200);
