package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the command-line clients of databases are told by their short options: {@code psql -Ath db-1 -p 5433 shop}. */
final class ClientArguments {
    private static final int FIRST_WORDS = 8;
    private static final int MAX_ARGUMENTS = 1_000;

    private final ClientProgram program;
    private final List<Setting> found = new ArrayList<>();

    private ClientArguments(ClientProgram program) {
        this.program = program;
    }

    /** At which of the first words a client stands, as a program before it may only pass it on; beyond all where none does. */
    static int program(List<String> arguments) {
        for (int i = 0; i < Math.min(arguments.size(), FIRST_WORDS); i++) {
            if (ClientProgram.of(arguments.get(i)).isPresent()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** The settings of the client at {@code at}. */
    static List<Setting> of(List<String> arguments, int at, IntFunction<ArgumentPlace> places) {
        Optional<ClientProgram> program =
                at < arguments.size() ? ClientProgram.of(arguments.get(at)) : Optional.empty();
        if (program.isEmpty()) {
            return List.of();
        }
        ClientArguments client = new ClientArguments(program.get());
        for (int i = at + 1; i < Math.min(arguments.size(), MAX_ARGUMENTS); i++) {
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            i += client.take(arguments.get(i), next, places.apply(i), places.apply(i + 1)) ? 1 : 0;
        }
        return List.copyOf(client.found);
    }

    /** Takes an argument; whether the next one is its value. */
    private boolean take(String argument, String next, ArgumentPlace place, ArgumentPlace after) {
        if (argument.startsWith("--")) {
            int sign = argument.indexOf('=');
            String name = argument.substring(2, sign < 0 ? argument.length() : sign);
            String value = sign < 0 ? next : argument.substring(sign + 1);
            return add(program.options().get(name), value, (sign < 0 ? after : place).of("--" + name)) && sign < 0;
        } else if (argument.length() > 1 && argument.charAt(0) == '-') {
            return letters(argument, next, place, after);
        } else if (argument.indexOf("dbname=") >= 0 || argument.indexOf("host=") >= 0) {
            add("PG_DSN", argument, place.of(""));
        } else {
            program.positional(argument).ifPresent(url -> add("MONGO_URL", url, place.of("")));
        }
        return false;
    }

    /** Letters may stand together behind one dash; the first that takes a value takes what is left, or the next argument. */
    private boolean letters(String argument, String next, ArgumentPlace place, ArgumentPlace after) {
        for (int i = 1; i < argument.length(); i++) {
            char letter = argument.charAt(i);
            if (program.takesValue(letter)) {
                String rest = argument.substring(i + 1);
                String name = program.options().get(String.valueOf(letter));
                if (rest.isEmpty()) {
                    return add(name, next, after.of("-" + letter));
                }
                add(name, rest.startsWith("=") ? rest.substring(1) : rest, place.of("-" + letter));
                return false;
            }
        }
        return false;
    }

    /** Adds what an option says; whether it is one that says where a client goes. */
    private boolean add(@Nullable String name, String value, String place) {
        if (name == null || value.isEmpty()) {
            return false;
        }
        boolean words = name.equals("PGDATABASE") && value.indexOf('=') > 0;
        found.add(new Setting(words ? "PG_DSN" : name, ClientProgram.value(name, value), Setting.Kind.ARGUMENT, place));
        return true;
    }
}
