/** Real database servers for tests: unpacked from their archives, started once for all tests that ask, stopped with the machine. */
@NullMarked
package dev.leeway.agent.engine;

import org.jspecify.annotations.NullMarked;
