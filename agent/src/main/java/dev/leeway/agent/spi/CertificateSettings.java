package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Which files of certificates the user named.
 *
 * @param files in the order given
 */
public record CertificateSettings(List<Place> files) {
    /** None. */
    public static final CertificateSettings NONE = new CertificateSettings(List.of());

    public CertificateSettings {
        files = List.copyOf(files);
    }

    /**
     * One of them.
     *
     * @param file absolute
     * @param name of the service, or what else it is called in every environment; the file's name without its ending where it is left
     *     out
     */
    public record Place(String file, Optional<String> name) {
        public Place {
            requireNonNull(file, "file is null");
            requireNonNull(name, "name is null");
        }
    }
}
