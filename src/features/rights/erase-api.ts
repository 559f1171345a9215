import { eraseResponse, type EraseRequest } from '../../protocol/erase.ts';
import type { AskServer } from '../../sync/index.ts';

/** `waiting`: nothing is erased until a second person confirms it; `refused`: the server said no, and nothing was. */
export type EraseReply =
  | { readonly kind: 'erased'; readonly until: number | undefined }
  | { readonly kind: 'waiting' | 'unreachable' | 'refused' };

/** The same request sent again (answer lost) has the same answer. Never throws. */
export async function eraseRecords(server: AskServer, request: EraseRequest): Promise<EraseReply> {
  const asked = await server.post('erase', request, eraseResponse);
  if (asked.kind !== 'ok') return { kind: asked.kind === 'problem' ? 'refused' : 'unreachable' };
  const { waiting, until } = asked.value;
  return waiting === undefined ? { kind: 'erased', until } : { kind: 'waiting' };
}
