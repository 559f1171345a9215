import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Day } from '../../src/lib/day.ts';
import { catalogue as catalogueSchema } from '../../src/domain/guide/catalogue.ts';
import { catalogueFile, structureFile, textsFile, titlesFile } from '../../src/domain/guide/problem.ts';
import type { Problem } from '../../src/domain/guide/problem.ts';
import { drillsFile, drillTextsFile, validateDrills } from '../../src/domain/guide/validate-drills.ts';
import { validateCatalogue, validateGuide } from '../../src/domain/guide/validate.ts';

const languages = ['vi', 'en'];
const titles = v.object({
  catalogue: v.record(
    v.string(),
    v.object({
      title: v.optional(v.string(), ''),
      summary: v.optional(v.string(), ''),
      skill: v.optional(v.string(), ''),
    }),
  ),
});

const sourced = v.object({ sources: v.array(v.object({ id: v.string() })) });

export interface CheckedGuides {
  readonly ids: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Checks every guide under a repository's root.
 * @param asOf today; no guide can have been checked after it
 */
export function problemsIn(root: string, asOf: Day): CheckedGuides {
  const problems: Problem[] = [];

  /** The parsed file; `undefined` when it is missing or not JSON, which is reported. */
  function readJson(file: string): unknown {
    const path = join(root, file);
    if (!existsSync(path)) return undefined;
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as unknown;
    } catch (error) {
      problems.push({
        file,
        place: '',
        remedy: `This is no valid JSON: ${error instanceof Error ? error.message : String(error)}`,
      });
      return undefined;
    }
  }
  const byLanguage = <T>(read: (language: string) => T): Record<string, T> =>
    Object.fromEntries(languages.map((language) => [language, read(language)]));
  const titlesIn = (language: string): v.InferOutput<typeof titles>['catalogue'] => {
    const read = v.safeParse(titles, readJson(titlesFile(language)));
    return read.success ? read.output.catalogue : {};
  };

  const ids = foldersIn(join(root, 'src/domain/guide/data'));
  for (const id of ids) {
    if (!existsSync(join(root, structureFile(id))))
      problems.push({
        file: structureFile(id),
        place: '',
        remedy: 'The folder has no guide.json: write it, or take the folder away.',
      });
    else problems.push(...guideProblems(id));
  }
  for (const language of languages) {
    for (const id of textsIn(join(root, 'locales', language, 'guides')).filter((one) => !ids.includes(one))) {
      problems.push({
        file: textsFile(language, id),
        place: '',
        remedy: `Texts without a guide: write ${structureFile(id)}, or take this file away.`,
      });
    }
  }
  const catalogue = v.safeParse(catalogueSchema, readJson(catalogueFile));
  if (catalogue.success) problems.push(...validateCatalogue(catalogue.output, ids, byLanguage(titlesIn)));
  else
    problems.push(
      ...catalogue.issues.map((issue) => ({
        file: catalogueFile,
        place: v.getDotPath(issue) ?? '',
        remedy: issue.message,
      })),
    );
  // A repository with guides only has no drills.
  if (existsSync(join(root, drillsFile)))
    problems.push(
      ...validateDrills(
        readJson(drillsFile),
        byLanguage((language) => readJson(drillTextsFile(language))),
        sourcesOf(ids),
      ),
    );
  return { ids, problems };

  function sourcesOf(guides: readonly string[]): Record<string, readonly string[]> {
    return Object.fromEntries(
      guides.map((id) => {
        const read = v.safeParse(sourced, readJson(structureFile(id)));
        return [id, read.success ? read.output.sources.map((source) => source.id) : []];
      }),
    );
  }

  function guideProblems(id: string): readonly Problem[] {
    const before = problems.length;
    const files = {
      id,
      guide: readJson(structureFile(id)),
      texts: byLanguage((language) => readJson(textsFile(language, id))),
    };
    // A file that is not JSON is reported once; the guide's other checks need it.
    return problems.length > before ? [] : validateGuide(files, asOf);
  }
}

const foldersIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

const textsIn = (path: string): string[] =>
  (existsSync(path) ? readdirSync(path) : [])
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace(/\.json$/, ''));
