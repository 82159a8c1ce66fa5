package dev.leeway.agent.format.command;

import dev.leeway.agent.format.command.Program.MainKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Titles that processes write over their command line: {@code gunicorn: master [shop.wsgi]},
 * {@code nginx: master process /usr/sbin/nginx}, {@code sidekiq 7.1.0 shop [0 of 5 busy]}.
 *
 * <p>A title tells the program and little else; what changes in it from moment to moment must not become a fact.
 */
final class ProcessTitle {
    private static final Pattern APPLICATION = Pattern.compile("(gunicorn|uwsgi|celery)[^:]*: .*?\\[([^\\]]+)\\].*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z][\\w.+-]*?):? .*");

    private ProcessTitle() {}

    /** The program behind a title; empty when {@code commandLine} is an ordinary one. */
    static Optional<Program> read(RuntimeKind runtime, List<String> commandLine) {
        if (commandLine.size() != 1 || commandLine.get(0).indexOf(' ') < 0) {
            return Optional.empty();
        }
        String title = commandLine.get(0).strip();
        Matcher application = APPLICATION.matcher(title);
        if (application.matches()) {
            return Optional.of(titled(
                    RuntimeKind.PYTHON, MainKind.APPLICATION, application.group(2), Optional.of(application.group(1))));
        }
        if (title.startsWith("/") || title.startsWith("node ")) {
            // One text with blanks where there were arguments: the words are as good as arguments.
            Program words = Program.of(Optional.empty(), List.of(title.split(" +")));
            return Optional.of(titled(words.runtime(), words.kind(), words.main(), words.server()));
        }
        Matcher name = NAME.matcher(title);
        return name.matches()
                ? Optional.of(titled(runtime, MainKind.COMMAND, name.group(1), Optional.empty()))
                : Optional.empty();
    }

    private static Program titled(RuntimeKind runtime, MainKind kind, String main, Optional<String> server) {
        return new Program(runtime, kind, main, server, List.of(), List.of(), true);
    }
}
