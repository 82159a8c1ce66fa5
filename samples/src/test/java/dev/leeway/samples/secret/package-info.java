/** Secrets in real services and on real hosts: none leaves by any way the packaged programs have. */
@NullMarked
package dev.leeway.samples.secret;

import org.jspecify.annotations.NullMarked;
