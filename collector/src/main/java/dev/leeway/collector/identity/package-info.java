/**
 * Who may say what to a collector: hosts that join and sign, people with tokens, and the log of what was decided.
 *
 * <p>Holds the contract of what a collector remembers beside snapshots, and the rules that decide. Pure but for chance: no SQL, no
 * HTTP, no files; moments are handed in. No secret is kept in a value of this room longer than it takes to hash it, and none
 * reaches a message.
 */
@NullMarked
package dev.leeway.collector.identity;

import org.jspecify.annotations.NullMarked;
