package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.wire.TokenText;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the token a host joins with: from a file, standard input or a variable, and never from the command line, which others can see. */
final class JoinToken {
    /** The variable that holds it where no file does. */
    static final String VARIABLE = "LEEWAY_JOIN_TOKEN";

    private static final int MOST = 4096;
    private static final String HOW =
            "give it with --token-file FILE, with --token-file - on standard input, or in " + VARIABLE;

    private static final String MAKE = "make one on the collector: leeway token create";

    private JoinToken() {}

    /**
     * The token.
     *
     * @param file as {@code --token-file} names it, {@code -} for {@code input}
     * @throws FormatException when there is none; nothing of it is repeated
     */
    static String read(@Nullable String file, InputStream input, Map<String, String> variables) throws FormatException {
        String text;
        if (file == null) {
            text = variables.getOrDefault(VARIABLE, "");
            if (text.isBlank()) {
                text = typed();
            }
            if (text.isBlank()) {
                throw new FormatException("token", "", "there is none", HOW);
            }
        } else {
            text = text(file, input);
        }
        String token = text.strip();
        boolean plain = token.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (token.isEmpty() || token.length() >= MOST || !plain) {
            throw new FormatException("token", "", "what was given is none", HOW + ", one line and nothing else");
        }
        if (token.startsWith(TokenText.PERSON)) {
            throw new FormatException("token", "", "a person's token lets no host join", MAKE);
        }
        if (isCut(token, TokenText.HOST) || isCut(token, TokenText.POOL)) {
            throw new FormatException(
                    "token", "", "it was cut or mistyped on the way here", "copy it whole, or " + MAKE);
        }
        return token;
    }

    private static boolean isCut(String token, String prefix) {
        return token.startsWith(prefix) && !TokenText.isWhole(token, prefix);
    }

    /** What a person types where there is one, unseen. From Java 22 on there is always one, which then reads nothing. */
    @SuppressWarnings("SystemConsoleNull")
    private static String typed() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Token: ");
        return typed == null ? "" : new String(typed);
    }

    private static String text(String file, InputStream input) throws FormatException {
        try {
            if (file.equals("-")) {
                return new String(input.readNBytes(MOST), StandardCharsets.UTF_8);
            }
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            String what = e instanceof NoSuchFileException
                    ? "there is no such file"
                    : e instanceof AccessDeniedException ? "may not be read by this user" : "cannot be read";
            throw new FormatException("--token-file " + file, "", what, HOW, e);
        }
    }
}
