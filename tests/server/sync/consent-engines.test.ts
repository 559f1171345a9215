import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeConsent } from '../../support/suites/consent-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeConsent(kind, async () => kyselyTestStorage(await engine.openMigrated()));
}
