package dev.leeway.agent.probe.git;

import dev.leeway.agent.spi.HostFiles;
import java.util.Optional;

/**
 * A working copy that is looked at.
 *
 * @param name the subject of its section
 * @param files where it lies: the host's, or those of a process in a container
 * @param directory its top, absolute
 * @param repository where its repository lies, where nothing in it says so
 */
record CopyPlace(String name, HostFiles files, String directory, Optional<String> repository) {}
