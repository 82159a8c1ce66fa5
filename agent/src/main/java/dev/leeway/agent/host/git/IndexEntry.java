package dev.leeway.agent.host.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * What the index says of one path.
 *
 * @param path of the file, relative to the working copy
 * @param mode of Git: {@code 0100644}, {@code 0120000} for a link, {@code 0160000} for a repository within
 * @param object content that is to be committed
 * @param stage 0; of what a merge left undecided 1 to 3
 * @param hidden whether Git was told not to look at the file
 * @param intended whether it is only to be added later
 * @param mark what the file system said of it when it was last known to be unchanged
 */
record IndexEntry(String path, int mode, ObjectId object, int stage, boolean hidden, boolean intended, Mark mark) {
    private static final int LINK = 0120000;
    private static final int REPOSITORY = 0160000;
    private static final int DIRECTORY = 040000;

    boolean isLink() {
        return mode == LINK;
    }

    boolean isRepository() {
        return mode == REPOSITORY;
    }

    /** Whether this stands for a directory of which nothing is checked out. */
    boolean isDirectory() {
        return mode == DIRECTORY;
    }

    boolean isExecutable() {
        return (mode & 0100) != 0;
    }

    /**
     * What tells a file untouched; seconds and sizes as 32 bits.
     *
     * @param changed seconds of the last change of any kind
     * @param modified seconds of the last change of content
     * @param changedPart nanoseconds of the former; 0 where they were not kept
     * @param modifiedPart nanoseconds of the latter
     */
    record Mark(int changed, int changedPart, int modified, int modifiedPart, int inode, int size) {}
}
