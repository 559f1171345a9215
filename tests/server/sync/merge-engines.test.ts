import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeCollecting } from '../../support/suites/collect-suite.ts';
import { describeMerging } from '../../support/suites/merge-suite.ts';
import { describeMoving } from '../../support/suites/move-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeMerging(kind, async () => kyselyTestStorage(await engine.openMigrated()));
  describeCollecting(kind, async () => kyselyTestStorage(await engine.openMigrated()));
  describeMoving(kind, async () => kyselyTestStorage(await engine.openMigrated()));
}
