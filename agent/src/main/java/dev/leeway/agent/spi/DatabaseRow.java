package dev.leeway.agent.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One row of an answer; columns by the label the question gave them. */
public interface DatabaseRow {
    /** The text of a column, empty where it is null. */
    Optional<String> optional(String column);

    /** The number in a column, empty where it is null. */
    OptionalLong number(String column);

    /** Whether a column is true; false where it is null. */
    boolean flag(String column);

    /** The items of an array, in order, {@code "null"} left out; none where it is null. */
    List<String> list(String column);

    /** The text of a column that is never null. */
    default String text(String column) {
        return optional(column).orElse("");
    }
}
