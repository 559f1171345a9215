import type { Job } from '../../jobs/job.ts';
import { hashOf } from './tokens.ts';
import type { AccountDeps, Database } from '../deps.ts';

/** ms; longer than any challenge is valid (renewal.ts). */
const keptFor = 60 * 60 * 1000;

/** Marks a challenge as used, in the transaction of the proven action. @returns false when it was used before */
export async function useChallenge(tx: Database, challenge: string, now: number): Promise<boolean> {
  const used = await tx
    .insertInto('used_challenge')
    .values({ hash: hashOf(challenge), ends: now + keptFor })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst();
  return used !== undefined;
}

/** Deletes used challenges that have expired. */
export const challengesJob = ({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>): Job => ({
  name: 'used-challenges',
  every: keptFor,
  run: async () => void (await db.deleteFrom('used_challenge').where('ends', '<=', clock.now()).execute()),
});
