package dev.leeway.collector.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TagCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A repository with policies in it, made by JGit itself. */
public final class PolicyRepository implements AutoCloseable {
    private final Git git;
    private final Path folder;

    /** One in {@code folder}, with the branch {@code main} and no commit yet. */
    public PolicyRepository(Path folder) throws GitAPIException {
        QuietSystem.install();
        this.folder = folder;
        this.git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call();
    }

    /** Writes a file and commits it; the commit's whole id. */
    public String commit(String path, String text) throws IOException, GitAPIException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return add(path);
    }

    /** Commits a file that is there; the commit's whole id. */
    public String add(String path) throws GitAPIException {
        git.add().addFilepattern(path).call();
        RevCommit commit = git.commit()
                .setMessage("policy")
                .setAuthor(new PersonIdent("a", "a@example.com"))
                .setCommitter(new PersonIdent("a", "a@example.com"))
                .setSign(false)
                .call();
        return commit.name();
    }

    /** Tags the newest commit. */
    public void tag(String name, boolean annotated) throws GitAPIException {
        TagCommand tag = git.tag().setName(name).setAnnotated(annotated).setSigned(false);
        if (annotated) {
            tag.setMessage("release").setTagger(new PersonIdent("a", "a@example.com"));
        }
        tag.call();
    }

    /** Its name for a policy. */
    public String name(String ref, String path) {
        return "git:file://" + folder + "#" + ref + ":" + path;
    }

    @Override
    public void close() {
        git.close();
    }
}
