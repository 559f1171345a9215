/** Sources of targets that have words (`progress:source.*`). A target from elsewhere shows its source as it is. */
const sources = ['tanDong2022', 'krongPac2022'] as const;
type Source = (typeof sources)[number];

export const isSource = (text: string): text is Source => sources.some((known) => known === text);
