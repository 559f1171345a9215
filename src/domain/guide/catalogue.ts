import * as v from 'valibot';
import { needs } from './needs.ts';
import { slug } from './screen.ts';

export const catalogue = v.array(v.strictObject({ id: slug, needs: v.array(v.picklist(needs)) }));

/** `data/catalogue.json`: the guides there are, in the order of the index, and the needs each one answers. */
export type Catalogue = v.InferOutput<typeof catalogue>;
