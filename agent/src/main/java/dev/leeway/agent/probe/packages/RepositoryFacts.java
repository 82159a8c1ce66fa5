package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells where packages come from: the enabled repositories of apt, dnf and apk. */
final class RepositoryFacts {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 1_000;

    private final SectionRecorder section;
    private final HostFiles files;

    RepositoryFacts(SectionRecorder section, HostFiles files) {
        this.section = section;
        this.files = files;
    }

    void record() {
        List<Repository> repositories = new ArrayList<>();
        try {
            apt(repositories);
            dnf(repositories);
            apk(repositories);
        } catch (HostAccessException refused) {
            section.uncovered("repository[*]/**", refused.kind());
        }
        repositories.forEach(this::record);
    }

    private void record(Repository repository) {
        FactPath path = FactPath.of("repository", repository.manager() + ":" + repository.name());
        section.fact(
                path.child("uri"), new Observed.Guarded("repository", "uri", repository.uri()), repository.evidence());
        if (!repository.parts().isEmpty()) {
            Value parts = Value.SetOf.texts(List.of(repository.parts().split("\\s+")));
            section.fact(path.child("components"), new Observed.Plain(parts), repository.evidence());
        }
    }

    private void apt(List<Repository> repositories) throws HostAccessException {
        read("/etc/apt/sources.list", repositories, AptSources::lines);
        for (String name : files.listIfPresent("/etc/apt/sources.list.d", MAX_FILES)) {
            String path = "/etc/apt/sources.list.d/" + name;
            if (name.endsWith(".list")) {
                read(path, repositories, AptSources::lines);
            } else if (name.endsWith(".sources")) {
                read(path, repositories, AptSources::paragraphs);
            }
        }
    }

    private void dnf(List<Repository> repositories) throws HostAccessException {
        for (String name : files.listIfPresent("/etc/yum.repos.d", MAX_FILES)) {
            if (name.endsWith(".repo")) {
                read("/etc/yum.repos.d/" + name, repositories, DnfRepositories::parse);
            }
        }
    }

    private void apk(List<Repository> repositories) throws HostAccessException {
        read("/etc/apk/repositories", repositories, RepositoryFacts::apkLines);
    }

    /** Lines of an address, {@code @tag address} for a pinned one; the last two steps of the path name branch and part. */
    private static List<Repository> apkLines(String content, String file) {
        List<Repository> repositories = new ArrayList<>();
        for (String line : content.split("\n", -1)) {
            String uri = line.strip().replaceFirst("^@\\S+\\s+", "");
            String[] steps = uri.replaceFirst("/+$", "").split("/");
            boolean named = !uri.startsWith("#") && steps.length >= 5;
            if (named) {
                String branch = steps[steps.length - 2] + "/" + steps[steps.length - 1];
                Repository.hostOf(uri)
                        .ifPresent(host -> repositories.add(new Repository("apk", host + "/" + branch, uri, "", file)));
            }
        }
        return repositories;
    }

    private void read(String path, List<Repository> to, Parser parser) throws HostAccessException {
        var content = files.readIfPresent(path, MAX_BYTES);
        if (content.isPresent()) {
            to.addAll(parser.parse(new String(content.get(), StandardCharsets.UTF_8), path));
        }
    }

    private interface Parser {
        List<Repository> parse(String content, String file);
    }
}
