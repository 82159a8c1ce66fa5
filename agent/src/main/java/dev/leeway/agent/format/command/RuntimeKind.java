package dev.leeway.agent.format.command;

import java.util.regex.Pattern;

/** What executes a program. */
public enum RuntimeKind {
    JAVA("java", "java|jsvc|jsvc\\.exec"),
    PYTHON("python", "(?:python|pypy)[0-9.]*"),
    NODE("node", "node|nodejs"),
    RUBY("ruby", "j?ruby[0-9.]*"),
    PHP("php", "php[0-9.]*(?:-fpm|-cgi)?[0-9.]*"),
    PERL("perl", "perl[0-9.]*"),
    DOTNET("dotnet", "dotnet"),
    BEAM("beam", "beam(?:\\.smp)?"),
    SHELL("shell", "(?:ba|da|a|k|z|fi)?sh"),
    /** Machine code of its own. */
    NATIVE("native", "(?!)");

    private final String text;
    private final Pattern names;

    RuntimeKind(String text, String names) {
        this.text = text;
        this.names = Pattern.compile(names);
    }

    /** The word used in facts. */
    public String text() {
        return text;
    }

    /** The kind of the program whose file is called {@code name}. */
    static RuntimeKind ofFile(String name) {
        for (RuntimeKind kind : values()) {
            if (kind.names.matcher(name).matches()) {
                return kind;
            }
        }
        return NATIVE;
    }
}
