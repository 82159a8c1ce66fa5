package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.History;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Scripts that begin with a number: those of Rails, each applied by itself, and of golang-migrate, where one number says all. */
final class NumberedScripts {
    private NumberedScripts() {}

    static Standing rails(History history, List<ScriptFile> scripts) {
        SortedSet<BigInteger> files = numbers(scripts);
        SortedSet<BigInteger> applied = applied(history);
        SortedSet<BigInteger> pending = new TreeSet<>(files);
        pending.removeAll(applied);
        // Old ones are thrown away once the schema file holds them.
        SortedSet<BigInteger> ahead = new TreeSet<>(applied.tailSet(files.first()));
        ahead.removeAll(files);
        return Standing.of(texts(pending), texts(ahead));
    }

    static Standing golang(History history, List<ScriptFile> scripts) {
        SortedSet<BigInteger> files = numbers(scripts);
        SortedSet<BigInteger> applied = applied(history);
        SortedSet<BigInteger> pending =
                applied.isEmpty() ? files : files.tailSet(applied.last().add(BigInteger.ONE));
        SortedSet<BigInteger> ahead = new TreeSet<>(applied);
        ahead.removeAll(files);
        return Standing.of(texts(pending), texts(ahead));
    }

    private static SortedSet<BigInteger> numbers(List<ScriptFile> scripts) {
        SortedSet<BigInteger> numbers = new TreeSet<>();
        scripts.forEach(script -> numbers.add(
                new BigInteger(script.name().substring(0, script.name().indexOf('_')))));
        return numbers;
    }

    private static SortedSet<BigInteger> applied(History history) {
        SortedSet<BigInteger> numbers = new TreeSet<>();
        history.entries().stream()
                .filter(entry -> entry.name().matches("\\d{1,255}"))
                .forEach(entry -> numbers.add(new BigInteger(entry.name())));
        return numbers;
    }

    private static List<String> texts(SortedSet<BigInteger> numbers) {
        return numbers.stream().map(BigInteger::toString).toList();
    }
}
