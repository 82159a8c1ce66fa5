package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;

/** What stood in the way of a look at a repository, as JGit's readers let it pass. */
final class GitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    GitException(Kind kind) {
        super(kind.text());
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The reason in what was thrown; what readers of formats complain of is the format. */
    static Kind kindOf(Exception thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof GitException known) {
                return known.kind;
            }
            if (each instanceof HostAccessException refusal) {
                return refusal.kind();
            }
        }
        return Kind.MALFORMED;
    }
}
