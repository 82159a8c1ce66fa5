package dev.leeway.collector.source.git;

import static java.util.Objects.requireNonNull;

/** A policy that could not be had from a repository; the message says why and what to do. */
public final class GitPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    GitPolicyException(String message) {
        super(requireNonNull(message, "message is null"));
    }

    GitPolicyException(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
    }
}
