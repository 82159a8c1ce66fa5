/** Pure reading of SQL expressions as servers print them: words, one spelling, and whether they hold texts somebody wrote. */
@NullMarked
package dev.leeway.agent.probe.database.sql;

import org.jspecify.annotations.NullMarked;
