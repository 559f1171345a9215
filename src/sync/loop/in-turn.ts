import type { SliceDeps } from '../slice/slice-types.ts';
import type { Transport } from '../network/transport.ts';
import type { Turn } from './turn.ts';

/** The same slice, each of whose calls is a step of `turn`: once the turn is over it stores and sends nothing more. */
export function sliceInTurn(deps: SliceDeps, turn: Turn): SliceDeps {
  const { store, rows, transport } = deps;
  const { outbox, settings } = store;
  const step = turn.step;
  return {
    ...deps,
    store: {
      enrolment: store.enrolment,
      outbox: {
        pending: (bounds) => step(() => outbox.pending(bounds)),
        acknowledge: (outcomes, epoch) => step(() => outbox.acknowledge(outcomes, epoch)),
        resendAfter: (lastSeq, epoch) => step(() => outbox.resendAfter(lastSeq, epoch)),
        renumberAfter: (lastSeq, device) => step(() => outbox.renumberAfter(lastSeq, device)),
        ledger: () => step(() => outbox.ledger()),
      },
      settings: {
        get: (key) => step(() => settings.get(key)),
        set: (key, value) => step(() => settings.set(key, value)),
      },
    },
    ...(rows && {
      rows: {
        confirmed: {
          cursor: (village) => step(() => rows.confirmed.cursor(village)),
          applyPage: (village, expected, page) => step(() => rows.confirmed.applyPage(village, expected, page)),
          versions: (village) => step(() => rows.confirmed.versions(village)),
          backedUp: (until) => step(() => rows.confirmed.backedUp(until)),
          reset: (village) => step(() => rows.confirmed.reset(village)),
        },
        settings: {
          get: (key) => step(() => rows.settings.get(key)),
          set: (key, value) => step(() => rows.settings.set(key, value)),
          me: () => step(() => rows.settings.me()),
          saveMe: (me) => step(() => rows.settings.saveMe(me)),
        },
      },
    }),
    transport: transportInTurn(transport.until?.(turn.signal) ?? transport, turn),
  };
}

function transportInTurn(transport: Transport, { step }: Turn): Transport {
  return {
    push: (request, as) => step(() => transport.push(request, as)),
    pull: (query, as) => step(() => transport.pull(query, as)),
    me: (as) => step(() => transport.me(as)),
    renew: (challenge, as) => step(() => transport.renew(challenge, as)),
    newDevice: (request, as) => step(() => transport.newDevice(request, as)),
  };
}
