package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

/** A request is refused; the problem is all its sender learns. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String reason;

    /**
     * A refusal.
     *
     * @param reason a word or two for counting, the same for all of its kind
     */
    public RefusedException(String reason, Problem problem) {
        super(requireNonNull(problem, "problem is null").title());
        this.reason = requireNonNull(reason, "reason is null");
        this.problem = problem;
    }

    /**
     * A refusal for something that failed here.
     *
     * @param cause what its own words are told of where the collector speaks, never to the sender
     */
    public RefusedException(String reason, Problem problem, Throwable cause) {
        super(requireNonNull(problem, "problem is null").title(), requireNonNull(cause, "cause is null"));
        this.reason = requireNonNull(reason, "reason is null");
        this.problem = problem;
    }

    /** What the sender learns. */
    public Problem problem() {
        return problem;
    }

    /** What it is counted as. */
    public String reason() {
        return reason;
    }
}
