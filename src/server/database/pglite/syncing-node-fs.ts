import fs from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface OpenFile {
  /** Node's file descriptor. */
  readonly nfd: number;
  readonly node: object;
}

// The parts of Emscripten's Node file system that are used here; PGlite's types do not declare them.
interface EmscriptenModule {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (file: OpenFile) => number };
    readonly node_ops: {
      mknod: (parent: object, name: string, mode: number, device: number) => object;
      setattr: (node: object, change: { mode?: number }) => void;
    };
    realPath(node: object): string;
  };
}

type Init = NodeFS['init'];
type ModuleOptions = Awaited<ReturnType<Init>>['emscriptenOpts'];

/** Failures after which the database must not go on. */
export interface SyncingNodeFSEvents {
  /** fsync failed. Must not return: the file system may have dropped the pages, so a later fsync proves nothing. */
  readonly onSyncFailure: (path: string, error: unknown) => never;
  /** PostgreSQL ended with PANIC or its WebAssembly trapped. Must not return either. */
  readonly onAbort: (reason: string) => never;
}

/**
 * PGlite's file system on a real directory, with fsync. Emscripten's `fd_sync` calls the file's `stream_ops.fsync`,
 * which NODEFS lacks, so that PostgreSQL's fsync does nothing and reports success. (fdatasync is an empty function and
 * cannot be replaced here, hence `wal_sync_method=fsync`.)
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
    const patch = (module: unknown): void => {
      this.#addSync(module as EmscriptenModule);
      ownersOnly(module as EmscriptenModule);
    };
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

const othersBits = 0o077;

/**
 * Emscripten makes files that everybody may read and write, whatever the process's umask says: here they are their
 * owner's.
 */
function ownersOnly({ NODEFS: { node_ops: operations } }: EmscriptenModule): void {
  const { mknod, setattr } = operations;
  operations.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~othersBits, device);
  operations.setattr = (node, change) =>
    setattr(node, change.mode === undefined ? change : { ...change, mode: change.mode & ~othersBits });
}
