import * as v from 'valibot';
import { drills as drillsSchema, drillTexts as textsSchema } from './drill.ts';
import type { Drill, DrillScript } from './drill.ts';
import type { Problem } from './problem.ts';
import { countWords, hasLink, looksPersonal, mostNoteWords } from './wording.ts';

export const drillsFile = 'src/domain/guide/data/drills.json';
export const drillTextsFile = (language: string): string => `locales/${language}/drills.json`;

const fewest = 4;
const pieces = ['who', 'opens', 'asks', 'pushes', 'why'] as const;
const mostSpokenWords = 20;
// Checked in the caller's lines only: the explanation may say "asks for no code".
const secrets = /mật khẩu|otp|đọc mã|chuyển tiền|đường dẫn|mã qr|password|read .*code|send .*money|\blink\b/iu;

/**
 * All mistakes in the drills and their texts; empty when there are none.
 * @param drills parsed JSON, not yet trusted @param texts per language, the same; `undefined` when there is no file
 * @param sources the ids of each guide's sources, by the guide's id
 */
export function validateDrills(
  drills: unknown,
  texts: Readonly<Record<string, unknown>>,
  sources: Readonly<Record<string, readonly string[]>>,
): readonly Problem[] {
  const parsed = v.safeParse(drillsSchema, drills);
  if (!parsed.success)
    return parsed.issues.map((issue) => ({
      file: drillsFile,
      place: v.getDotPath(issue) ?? '',
      remedy: `${issue.message}.`,
    }));
  const problems: Problem[] = [...balance(parsed.output)];
  const ids = parsed.output.map((one) => one.id);
  for (const twice of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
    problems.push({ file: drillsFile, place: twice, remedy: 'Two drills have this id: give each its own.' });
  for (const { id, source } of parsed.output) {
    if (!sources[source.guide]?.includes(source.id))
      problems.push({
        file: drillsFile,
        place: `${id}.source`,
        remedy: `The guide "${source.guide}" has no source "${source.id}": add it there or correct the name.`,
      });
  }
  const read: Record<string, Readonly<Record<string, DrillScript>>> = {};
  for (const [language, unread] of Object.entries(texts)) {
    const file = drillTextsFile(language);
    const result = v.safeParse(textsSchema, unread);
    if (!result.success) {
      problems.push(
        ...result.issues.map((issue) => ({ file, place: v.getDotPath(issue) ?? '', remedy: `${issue.message}.` })),
      );
      continue;
    }
    const { scripts } = result.output;
    read[language] = scripts;
    for (const id of ids.filter((one) => !(one in scripts)))
      problems.push({ file, place: `scripts.${id}`, remedy: `Write what is heard: ${pieces.join(', ')}.` });
    for (const id of Object.keys(scripts).filter((one) => !ids.includes(one)))
      problems.push({
        file,
        place: `scripts.${id}`,
        remedy: `No drill has this id: add it to ${drillsFile} or take it out.`,
      });
    for (const drill of parsed.output) {
      const script = scripts[drill.id];
      if (script)
        problems.push(
          ...scriptRemedies(drill, script).map(([piece, remedy]) => ({
            file,
            place: `scripts.${drill.id}.${piece}`,
            remedy,
          })),
        );
    }
  }
  return [...problems, ...untranslated(read)];
}

function balance(all: readonly Drill[]): Problem[] {
  const genuine = all.filter((one) => one.genuine).length;
  const fake = all.length - genuine;
  if (genuine === fake && genuine >= fewest) return [];
  return [
    {
      file: drillsFile,
      place: '',
      remedy:
        `${genuine} genuine and ${fake} fake: as many of each, at least ${fewest}, ` +
        `or people learn to trust everybody or nobody.`,
    },
  ];
}

function scriptRemedies({ genuine }: Drill, script: DrillScript): readonly (readonly [string, string])[] {
  const remedies: (readonly [string, string])[] = [];
  for (const piece of pieces) {
    const words = script[piece];
    const most = piece === 'why' ? mostNoteWords * 2 : mostSpokenWords;
    if (countWords(words) > most) remedies.push([piece, `At most ${most} words: it is heard once.`]);
    if (hasLink(words))
      remedies.push([piece, 'No address, not even a false one: nothing here may teach people to follow a link.']);
    if (looksPersonal(words)) remedies.push([piece, "A long number looks like somebody's: leave it out."]);
    if (genuine && piece !== 'why' && secrets.test(words))
      remedies.push([piece, 'A genuine one asks for no code, no money and no link: rewrite it, or make it a fake.']);
  }
  return remedies;
}

const untranslated = ({ vi, en }: Readonly<Record<string, Readonly<Record<string, DrillScript>>>>): Problem[] =>
  Object.entries(vi ?? {}).flatMap(([id, script]) =>
    pieces
      .filter((piece) => en?.[id]?.[piece] === script[piece])
      .map((piece) => ({
        file: drillTextsFile('en'),
        place: `scripts.${id}.${piece}`,
        remedy: 'Still Vietnamese: translate it.',
      })),
  );
