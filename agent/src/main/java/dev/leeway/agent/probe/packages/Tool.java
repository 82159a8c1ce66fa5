package dev.leeway.agent.probe.packages;

import dev.leeway.schema.fact.VersionScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A command whose version decides how a service or a script behaves, and how to tell that version without running it.
 *
 * @param name the command
 * @param scheme how its upstream versions order
 * @param owners words of which the name of a package that owns it contains one
 * @param header a file beside it that names its version: {@code {prefix}} stands for the directory above {@code bin},
 *     {@code {file}} for the program's own file name
 * @param headerMarks what stands before the version's parts in that file; several parts are joined by dots
 * @param binaryMark what stands before the version inside the program itself
 */
record Tool(
        String name,
        VersionScheme scheme,
        List<String> owners,
        Optional<String> header,
        List<String> headerMarks,
        Optional<String> binaryMark) {

    /** What stands before its version in the program that is all small tools at once. */
    static final String BUSYBOX_MARK = "BusyBox v";

    static final List<Tool> ALL = List.of(
            python("python3"),
            python("python"),
            new Tool(
                    "node",
                    VersionScheme.SEMVER,
                    List.of("node"),
                    Optional.of("{prefix}/include/node/node_version.h"),
                    List.of(
                            "#define NODE_MAJOR_VERSION ",
                            "#define NODE_MINOR_VERSION ",
                            "#define NODE_PATCH_VERSION "),
                    Optional.empty()),
            owned("ruby", "ruby"),
            owned("perl", "perl"),
            owned("php", "php"),
            owned("bash", "bash"),
            marked("busybox", BUSYBOX_MARK, "busybox"),
            owned("gcc", "gcc"),
            owned("cc", "gcc", "clang"),
            owned("make", "make"),
            marked("psql", "psql (PostgreSQL) ", "postgresql"),
            marked("pg_dump", "pg_dump (PostgreSQL) ", "postgresql"),
            owned("mysql", "mysql", "mariadb"),
            owned("mysqldump", "mysql", "mariadb"),
            owned("mariadb", "mariadb"),
            owned("sqlite3", "sqlite"),
            owned("mongosh", "mongo"),
            owned("redis-cli", "redis", "valkey"),
            owned("sqlcmd", "mssql", "sqlcmd"),
            marked("openssl", "OpenSSL ", "openssl"),
            marked("curl", "curl/", "curl"),
            owned("wget", "wget"),
            owned("git", "git"),
            owned("ssh", "openssh", "dropbear"),
            owned("rsync", "rsync"),
            owned("tar", "tar", "busybox"),
            owned("docker", "docker"),
            owned("podman", "podman"),
            owned("kubectl", "kubectl", "kubernetes"),
            owned("nginx", "nginx"),
            owned("haproxy", "haproxy"));

    private static Tool owned(String name, String... owners) {
        return new Tool(
                name, VersionScheme.GENERIC, Arrays.asList(owners), Optional.empty(), List.of(), Optional.empty());
    }

    private static Tool marked(String name, String binaryMark, String owner) {
        return new Tool(
                name, VersionScheme.GENERIC, List.of(owner), Optional.empty(), List.of(), Optional.of(binaryMark));
    }

    private static Tool python(String name) {
        return new Tool(
                name,
                VersionScheme.PEP440,
                List.of("python"),
                Optional.of("{prefix}/include/{file}/patchlevel.h"),
                List.of("#define PY_VERSION "),
                Optional.empty());
    }

    /** Whether a package of that name may own this tool, so that only its list of files need be read. */
    boolean mayBeOwnedBy(String packageName) {
        return owners.stream().anyMatch(packageName::contains);
    }
}
