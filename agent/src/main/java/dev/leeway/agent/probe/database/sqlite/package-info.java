/**
 * SQLite: what the pragmas of a file tell, and of the statements it keeps what no pragma tells.
 *
 * <p>The statements are read word by word and tolerantly: whoever wrote them, a file is never refused for them. Nothing here knows how facts are
 * written, and no file is opened here.
 */
@NullMarked
package dev.leeway.agent.probe.database.sqlite;

import org.jspecify.annotations.NullMarked;
