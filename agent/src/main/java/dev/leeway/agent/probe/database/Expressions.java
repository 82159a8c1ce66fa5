package dev.leeway.agent.probe.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.Observed;
import java.util.Optional;

/** How expressions of a schema may leave the host: as they are where they hold nothing but names, numbers and signs. */
final class Expressions {
    private Expressions() {}

    /**
     * An expression; one that is a single text is judged as the value of what it is for.
     *
     * @param tagClass what sort of expression it is
     * @param name what it is for, by which its texts are judged
     */
    static Observed observed(String tagClass, String name, String text) {
        SqlExpression expression = SqlExpression.of(text);
        Optional<String> literal = expression.literal();
        if (literal.isPresent()) {
            return new Observed.Guarded(tagClass, name, literal.get());
        }
        return expression.hasLiterals() ? tag(tagClass, name, text) : Observed.text(text);
    }

    /** What may be anything, and of which only equality is told. */
    static Observed tag(String tagClass, String name, String text) {
        return new Observed.Content(tagClass, name, text.getBytes(UTF_8));
    }
}
