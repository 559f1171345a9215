import * as v from 'valibot';
import { needs } from './needs.ts';
import { slug } from './screen.ts';
import { topics } from './topics.ts';

export const catalogue = v.array(
  v.strictObject({ id: slug, topic: v.picklist(topics), needs: v.array(v.picklist(needs)) }),
);

/**
 * `data/catalogue.json`: the guides there are, in the order of the index, the heading of each, and the needs
 * it answers.
 */
export type Catalogue = v.InferOutput<typeof catalogue>;
