/**
 * Images in files, as engines save them and as the open container format lays them out, read as the file systems they become; and
 * containers as their engine hands them out.
 *
 * <p>Nothing is unpacked: layers are indexed where they lie, compressed ones in one unnamed temporary file, and reads go there. The
 * one home of the decoder for Zstandard. An engine is asked through its port alone, and no fact is made here.
 */
@NullMarked
package dev.leeway.agent.host.image;

import org.jspecify.annotations.NullMarked;
