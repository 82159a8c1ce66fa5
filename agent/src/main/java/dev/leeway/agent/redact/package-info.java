/**
 * What may leave the host: decides for every observed value whether it is shown, told apart by a keyed tag, or only counted.
 *
 * <p>Pure: values in, values out, the same on every machine. No file, clock, network, locale or randomness may enter (a
 * fleet key's bytes are handed in), and no library beyond the JDK's digests. Everything here takes time linear in its
 * input, because any of it may be hostile. The lists that decide are published in {@code docs/secrets.md}.
 */
@NullMarked
package dev.leeway.agent.redact;

import org.jspecify.annotations.NullMarked;
