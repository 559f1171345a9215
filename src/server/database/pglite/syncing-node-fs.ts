import fs from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface OpenFile {
  /** Node's file descriptor. */
  readonly nfd: number;
  readonly node: object;
}

// What Emscripten's Node file system offers, as far as it is used here (its own types do not name it).
interface EmscriptenModule {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (file: OpenFile) => number };
    realPath(node: object): string;
  };
}

type Init = NodeFS['init'];
type ModuleOptions = Awaited<ReturnType<Init>>['emscriptenOpts'];

export interface SyncingNodeFSEvents {
  /** fsync failed. Must not return: the file system may have dropped the pages, so no later fsync can be believed. */
  readonly onSyncFailure: (path: string, error: unknown) => never;
  /** PostgreSQL gave up (PANIC) or its WebAssembly trapped. Must not return either. */
  readonly onAbort: (reason: string) => never;
}

/**
 * PGlite's file system on a real directory, with fsync. Emscripten's `fd_sync` asks the file's `stream_ops.fsync`, which its
 * NODEFS lacks: PostgreSQL's fsync then does nothing and says it succeeded. (fdatasync is an empty function and cannot be mended
 * here, hence `wal_sync_method=fsync`.)
 */
export class SyncingNodeFS extends NodeFS {
  readonly #events: SyncingNodeFSEvents;
  readonly #syncsByFolder = new Map<string, number>();

  constructor(directory: string, events: SyncingNodeFSEvents) {
    super(directory);
    this.#events = events;
  }

  /** How many fsyncs of files and directories in this folder ('pg_wal') succeeded. */
  syncsOf(folder: string): number {
    return this.#syncsByFolder.get(folder) ?? 0;
  }

  override async init(...[pg, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pg, options);
    const patch = (module: unknown): void => this.#addSync(module as EmscriptenModule);
    const extended: ModuleOptions = {
      ...emscriptenOpts,
      preRun: [patch, ...(emscriptenOpts.preRun ?? [])],
      onAbort: (reason: unknown) => this.#events.onAbort(String(reason)),
    };
    return { emscriptenOpts: extended };
  }

  #addSync({ NODEFS }: EmscriptenModule): void {
    NODEFS.stream_ops.fsync = (file) => {
      const path = NODEFS.realPath(file.node);
      try {
        fs.fsyncSync(file.nfd);
      } catch (error) {
        this.#events.onSyncFailure(path, error);
      }
      const folder = path.slice(this.rootDir.length + 1).split('/')[0] ?? '';
      this.#syncsByFolder.set(folder, this.syncsOf(folder) + 1);
      return 0;
    };
  }
}
