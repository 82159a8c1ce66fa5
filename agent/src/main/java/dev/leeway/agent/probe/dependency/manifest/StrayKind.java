package dev.leeway.agent.probe.dependency.manifest;

/** What a deployment should not carry. */
public enum StrayKind {
    SOURCE_MAP("source-map"),
    ENVIRONMENT_FILE("environment-file"),
    PRIVATE_KEY("private-key"),
    KEYSTORE("keystore"),
    TEST_DATA("test-data"),
    VERSION_CONTROL("version-control"),
    BACKUP("backup"),
    DATABASE_DUMP("database-dump");

    private final String text;

    StrayKind(String text) {
        this.text = text;
    }

    /** The word used in facts. */
    public String text() {
        return text;
    }
}
