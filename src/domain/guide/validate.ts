import * as v from 'valibot';
import type { Day } from '../../lib/day.ts';
import type { Catalogue } from './catalogue.ts';
import { guide as guideSchema, guideTexts as textsSchema } from './guide.ts';
import type { Guide, GuideTexts } from './guide.ts';
import { catalogueFile, structureFile, textsFile, titlesFile } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Label } from './screen.ts';
import { secretProblems } from './validate-secrets.ts';
import { structureProblems } from './validate-structure.ts';
import { textProblems } from './validate-texts.ts';

export interface GuideFiles {
  /** The folder's name. */
  readonly id: string;
  /** Parsed JSON, not yet trusted. */
  readonly guide: unknown;
  /** Parsed JSON per language; `undefined` when there is no file. */
  readonly texts: Readonly<Record<string, unknown>>;
}

/**
 * All mistakes in one guide: its form, the rules of docs/domain.md §3, and texts that do not match its structure.
 * @param asOf today: no source can have been checked later
 */
export function validateGuide({ id, guide, texts }: GuideFiles, asOf: Day): readonly Problem[] {
  const parsed = v.safeParse(guideSchema, guide);
  if (!parsed.success) return formProblems(structureFile(id), parsed.issues);
  const problems = [...structureProblems(id, parsed.output, asOf)];
  const read: Record<string, GuideTexts> = {};
  for (const [language, unread] of Object.entries(texts)) {
    const file = textsFile(language, id);
    if (unread === undefined) {
      problems.push({
        file,
        place: '',
        remedy: `Write the guide's texts in this language: copy ${textsFile('vi', id)} and translate it.`,
      });
      continue;
    }
    const result = v.safeParse(textsSchema, unread);
    if (!result.success) problems.push(...formProblems(file, result.issues));
    else read[language] = result.output;
  }
  for (const [language, one] of Object.entries(read)) problems.push(...textProblems(id, language, parsed.output, one));
  const wordsOf = (label: Label): string => ('says' in label ? label.says : (read['vi']?.labels[label.text] ?? ''));
  return [...problems, ...secretProblems(id, parsed.output, wordsOf), ...untranslated(id, parsed.output, read)];
}

/**
 * Every guide has a place in the index with title, summary and digital skill in each language, and the index names no
 * guide that is not there.
 */
export function validateCatalogue(
  catalogue: Catalogue,
  ids: readonly string[],
  titles: Readonly<Record<string, Readonly<Record<string, { title?: string; summary?: string; skill?: string }>>>>,
): readonly Problem[] {
  const listed = catalogue.map((entry) => entry.id);
  const unlisted = ids
    .filter((id) => !listed.includes(id))
    .map((id) => ({
      file: catalogueFile,
      place: id,
      remedy: `Add { "id": "${id}", "topic": "start", "needs": [] } where the guide belongs in the index.`,
    }));
  const gone = listed
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      file: catalogueFile,
      place: id,
      remedy: `There is no ${structureFile(id)}: write it or take this entry out.`,
    }));
  const untitled = Object.entries(titles).flatMap(([language, byId]) =>
    listed
      .filter((id) => !byId[id]?.title || !byId[id].summary || !byId[id].skill)
      .map((id) => ({
        file: titlesFile(language),
        place: `catalogue.${id}`,
        remedy: 'Give the guide a "title", a "summary" and the "skill" it serves in this language.',
      })),
  );
  return [...unlisted, ...gone, ...untitled];
}

const formProblems = (file: string, issues: readonly v.BaseIssue<unknown>[]): Problem[] =>
  issues.map((issue) => ({ file, place: v.getDotPath(issue) ?? '', remedy: formRemedy(issue) }));

function formRemedy(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return 'No such property here: check its spelling or take it out.';
  if (issue.type === 'strict_object') return 'This property is missing: add it.';
  return `${issue.message}.`;
}

/** A text that is the same in two languages was not translated, unless it is a name. */
function untranslated(id: string, guide: Guide, read: Readonly<Record<string, GuideTexts>>): Problem[] {
  const { vi, en } = read;
  if (!vi || !en) return [];
  return guide.parts.flatMap((part) =>
    part.steps.flatMap((step) => {
      const [here, there] = [vi.parts[part.id]?.steps[step.id]?.do, en.parts[part.id]?.steps[step.id]?.do];
      return here !== undefined && here === there
        ? [
            {
              file: textsFile('en', id),
              place: `parts.${part.id}.steps.${step.id}.do`,
              remedy: 'Still Vietnamese: translate it (words in “…” stay as the app writes them).',
            },
          ]
        : [];
    }),
  );
}
