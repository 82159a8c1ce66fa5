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

    /** How many bytes of a file that was wanted are given unless the visitor asks for more. */
    int HEAD = 16 << 10;

    /** How many bytes of a file that is wanted are given to this visitor. */
    default int most() {
        return HEAD;
    }

    /**
     * Whether the outermost archive is somebody's deployment, whose files other than classes are told of one by one: they may
     * hold secrets, and leave no mark on {@link Archive#content()}.
     */
    default boolean isDeployment() {
        return false;
    }

    /**
     * Whether the nested archive at {@code path}, as {@link Archive#path()}, is a part of the deployment that was packed for
     * itself, and all around it are deployed, too: a web application or a connector in an enterprise archive or a server, and
     * whatever module an enterprise archive holds outside its {@code lib}.
     */
    static boolean isDeployedWithin(String path) {
        String[] parts = path.split(Archive.SEPARATOR, -1);
        for (int i = 1; i < parts.length; i++) {
            boolean module = parts[i - 1].endsWith(".ear") && !parts[i].startsWith("lib/");
            if (!module && !parts[i].endsWith(".war") && !parts[i].endsWith(".rar")) {
                return false;
            }
        }
        return true;
    }

    /** Whether the beginning of this file is wanted, too; asked of files that are no classes, after {@link #visit}. */
    default boolean opens(String archive, ArchiveEntry entry) {
        return false;
    }

    /**
     * Gives the beginning of a file that was wanted.
     *
     * @param head absent where it is encrypted or damaged, or where too many were wanted; what keeps it keeps its memory
     */
    default void opened(String archive, String name, Optional<byte[]> head) {}
}
