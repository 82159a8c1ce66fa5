package dev.leeway.agent.host.git;

/**
 * An object as it was committed.
 *
 * @param type of {@link org.eclipse.jgit.lib.Constants}
 * @param content not copied
 */
record StoredObject(int type, byte[] content) {}
