package dev.leeway.agent.probe.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kernel's release string taken apart, so that a kernel of another flavour is told from one of another version.
 *
 * @param version everything that counts upwards: {@code 6.1.0-18}, {@code 5.14.0-362.8.1.el9_3}
 * @param flavour which of the distribution's kernels it is: {@code cloud-amd64}, {@code generic}, {@code virt},
 *     {@code debug}; empty where the distribution names none
 */
record KernelRelease(String version, Optional<String> flavour) {
    private static final Set<String> ARCHITECTURES = Set.of(
            "x86_64", "aarch64", "i686", "i386", "armv7l", "armv7hl", "ppc64le", "s390x", "riscv64", "loongarch64");

    /** Reads {@code uname -r}. */
    static KernelRelease parse(String release) {
        int plus = release.indexOf('+');
        String counted = plus < 0 ? release : release.substring(0, plus);
        List<String> version = new ArrayList<>();
        List<String> flavour = new ArrayList<>();
        for (String part : withoutArchitecture(counted).split("-", -1)) {
            if (!part.isEmpty()) {
                boolean counts = flavour.isEmpty() && Character.isDigit(part.charAt(0));
                (counts ? version : flavour).add(part);
            }
        }
        // Fedora's debug and real-time kernels add theirs after a plus sign, and a lone plus marks a home-built tree.
        if (plus >= 0) {
            String added = release.substring(plus + 1);
            flavour.add(added.isEmpty() ? "+" : added);
        }
        return new KernelRelease(
                String.join("-", version),
                flavour.isEmpty() ? Optional.empty() : Optional.of(String.join("-", flavour)));
    }

    private static String withoutArchitecture(String release) {
        int dot = release.lastIndexOf('.');
        return dot > 0 && ARCHITECTURES.contains(release.substring(dot + 1)) ? release.substring(0, dot) : release;
    }
}
