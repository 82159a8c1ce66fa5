package dev.leeway.agent.service;

import dev.leeway.agent.format.command.ArtefactFile;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds, in a path, the directory people would name a project by. */
final class ProjectDirectory {
    /** Names that say where something lies or what part it plays, never whose it is. */
    private static final Set<String> GENERIC = Set.of(
            "app",
            "apps",
            "application",
            "main",
            "server",
            "index",
            "manage",
            "run",
            "runserver",
            "wsgi",
            "asgi",
            "start",
            "program",
            "service",
            "services",
            "entrypoint",
            "bootstrap",
            "launcher",
            "www",
            "src",
            "dist",
            "build",
            "lib",
            "libs",
            "libexec",
            "bin",
            "sbin",
            "out",
            "target",
            "current",
            "release",
            "releases",
            "deploy",
            "deployment",
            "deployments",
            "shared",
            "code",
            "workspace",
            "work",
            "srv",
            "opt",
            "usr",
            "var",
            "etc",
            "home",
            "root",
            "local",
            "share",
            "data",
            "html",
            "tmp",
            "temp",
            "java",
            "python",
            "node",
            "public",
            "dev",
            "run.sh",
            "artisan",
            "rails",
            "puma",
            "unicorn",
            "sidekiq",
            "rackup",
            "bundle",
            "quarkus-run",
            "quarkus-app",
            "api",
            "web",
            "backend",
            "frontend",
            "worker",
            "__main__",
            "__init__",
            "cli",
            "venv",
            ".venv",
            "env",
            "node_modules",
            ".bin",
            "site-packages",
            "dist-packages",
            "classes",
            "mnt",
            "media",
            "vagrant",
            "project",
            "projects",
            "repo",
            "repos",
            "git",
            "docker",
            "container",
            "containers",
            "versions",
            "install",
            "installed",
            "package",
            "packages",
            "default",
            "prod",
            "production",
            "staging",
            "test",
            "live",
            "latest",
            "stable",
            "master",
            "artifact",
            "artefact",
            "jar",
            "jars",
            "task",
            "proc",
            "self");

    /** Names of environments, slots and try-outs: a name taken from them would be another one wherever it is deployed. */
    private static final Set<String> PLACES = Set.of(
            "development",
            "testing",
            "stage",
            "stg",
            "preprod",
            "pre-prod",
            "preproduction",
            "prd",
            "qa",
            "uat",
            "integration",
            "acceptance",
            "canary",
            "blue",
            "green",
            "try",
            "tryout",
            "trial",
            "scratch",
            "sandbox",
            "playground");

    private static final Pattern RELEASE = Pattern.compile("v?\\d[\\d.T_:-]*|[0-9a-f]{7,64}");
    private static final Pattern HOME = Pattern.compile("/(?:home|Users|var/home|export/home)/[^/]+|/root");

    private ProjectDirectory() {}

    /** Whether {@code name} says nothing about whose it is. */
    static boolean generic(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return GENERIC.contains(lower)
                || PLACES.contains(lower)
                || RELEASE.matcher(name).matches();
    }

    /** The nearest telling name of {@code directory} or one above it, versions taken off; empty when all are generic. */
    static Optional<String> of(String directory) {
        String path = directory;
        while (path.length() > 1 && !HOME.matcher(path).matches() && !path.equals("/tmp")) {
            int slash = path.lastIndexOf('/');
            String name = ArtefactFile.of(path.substring(slash + 1)).stem();
            if (!name.isEmpty() && !name.startsWith(".") && !generic(name)) {
                return Optional.of(name);
            }
            path = slash < 0 ? "" : path.substring(0, slash);
        }
        return Optional.empty();
    }
}
