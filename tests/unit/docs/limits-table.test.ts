import { expect, it } from 'vitest';
import { limits, type Limit } from '../../../src/protocol/limits.ts';
import { textOf, type TextKey } from '../texts.ts';

const number = new Intl.NumberFormat('en');
const sizes = [
  [1024 * 1024, 'MiB'],
  [1024, 'KiB'],
] as const;

function sizeOf({ value, unit }: Limit): string {
  const size = unit === 'bytes' ? sizes.find(([many]) => value >= many && value % many === 0) : undefined;
  return size ? `${value / size[0]} ${size[1]}` : `${number.format(value)}${unit === 'bytes' ? '' : ` ${unit}`}`;
}

/** What a person is shown when a limit is reached; none: the phone or the server deals with it, and nobody notices. */
const shown: Readonly<Record<keyof typeof limits, readonly TextKey[]>> = {
  pushOperations: ['sync:problem.refused'],
  pushBytes: [],
  operationBytes: ['settings:ledger.waitingWhy', 'review:waiting.reasonNext.misfit'],
  recordBytes: ['settings:ledger.waitingWhy', 'review:waiting.reasonNext.misfit'],
  recordFields: ['settings:ledger.waitingWhy', 'review:waiting.reasonNext.misfit'],
  answerText: ['settings:ledger.waitingWhy', 'review:waiting.reasonNext.misfit'],
  ledgerCount: ['sync:problem.refused'],
  futureDays: [],
  plannedDays: [],
  accountOperations: ['sync:problem.busy'],
  accountBytes: ['sync:problem.busy'],
  closedDays: ['sync:erased.title', 'sync:erased.lost', 'sync:erased.lostNext'],
  closedBytes: ['sync:erased.title', 'sync:erased.lost', 'sync:erased.lostNext'],
  pageRows: [],
  pageBytes: [],
  quarantineEntries: ['review:waiting.more'],
  quarantinePerSender: ['review:waiting.more'],
  eraseRecords: ['rights:erase.refused'],
  erasedHouseholds: ['rights:erase.waiting'],
  erasedHours: ['team:erased.intro'],
  retentionHours: ['team:retention.shorter.what'],
  secondDays: ['team:second.by'],
  historyChanges: ['review:history.more', 'rights:past.more'],
  settles: ['settings:ledger.waitingWhy', 'review:waiting.reasonNext.unreadable'],
  pushEndpoint: ['settings:reminders.problem.refused'],
  reminders: [],
  reminderWait: [],
  checklistCriteria: ['criteria:wrong.tooMany'],
  checklistText: ['criteria:wrong.long'],
  areaChecklists: ['criteria:refused.full'],
  storedChecklists: ['criteria:refused.full'],
  passkeys: ['passkeys:full'],
};

/** docs/limits.md, made from the numbers that server and phone keep to. */
const page = (): string =>
  `# What anybody can make the server do at most

Made from \`src/protocol/limits.ts\`; \`npx vitest run --project unit tests/unit/docs -u\` writes it anew. \
Beside these: how often a phone or an address may ask
(\`src/server/http/deps.ts\`), and what each field of a record may hold (\`src/domain/merge/fields.ts\`). \
Every limit is far above what a village's work needs;
what a person meets is in their language, and what they typed stays.

| limit | of | at most | then | the person reads |
| --- | --- | --- | --- | --- |
${Object.entries<Limit>(limits)
  .map(([name, limit]) => `| \`${name}\` | ${limit.of} | ${sizeOf(limit)} | ${limit.then} | ${read(name)} |`)
  .join('\n')}
`;

const read = (name: string): string =>
  shown[name as keyof typeof limits].map((key) => `“${textOf('en', key)}”`).join(' ') || '–';

it('docs/limits.md says what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/limits.md');
});

it('every limit is a safe whole number above nothing', () => {
  for (const { value } of Object.values<Limit>(limits)) expect(Number.isSafeInteger(value) && value > 0).toBe(true);
});

it('what is shown when a limit is reached is there in both languages', () => {
  for (const key of Object.values(shown).flat())
    for (const language of ['vi', 'en'] as const)
      expect([key, language, textOf(language, key)]).not.toContain(undefined);
});
