/** The headings of the index, in its order. Words: `guides:topic.<topic>`. */
export const topics = ['start', 'safety', 'papers', 'health', 'money'] as const;
export type Topic = (typeof topics)[number];
