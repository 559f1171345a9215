/** The interactive parts of a residents' page. Each is drawn into the `LivePlace` of its name (pieces.ts). */
export type LivePiece =
  | 'listen'
  | 'practice'
  | 'drills'
  | 'drills-due'
  | 'again'
  | 'again-due'
  | 'search'
  | 'comfort'
  | 'resume'
  | 'share'
  | 'print'
  | 'say'
  | 'voices'
  | 'changed'
  | 'village';

/** `place`: the element that the piece is drawn into; its `data-say` may hold the words to read aloud. */
export interface PieceProps {
  readonly place: HTMLElement;
}
