package dev.leeway.agent.host.image;

/**
 * What an image in a file may cost.
 *
 * @param entries in all layers together
 * @param files at once in the merged tree, directories and links included; what they cost in memory is about 150 bytes each
 * @param layers of one image
 * @param unpacked bytes of all layers together, unpacked
 * @param ratio of unpacked to packed bytes, in what is larger than {@code innocent}
 * @param innocent bytes that may unpack from any few
 * @param members of the file around the layers
 */
record ImageLimits(int entries, int files, int layers, long unpacked, int ratio, long innocent, int members) {
    static final ImageLimits USUAL = new ImageLimits(1_000_000, 300_000, 500, 64L << 30, 250, 1L << 30, 20_000);
}
