import type { Guide, GuideTexts } from '../../../domain/guide/guide.ts';

/** A guide as its pages show it: the structure, and the words in the language of the page. */
export interface GuideContent {
  readonly guide: Guide;
  readonly texts: GuideTexts;
}

/** Search words of each guide, by the guide's id. The index page carries them, so that a search fetches nothing. */
export type SearchWords = Readonly<Record<string, readonly string[]>>;
