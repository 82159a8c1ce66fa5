package dev.leeway.agent.probe.dependency.found;

import dev.leeway.schema.fact.VersionScheme;

/** Where a dependency's name comes from, and how its versions order. */
public enum Ecosystem {
    MAVEN("maven", VersionScheme.MAVEN),
    PYPI("pypi", VersionScheme.PEP440),
    NPM("npm", VersionScheme.SEMVER),
    GO("go", VersionScheme.GO),
    NUGET("nuget", VersionScheme.SEMVER);

    private final String text;
    private final VersionScheme scheme;

    Ecosystem(String text, VersionScheme scheme) {
        this.text = text;
        this.scheme = scheme;
    }

    /** The word used in facts. */
    public String text() {
        return text;
    }

    /** How its versions order. */
    public VersionScheme scheme() {
        return scheme;
    }
}
