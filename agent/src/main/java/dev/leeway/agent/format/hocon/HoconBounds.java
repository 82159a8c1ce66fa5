package dev.leeway.agent.format.hocon;

import dev.leeway.agent.format.MalformedException;

/** Turns away texts that would take the library's parser beyond reasonable time or stack, whose work grows faster than they do. */
final class HoconBounds {
    private static final int MAX_CHARACTERS = 256 << 10;
    private static final int MAX_LEVELS = 64;
    private static final int MAX_SETTINGS = 5_000;

    private int line = 1;
    private int levels;
    private int dots;
    private int settings;
    private boolean quoted;

    private HoconBounds() {}

    static void check(String text) throws MalformedException {
        if (text.length() > MAX_CHARACTERS) {
            throw new MalformedException("line 1: expected at most " + MAX_CHARACTERS + " characters of HOCON");
        }
        HoconBounds bounds = new HoconBounds();
        for (int i = 0; i < text.length(); i++) {
            bounds.take(text.charAt(i));
        }
    }

    /** Counts generously: what stands in quotes or comments counts as well, but for brackets within a quoted line. */
    private void take(char c) throws MalformedException {
        switch (c) {
            case '\n' -> {
                line++;
                dots = 0;
                quoted = false;
            }
            case '"' -> quoted = !quoted;
            case '{', '[' -> {
                levels += quoted ? 0 : 1;
                dots = 0;
            }
            case '}', ']' -> {
                levels -= quoted || levels == 0 ? 0 : 1;
                dots = 0;
            }
            case '=', ':', ',' -> {
                settings++;
                dots = 0;
            }
            case '.' -> dots += quoted ? 0 : 1;
            case '$' -> settings++;
            default -> {}
        }
        if (levels > MAX_LEVELS || dots > MAX_LEVELS) {
            throw new MalformedException("line " + line + ": expected at most " + MAX_LEVELS + " levels");
        }
        if (settings > MAX_SETTINGS) {
            throw new MalformedException("line " + line + ": expected at most " + MAX_SETTINGS + " settings");
        }
    }
}
