/** The review of one text of a language that is being translated. A text without an entry is missing. */
export type Review =
  | { readonly status: 'draft'; readonly by: string; readonly on: string }
  | {
      readonly status: 'reviewed';
      readonly by: string;
      readonly on: string;
      readonly reviewedBy: string;
      readonly reviewedOn: string;
    };
export type ReviewStatus = 'missing' | Review['status'];

/** `<namespace>:<key>` → the text. */
export type FlatTexts = Readonly<Record<string, string>>;
/** `<namespace>:<key>` → who wrote and who reviewed it: `locales/<language>/review/strings.json`. */
export type Reviews = Readonly<Record<string, Review>>;

export const statusOf = (key: string, reviews: Reviews): ReviewStatus => reviews[key]?.status ?? 'missing';

/** How many of the reference's texts are missing, drafted, reviewed. */
export function countReviews(reference: FlatTexts, reviews: Reviews): Record<ReviewStatus, number> {
  const counts: Record<ReviewStatus, number> = { missing: 0, draft: 0, reviewed: 0 };
  for (const key of Object.keys(reference)) counts[statusOf(key, reviews)] += 1;
  return counts;
}

/**
 * Faults in the reviews of a language: every text needs a named writer, and a reviewer other than the writer.
 * @returns one sentence each; empty when all is well
 */
export function reviewProblems(reference: FlatTexts, texts: FlatTexts, reviews: Reviews): readonly string[] {
  const problems: string[] = [];
  for (const key of Object.keys(texts)) {
    if (!(key in reference)) problems.push(`${key}: no such text in Vietnamese.`);
    if (!(key in reviews)) problems.push(`${key}: say in review/strings.json who wrote it and when.`);
  }
  for (const [key, review] of Object.entries(reviews)) {
    if (!(key in texts)) problems.push(`${key}: reviewed, and not written.`);
    if (review.by.trim() === '' || !isDay(review.on))
      problems.push(`${key}: a name and a day (YYYY-MM-DD) are needed.`);
    if (review.status !== 'reviewed') continue;
    if (review.reviewedBy.trim() === '' || !isDay(review.reviewedOn))
      problems.push(`${key}: who reviewed it, and on which day?`);
    if (review.reviewedBy === review.by) problems.push(`${key}: somebody other than ${review.by} must review it.`);
  }
  return problems;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
