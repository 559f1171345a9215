import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { describeCollecting } from '../../support/collect-suite.ts';
import { describeMerging } from '../../support/merge-suite.ts';
import { describeMoving } from '../../support/move-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeMerging(kind, async () => kyselyTestStorage(await engine.openFresh()));
  describeCollecting(kind, async () => kyselyTestStorage(await engine.openFresh()));
  describeMoving(kind, async () => kyselyTestStorage(await engine.openFresh()));
}
