import type { useTranslation } from '../../../i18n/index.ts';
import type { Catalogue } from '../../../domain/guide/catalogue.ts';
import catalogue from '../../../domain/guide/data/catalogue.json';
import { guideFor } from '../../../domain/guide/guide-for.ts';
import { needs } from '../../../domain/guide/needs.ts';
import type { Need } from '../../../domain/guide/needs.ts';
import { topics } from '../../../domain/guide/topics.ts';
import type { Topic } from '../../../domain/guide/topics.ts';

type GuideT = ReturnType<typeof useTranslation<'guides'>>['t'];

/** A guide of the index. Its id is a key of `guides:catalogue` (`npm run check:guides` sees to that). */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** The basic digital skill of Bình dân học vụ số that it serves. */
  readonly skill: string;
}

const guides = catalogue as Catalogue;

/** The headings of the index that have a guide under them, in their order. */
export const topicsOfIndex: readonly { readonly topic: Topic; readonly ids: readonly string[] }[] = topics
  .map((topic) => ({ topic, ids: guides.filter((entry) => entry.topic === topic).map((entry) => entry.id) }))
  .filter(({ ids }) => ids.length > 0);

const titleKey = (id: string) => `catalogue.${id as 'etax-mobile'}.title` as const;
const summaryKey = (id: string) => `catalogue.${id as 'etax-mobile'}.summary` as const;

const skillKey = (id: string) => `catalogue.${id as 'etax-mobile'}.skill` as const;

export const entryOf = (id: string, t: GuideT): Entry => ({
  id,
  title: t(titleKey(id)),
  summary: t(summaryKey(id)),
  skill: t(skillKey(id)),
});

/** The guide with this very title, in the language of `t`. */
export const guideTitled = (title: string, t: GuideT): string | undefined =>
  guides.find(({ id }) => t(titleKey(id)) === title)?.id;

/** The needs that some guide answers, with that guide, in the order of the tiles. */
export const answeredNeeds = (): readonly { readonly need: Need; readonly id: string }[] =>
  needs.flatMap((need) => {
    const id = guideFor(need, guides);
    return id === undefined ? [] : [{ need, id }];
  });
