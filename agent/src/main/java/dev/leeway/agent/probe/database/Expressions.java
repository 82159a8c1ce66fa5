package dev.leeway.agent.probe.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.Observed;
import java.util.Optional;

/** How expressions of a schema may leave the host: as they are where they hold nothing but names, numbers and signs. */
final class Expressions {
    private Expressions() {}

    /**
     * A condition or other expression. Its text alone decides whether it is told: where one side has it in clear and another as
     * a tag, the collector takes the two for different, so that neither names nor configured rules may have a say here.
     *
     * @param tagClass what sort of expression it is
     * @param name what it is for, by which its tag is made
     */
    static Observed byText(String tagClass, String name, String text) {
        return SqlExpression.of(text).hasLiterals() ? tag(tagClass, name, text) : Observed.text(text);
    }

    /**
     * A default; one that is a single text is judged as the value of what it is for.
     *
     * @param tagClass what sort of expression it is
     * @param name what it is for, by which its texts are judged
     */
    static Observed judged(String tagClass, String name, String text) {
        Optional<String> literal = SqlExpression.of(text).literal();
        return literal.isPresent() ? new Observed.Guarded(tagClass, name, literal.get()) : byText(tagClass, name, text);
    }

    /** What may be anything, and of which only equality is told. */
    static Observed tag(String tagClass, String name, String text) {
        return new Observed.Content(tagClass, name, text.getBytes(UTF_8));
    }
}
