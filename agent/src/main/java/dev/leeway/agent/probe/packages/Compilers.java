package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which compilers lie in a container or an image: what runs needs none, and whoever breaks in makes do with one. */
final class Compilers {
    private static final Set<String> NAMES = Set.of(
            "gcc",
            "g++",
            "clang",
            "clang++",
            "gfortran",
            "tcc",
            "go",
            "rustc",
            "javac",
            "kotlinc",
            "scalac",
            "ghc",
            "ocamlopt",
            "swiftc",
            "nvcc",
            "nasm",
            "fpc",
            "gdc",
            "ldc2",
            "crystal",
            "nim",
            "zig");
    /** Where images of languages put theirs, aside of the search path. */
    private static final List<String> ASIDE = List.of(
            "/usr/local/go/bin/go",
            "/usr/local/cargo/bin/rustc",
            "/root/.cargo/bin/rustc",
            "/opt/java/openjdk/bin/javac",
            "/usr/local/openjdk-8/bin/javac",
            "/usr/local/openjdk-11/bin/javac",
            "/usr/local/cuda/bin/nvcc");
    /** Directories of releases side by side, and what is looked for in each. */
    private static final List<String> RELEASES = List.of("/usr/lib/jvm", "/usr/lib/llvm");

    private static final int MAX_RELEASES = 200;
    private static final FactPath COMPILERS = FactPath.of("compilers");

    private Compilers() {}

    /** Records those that are there; a place that may not be read leaves it unknown whether there are more. */
    static void record(HostFiles files, SectionRecorder section) {
        Set<String> found = new TreeSet<>();
        Optional<HostAccessException.Kind> unseen = Optional.empty();
        try {
            for (String directory : FoundTool.SEARCH_PATH) {
                for (String name : NAMES) {
                    note(files, directory + "/" + name, found);
                }
            }
            for (String path : ASIDE) {
                note(files, path, found);
            }
            for (String directory : RELEASES) {
                for (String release : files.listIfPresent(directory, MAX_RELEASES)) {
                    note(files, directory + "/" + release + "/bin/javac", found);
                    note(files, directory + "/" + release + "/bin/clang", found);
                }
            }
        } catch (HostAccessException e) {
            unseen = Optional.of(e.kind());
        }
        if (!found.isEmpty()) {
            section.fact(COMPILERS, new Observed.Plain(Value.SetOf.texts(found)));
        }
        unseen.ifPresent(why -> section.uncovered("compilers", why));
    }

    private static void note(HostFiles files, String path, Set<String> found) throws HostAccessException {
        if (files.resolve(path).isPresent()) {
            found.add(path.substring(path.lastIndexOf('/') + 1));
        }
    }
}
