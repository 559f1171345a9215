/**
 * Evens the volume out: whoever sits far from the phone and whoever speaks close to it are heard alike.
 *
 * @returns the node to connect onwards
 */
export function evened(context: BaseAudioContext, from: AudioNode): AudioNode {
  const compressor = new DynamicsCompressorNode(context, {
    // Quiet speech lies at −45 dB, close speech at −10: all of it is drawn together; browsers make up for the loss.
    threshold: -45,
    knee: 20,
    ratio: 6,
    attack: 0.005,
    release: 0.25,
  });
  from.connect(compressor);
  return compressor;
}
