package dev.leeway.agent.probe.config;

import dev.leeway.schema.fact.FactPath;

/** Paths of this probe's facts. */
final class Facts {
    private Facts() {}

    /** Of one file. */
    static FactPath of(String file) {
        return FactPath.of("file", file);
    }

    /** Of one setting in it. */
    static FactPath setting(String file, String key) {
        return of(file).child("setting", key);
    }

    /** Of one variable that is declared. */
    static FactPath required(String name) {
        return FactPath.of("required", name);
    }
}
