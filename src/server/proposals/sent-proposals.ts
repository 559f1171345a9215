import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { grantsThatMay } from '../../domain/access/roles.ts';
import type { Fields } from '../../domain/record/record.ts';
import { proposalsOf } from '../../domain/village/proposal.ts';
import { sentProposal, type SentProposal } from '../../protocol/proposal.ts';
import { areasBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { answerVersion } from '../sync/answer-proposal.ts';

/**
 * What the villages below the account's communes have sent: first what has no answer, the longest waiting first. Of
 * which household it is stays in the village.
 */
export async function sentProposals(db: Database, account: Uuid): Promise<SentProposal[]> {
  const grants = grantsThatMay('answerProposals', await grantsOf(db, account));
  if (grants.length === 0) return [];
  const villages = await areasBelow(
    db,
    grants.map(({ area }) => area),
  );
  const rows = await db
    .selectFrom('record')
    .select(['id', 'village', 'fields', 'field_meta'])
    .where(
      'village',
      'in',
      villages.map(({ id }) => id),
    )
    .where('kind', '=', 'proposal')
    .execute();
  const sent = rows.flatMap(({ id, village, fields, field_meta: meta }) =>
    proposalsOf([{ id, kind: 'proposal', fields: fields as Fields }]).flatMap((proposal) => {
      const { answer: value } = proposal;
      const version = answerVersion({ version: meta['answer']?.[0] ?? 0, value });
      const read = v.safeParse(sentProposal, { ...proposal, village, version });
      return read.success ? [read.output] : [];
    }),
  );
  const key = ({ answer, sentOn, id }: SentProposal): string => `${answer === null ? 0 : 1} ${sentOn} ${id}`;
  return sent.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
