package dev.leeway.agent.probe.database.model;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.List;

/** Asks questions of which one that fails leaves its own gap, unless nobody is there to be asked any more. */
public record Attempts(Gaps gaps) {
    /** What the question for all columns answers, those of views included. */
    public static final List<String> COLUMNS = List.of("table[*]/column[*]/**", Gaps.COLUMN_ORDER, Gaps.VIEW_COLUMNS);

    /**
     * Asks one question.
     *
     * @param pattern of the facts that are not seen when it fails
     */
    public void ask(String pattern, Question question) throws HostAccessException, InterruptedException {
        answer(pattern, () -> {
            question.ask();
            return List.of();
        });
    }

    /** Asks one question of which facts at several patterns are the answer. */
    public void ask(List<String> patterns, Question question) throws HostAccessException, InterruptedException {
        Gaps own = new Gaps();
        new Attempts(own).ask(patterns.get(0), question);
        own.patterns().values().forEach(kind -> patterns.forEach(pattern -> gaps.add(pattern, kind)));
    }

    /** The answer to one question, empty when it fails; {@code pattern} as above. */
    public <T> List<T> answer(String pattern, Answer<T> answer) throws HostAccessException, InterruptedException {
        try {
            return answer.get();
        } catch (HostAccessException e) {
            if (e.kind() == Kind.VANISHED || e.kind() == Kind.ABSENT) {
                throw e;
            }
            gaps.add(pattern, e.kind());
            if (e.kind() == Kind.TOO_LARGE) {
                gaps.remark(e.reason());
            }
            return List.of();
        }
    }

    /** Something asked. */
    public interface Question {
        /** Asks it. */
        void ask() throws HostAccessException, InterruptedException;
    }

    /** Something asked whose answer is a list. */
    public interface Answer<T> {
        /** Asks for it. */
        List<T> get() throws HostAccessException, InterruptedException;
    }
}
