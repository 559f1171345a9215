import { memoryTestStorage } from '../../support/engines/storages.ts';
import { describeConsent } from '../../support/suites/consent-suite.ts';

describeConsent('memory', async () => memoryTestStorage());
