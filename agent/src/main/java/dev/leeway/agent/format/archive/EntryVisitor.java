package dev.leeway.agent.format.archive;

import java.util.Optional;

/** Told of every file in an archive and in those nested in it, in directory order, nested archives after their parent. */
@FunctionalInterface
public interface EntryVisitor {
    /** Wants to be told of nothing. */
    EntryVisitor NONE = (archive, entry) -> {};

    /**
     * Tells of one file.
     *
     * @param archive where the entry lies, as {@link Archive#path()}
     * @param entry valid during the call only
     */
    void visit(String archive, ArchiveEntry entry);

    /** Whether the content of this file is wanted, too; asked of files that are no classes, after {@link #visit}. */
    default boolean opens(String archive, ArchiveEntry entry) {
        return false;
    }

    /**
     * Gives the content of a file that was wanted.
     *
     * @param content absent where it is too large, encrypted or damaged, or where too many were wanted
     */
    default void opened(String archive, String name, Optional<byte[]> content) {}
}
