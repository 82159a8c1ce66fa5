package dev.leeway.collector.config;

import java.nio.file.Path;
import java.util.Optional;

/** Looks whether a file that the configuration names will do. */
interface FileLook {
    /** What a file is for. */
    enum Use {
        /** A file with settings, such as a policy. */
        SETTINGS,
        /** Certificates, PEM. */
        CERTIFICATES,
        /** A private key, PEM. */
        KEY,
        /** One secret. */
        SECRET,
        /** The address of a server, which is a secret. */
        SECRET_URL,
        /** A file or directory that may come to be; its directory has to be there. */
        STORE,
        /** A directory that may come to be; the one it is in has to be there. */
        FOLDER
    }

    /** {@code problem; next step} where it will not do; nothing of what it holds is repeated. */
    Optional<String> trouble(Path file, Use use);
}
