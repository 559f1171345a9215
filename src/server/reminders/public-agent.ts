import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { Agent } from 'node:https';
import { BlockList, type LookupFunction } from 'node:net';

/** What is nobody's on the internet (RFC 6890): own networks, this machine, links, documentation, multicast. */
const notPublic = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  // The old IPv4-compatible addresses; mapped ones (::ffff:…) are judged as the IPv4 address they are.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the internet, and not of the server's own machine or network. */
export const isPublicAddress = ({ address, family }: LookupAddress): boolean =>
  !notPublic.check(address, family === 6 ? 'ipv6' : 'ipv4');

/**
 * Finds the addresses of a name, the public ones alone, so that a name which leads into the server's own network leads
 * nowhere. It is the very lookup by which the connection is made: no second answer can come in between.
 * @param lookup the system's, as `dns.lookup`
 */
export const publicLookup =
  (lookup: typeof systemLookup = systemLookup): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const [first, ...rest] = found.filter(isPublicAddress);
      if (!first)
        return done(Object.assign(new Error('The name leads to no public address.'), { code: 'ENOTFOUND' }), '', 0);
      if (options.all === true) done(null, [first, ...rest]);
      else done(null, first.address, first.family);
    });
  };

/** How the server reaches push services. */
export const publicAgent = (): Agent => new Agent({ lookup: publicLookup(), keepAlive: false });
