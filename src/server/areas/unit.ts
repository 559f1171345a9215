import type { Area, AreaKind } from '../../domain/access/area.ts';

/** One line of an import: an area identified by its code, or a village identified by its name within its commune. */
export interface Unit {
  readonly kind: AreaKind;
  readonly code: string | undefined;
  readonly prefix: string;
  readonly name: string;
  /** Code of the area above; undefined for a province. */
  readonly parentCode: string | undefined;
  readonly aliases: Area['aliases'];
  /** Position in the file, for messages: "line 7". */
  readonly at: string;
}
