// `npm run check:guides`: reads every guide and says what is wrong with it, where, and what to do about it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { dayOf } from '../src/domain/day.ts';
import { catalogue as catalogueSchema } from '../src/domain/guide/catalogue.ts';
import { catalogueFile, structureFile, textsFile, titlesFile } from '../src/domain/guide/problem.ts';
import type { Problem } from '../src/domain/guide/problem.ts';
import { validateCatalogue, validateGuide } from '../src/domain/guide/validate.ts';
import { systemClock } from '../src/lib/clock.ts';

const root = join(import.meta.dirname, '..');
const languages = ['vi', 'en'];
const unreadable: Problem[] = [];

/** The parsed file; `undefined` when it is not there or is no JSON, which is reported. */
function readJson(file: string): unknown {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    unreadable.push({ file, place: '', remedy: `This is no valid JSON: ${error instanceof Error ? error.message : String(error)}` });
    return undefined;
  }
}

const byLanguage = <T>(read: (language: string) => T): Record<string, T> => Object.fromEntries(languages.map((language) => [language, read(language)]));
const titles = v.object({ catalogue: v.record(v.string(), v.object({ title: v.optional(v.string(), ''), summary: v.optional(v.string(), '') })) });
const titlesIn = (language: string): v.InferOutput<typeof titles>['catalogue'] => {
  const read = v.safeParse(titles, readJson(titlesFile(language)));
  return read.success ? read.output.catalogue : {};
};

const ids = readdirSync(join(root, 'src/domain/guide/data'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const today = dayOf(systemClock.now());
const problems = ids.flatMap((id) => validateGuide({ id, guide: readJson(structureFile(id)), texts: byLanguage((language) => readJson(textsFile(language, id))) }, today));
const catalogue = v.safeParse(catalogueSchema, readJson(catalogueFile));
if (catalogue.success) problems.push(...validateCatalogue(catalogue.output, ids, byLanguage(titlesIn)));
else problems.push(...catalogue.issues.map((issue) => ({ file: catalogueFile, place: v.getDotPath(issue) ?? '', remedy: issue.message })));

const all = [...unreadable, ...problems];
for (const { file, place, remedy } of all) console.error(`${file}${place && `\n  ${place}`}\n  → ${remedy}\n`);
console.log(all.length === 0 ? `${ids.length} guides checked, nothing to mend.` : `${all.length} to mend in ${new Set(all.map((problem) => problem.file)).size} files.`);
process.exitCode = all.length === 0 ? 0 : 1;
