package dev.leeway.collector.server.http;

import dev.leeway.collector.identity.Role;
import java.util.Optional;

/** Who may use a route; each kind is checked before anything of the route runs. */
public enum Rule {
    /** Anybody at all: says that the process is there, and nothing else. */
    ANYONE("anybody", false),
    /** Whoever has a token to join with, in the body of the request. */
    JOINING("whoever has a token to join with", true),
    /** An agent that has joined, by its signature. */
    AGENT("an agent, by its signature", true),
    /** A person who may read some environment; of others nothing is shown. */
    READER("readers, of what lies in their environments", false),
    /** A person who may read every environment, because what is told is about all. */
    READER_OF_ALL("readers of all environments", false),
    /** A person who may change some environment, and nothing of others. */
    OPERATOR("operators, of what lies in their environments", false),
    /** A person who may decide who else may, in some environment. */
    ADMIN("administrators, of what lies in their environments", false),
    /** A person who may do everything. */
    ADMIN_OF_ALL("administrators of all environments", false);

    private final String words;
    private final boolean signed;

    Rule(String words, boolean signed) {
        this.words = words;
        this.signed = signed;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** The least role of a person who may; empty where no person is asked for. */
    public Optional<Role> role() {
        return switch (this) {
            case ANYONE, JOINING, AGENT -> Optional.empty();
            case READER, READER_OF_ALL -> Optional.of(Role.READER);
            case OPERATOR -> Optional.of(Role.OPERATOR);
            case ADMIN, ADMIN_OF_ALL -> Optional.of(Role.ADMIN);
        };
    }

    /** Whether only a token for every environment will do. */
    public boolean everywhere() {
        return this == READER_OF_ALL || this == ADMIN_OF_ALL;
    }

    /** Whether requests are signed, so that the body has to be read before anything is known. */
    public boolean signed() {
        return signed;
    }

    /** Whether a person's token is asked for. */
    public boolean personal() {
        return !signed && this != ANYONE;
    }
}
