export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A table of a paper; numbers are written as the reader's language writes them. */
export interface PaperTable {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Relative widths of the columns. */
  readonly widths: readonly number[];
  /** The last row is a sum. */
  readonly isSummed?: boolean;
}

export type PaperBlock =
  | { readonly kind: 'chapter' | 'section' | 'paragraph' | 'note'; readonly text: string }
  | PaperTable;

/** A paragraph of plain text. */
export const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });

/**
 * An administrative document in the layout of decree 30/2020/NĐ-CP, appendix I: who issues it, the country's name and
 * motto, number, place and day, title, body, signature, receivers.
 */
export interface Paper {
  /** "ỦY BAN NHÂN DÂN XÃ …" */
  readonly above: string;
  /** Who issues it, in capitals. */
  readonly by: string;
  readonly number: string;
  readonly country: string;
  readonly motto: string;
  readonly placeAndDay: string;
  readonly title: string;
  /** What it is about, a line each. */
  readonly about: readonly string[];
  readonly to: string;
  readonly blocks: readonly PaperBlock[];
  readonly receivers: readonly string[];
  /** Lines above the signature, in capitals. */
  readonly signature: readonly string[];
  /** Who signs; '' leaves the place to write it. */
  readonly signer: string;
}
