// One of the processes that share a run's seeds (see pool.ts): it gets a seed and answers with the run's result.
import { runSeed } from './run-seed.ts';

process.on('message', (seed: number) => {
  void runSeed(seed).then((result) =>
    process.send?.({ ...result, reached: [...result.reached], killedBefore: [...result.killedBefore] }),
  );
});
