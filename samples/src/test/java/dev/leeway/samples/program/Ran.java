package dev.leeway.samples.program;

/**
 * What a program did.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Ran(int exit, String out, String err) {}
