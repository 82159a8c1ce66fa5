package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

/**
 * What an archive is, how that is known, and how surely.
 *
 * @param coordinates its name and version
 * @param evidence what told of it
 * @param confidence how surely
 */
public record Identity(Coordinates coordinates, Evidence evidence, Confidence confidence) {
    public Identity {
        requireNonNull(coordinates, "coordinates are null");
        requireNonNull(evidence, "evidence is null");
        requireNonNull(confidence, "confidence is null");
    }

    /** What told of a name and version. */
    public enum Evidence {
        POM_PROPERTIES("pom.properties"),
        POM_XML("pom.xml"),
        MANIFEST("manifest"),
        FILE_NAME("file name"),
        /** The directories of a Maven repository: {@code group/artifact/version/artifact-version.jar}. */
        REPOSITORY("repository path"),
        /** An archive of the same content that tells what it is. */
        SAME_CONTENT("same content"),
        /** Its SHA-1 is among those the user names. */
        KNOWN_ARCHIVE("known SHA-1");

        private final String text;

        Evidence(String text) {
            this.text = text;
        }

        /** The words used for it beside a fact. */
        public String text() {
            return text;
        }
    }

    /** How surely a name and version are known. */
    public enum Confidence {
        /** Written by the build, and the file's name agrees. */
        EXACT("exact"),
        /** Written by the build, or two independent hints agree. */
        STRONG("strong"),
        /** One hint alone. */
        GUESS("guess");

        private final String text;

        Confidence(String text) {
            this.text = text;
        }

        /** The word used for it beside a fact. */
        public String text() {
            return text;
        }
    }
}
