/** One mistake in a guide, with its place and remedy for the author. */
export interface Problem {
  /** Path from the repository's root. */
  readonly file: string;
  /** Where in the file: `parts.login.steps.open-vneid.do`. */
  readonly place: string;
  /** What is wrong and what to do. */
  readonly remedy: string;
}

export const structureFile = (id: string): string => `src/domain/guide/data/${id}/guide.json`;
export const textsFile = (language: string, id: string): string => `locales/${language}/guides/${id}.json`;
export const catalogueFile = 'src/domain/guide/data/catalogue.json';
export const titlesFile = (language: string): string => `locales/${language}/guides.json`;
