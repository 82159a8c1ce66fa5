package dev.leeway.agent.format.endpoint;

/**
 * Where an argument stands on a command line, as a person finds it again.
 *
 * @param text {@code argument 2}, the program's own being 0, or the name of a variable that holds arguments
 * @param within whether it is one word of a whole command line that stands there
 */
record ArgumentPlace(String text, boolean within) {
    static ArgumentPlace at(int position) {
        return new ArgumentPlace("argument " + position, false);
    }

    ArgumentPlace inside() {
        return new ArgumentPlace(text, true);
    }

    /** {@code -h (argument 2)}, {@code PGHOST (in argument 3)}; the place alone where no name was typed. */
    String of(String typed) {
        if (typed.isEmpty()) {
            return within ? "a word of " + text : text;
        }
        return typed + (within ? " (in " : " (") + text + ")";
    }
}
