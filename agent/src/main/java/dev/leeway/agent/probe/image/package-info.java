/**
 * The probe {@code image}: what the images of services are made of and how they are meant to be run.
 *
 * <p>One section for each service whose containers use an image, and for each image that was asked for by itself; the index lists what
 * else lies on the host by name. Digests are told plainly, how an image was made only as far as it is the same. Images come through
 * the port to the container engine alone, wherever that has them from; no client of an engine and no archive enters here.
 */
@NullMarked
package dev.leeway.agent.probe.image;

import org.jspecify.annotations.NullMarked;
