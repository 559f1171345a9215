import { expect, it } from 'vitest';
import { limits, type Limit } from '../../../src/protocol/limits.ts';

const number = new Intl.NumberFormat('en');
const sizes = [
  [1024 * 1024, 'MiB'],
  [1024, 'KiB'],
] as const;

function sizeOf({ value, unit }: Limit): string {
  const size = unit === 'bytes' ? sizes.find(([many]) => value >= many && value % many === 0) : undefined;
  return size ? `${value / size[0]} ${size[1]}` : `${number.format(value)}${unit === 'bytes' ? '' : ` ${unit}`}`;
}

/** docs/limits.md, made from the numbers that server and phone keep to. */
const page = (): string =>
  `# What anybody can make the server do at most

Made from \`src/protocol/limits.ts\`; \`npx vitest run --project unit tests/unit/docs -u\` writes it anew. \
Beside these: how often a phone or an address may ask
(\`src/server/http/deps.ts\`), and what each field of a record may hold (\`src/domain/merge/fields.ts\`). \
Every limit is far above what a village's work needs;
what a person meets is in their language, and what they typed stays.

| limit | of | at most | then |
| --- | --- | --- | --- |
${Object.entries<Limit>(limits)
  .map(([name, limit]) => `| \`${name}\` | ${limit.of} | ${sizeOf(limit)} | ${limit.then} |`)
  .join('\n')}
`;

it('docs/limits.md says what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/limits.md');
});

it('every limit is a safe whole number above nothing', () => {
  for (const { value } of Object.values<Limit>(limits)) expect(Number.isSafeInteger(value) && value > 0).toBe(true);
});
