package dev.leeway.agent.host.image;

import java.time.Duration;

/**
 * What reading a container through its engine may cost.
 *
 * @param bytes of contents in one answer
 * @param largest file that is kept with the directory it lies in; larger ones are asked for when they are read
 * @param kept bytes of contents of all containers of a snapshot, in temporary files
 * @param entries of one answer
 * @param files that are told of one by one
 * @param time of all answers together
 */
record HandedLimits(long bytes, long largest, long kept, int entries, int files, Duration time) {
    static final HandedLimits USUAL =
            new HandedLimits(4L << 30, 32L << 20, 1L << 30, 300_000, 20_000, Duration.ofSeconds(30));
}
