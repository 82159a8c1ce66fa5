package dev.leeway.agent.format.archive;

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
}
