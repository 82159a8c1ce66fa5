package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Something of the host could not be read; says what, and why in one of a few words. */
public final class HostAccessException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String path;
    private final Optional<Remark> remark;

    /** A refusal of {@code kind} at {@code path}; carries no content and no system message, which might hold some. */
    public HostAccessException(Kind kind, String path) {
        super(path + ": " + kind.text());
        this.kind = requireNonNull(kind, "kind is null");
        this.path = requireNonNull(path, "path is null");
        this.remark = Optional.empty();
    }

    /** Likewise, where it is known what exactly stood in the way. */
    public HostAccessException(Kind kind, String path, Remark remark) {
        super(path + ": " + kind.text() + " (" + remark.text() + ")");
        this.kind = requireNonNull(kind, "kind is null");
        this.path = requireNonNull(path, "path is null");
        this.remark = Optional.of(remark);
    }

    /**
     * More than is read lies at {@code path}.
     *
     * @param mebibytes that are read at most, none where nothing is left for it
     */
    public static HostAccessException tooLarge(String path, long mebibytes) {
        return new HostAccessException(
                path, mebibytes > 0 ? " (more than " + mebibytes + " MiB)" : " (others left no memory for it)");
    }

    private HostAccessException(String path, String amount) {
        super(path + ": " + Kind.TOO_LARGE.text() + amount);
        this.kind = Kind.TOO_LARGE;
        this.path = requireNonNull(path, "path is null");
        this.remark = Optional.empty();
    }

    /** Why it could not be read. */
    public Kind kind() {
        return kind;
    }

    /** Why, in the words of the message: what is there, without where. */
    public String reason() {
        return String.valueOf(getMessage()).substring(path.length() + 2);
    }

    /** What could not be read, as the probe named it. */
    public String path() {
        return path;
    }

    /** What exactly stood in the way, where that is known. */
    public Optional<Remark> remark() {
        return remark;
    }

    /** What stood in the way of a login. */
    public enum Remark {
        LOGIN("the server refuses this user or password"),
        NOT_ADMITTED("this user may not enter the database"),
        /** Of servers that keep from strangers what there is. */
        NOT_ADMITTED_OR_ABSENT("this user may not enter the database or there is none of that name"),
        NO_DATABASE("the server has no database of that name"),
        NO_HOST("the name of its host is not known"),
        NO_SERVER("nothing answers at its address"),
        NOT_READY("the server is starting or going down"),
        FULL("the server takes no more connections"),
        URL("the driver cannot read its url");

        private final String text;

        Remark(String text) {
            this.text = text;
        }

        /** As messages and reasons have it. */
        public String text() {
            return text;
        }
    }

    /** Why something could not be read. */
    public enum Kind {
        ABSENT("absent"),
        DENIED("permission"),
        /** Whoever decides that it be read could not read it, whatever the agent may. */
        CLOSED_TO_OWNER("closed to the project's owner"),
        /** A pipe, socket, device or directory where a file was expected; never opened. */
        NOT_A_FILE("not a regular file"),
        TOO_LARGE("limit"),
        /** It was there and went away, as processes do. */
        VANISHED("vanished"),
        UNREADABLE("unreadable"),
        /** It was read and is not what its name promises. */
        MALFORMED("format"),
        /** No answer came while anybody waited. */
        TIMED_OUT("time"),
        /** It is written to while the service runs, so that what it holds is the moment's. */
        IN_USE("in use"),
        /** It was written since the process that uses it may have read it, so that what is in use is another thing. */
        CHANGED("changed in use"),
        /** A server that keeps account of it by itself did not do so yet. */
        NEVER_ANALYSED("never analysed"),
        /** Who made it gave it something by a shell that is gone. */
        OF_A_SHELL("given by a shell"),
        /** It leads to something else that is not looked at. */
        NOT_FOLLOWED("not followed"),
        /** Only a running host could tell, and this is a mounted tree: {@link HostView#live()}. */
        NOT_LIVE("not requested");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word used in {@code uncovered} reasons and messages. */
        public String text() {
            return text;
        }
    }
}
