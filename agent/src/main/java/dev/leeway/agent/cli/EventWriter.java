package dev.leeway.agent.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands on every line that is printed, without the name of the program before it. */
final class EventWriter extends PrintWriter {
    private static final String NAME = Main.NAME + ": ";

    private final Consumer<String> events;

    EventWriter(Consumer<String> events) {
        super(Writer.nullWriter());
        this.events = events;
    }

    @Override
    public void println(@Nullable String line) {
        String text = String.valueOf(line);
        events.accept(text.startsWith(NAME) ? text.substring(NAME.length()) : text);
    }

    @Override
    public void println(@Nullable Object line) {
        println(String.valueOf(line));
    }
}
