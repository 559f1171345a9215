/**
 * What a village's progress answers beyond its first screen, one screen a question: who is still left, which cluster is
 * behind, what is new this week, what the team has done.
 */
export const overviews = ['left', 'clusters', 'week', 'team'] as const;
export type Overview = (typeof overviews)[number];
