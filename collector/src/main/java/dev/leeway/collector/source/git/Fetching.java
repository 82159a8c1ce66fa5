package dev.leeway.collector.source.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** One fetch: of a single commit, into a bare repository of its own, within bounds. */
final class Fetching {
    private static final String KEPT = "refs/leeway/policy";

    private final GitPolicyName name;
    private final Path folder;
    private final Duration time;
    private final FetchBounds bounds;

    Fetching(GitPolicyName name, Path folder, Duration time, long most) {
        this.name = name;
        this.folder = folder;
        this.time = time;
        this.bounds = new FetchBounds(folder, time, most);
    }

    /** The id of the commit that was fetched. */
    String commit() throws GitPolicyException {
        FutureTask<String> task = new FutureTask<>(fetching());
        Thread thread = new Thread(task, "leeway-fetch");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw late();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new GitPolicyException(name.url() + ": interrupted", e);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        }
    }

    private Callable<String> fetching() {
        return () -> {
            try (Repository repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build()) {
                repository.create(true);
                return fetched(repository);
            }
        };
    }

    private String fetched(Repository repository) throws IOException, URISyntaxException, GitPolicyException {
        try (Transport transport = Transport.open(repository, new URIish(name.url()))) {
            transport.setTimeout((int) Math.max(1, time.toSeconds()));
            transport.setTagOpt(TagOpt.NO_TAGS);
            String source = name.pinned() ? name.ref() : reference(transport);
            try {
                // JGit says at length on standard error what a local repository does not have, and so is not asked.
                if (name.pinned() && name.url().startsWith("file:")) {
                    everything(transport);
                    return commit(repository);
                }
                transport.setDepth(1);
                transport.fetch(bounds, List.of(new RefSpec("+" + source + ":" + KEPT)));
            } catch (TransportException e) {
                if (!name.pinned() || bounds.isCancelled()) {
                    throw e;
                }
                // Not every server gives a commit that no branch or tag points to by its id.
                transport.setDepth((Integer) null);
                everything(transport);
            }
        }
        return commit(repository);
    }

    private void everything(Transport transport) throws IOException {
        transport.fetch(
                bounds,
                List.of(
                        new RefSpec("+refs/heads/*:refs/leeway/heads/*"),
                        new RefSpec("+refs/tags/*:refs/leeway/tags/*")));
    }

    private String commit(Repository repository) throws IOException, GitPolicyException {
        if (bounds.large()) {
            throw large();
        }
        ObjectId id = name.pinned() ? ObjectId.fromString(name.ref()) : repository.resolve(KEPT);
        if (id == null || !repository.getObjectDatabase().has(id)) {
            throw new GitPolicyException(name.url() + ": has no commit " + name.ref() + " on a branch or tag");
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            return commit.name();
        }
    }

    /** The full name of the tag or branch; a tag goes before a branch of the same name. */
    private String reference(Transport transport) throws IOException, GitPolicyException {
        try (FetchConnection connection = transport.openFetch()) {
            for (String full : List.of("refs/tags/" + name.ref(), "refs/heads/" + name.ref(), name.ref())) {
                Ref ref = connection.getRef(full);
                if (ref != null && full.startsWith("refs/")) {
                    return full;
                }
            }
        }
        throw new GitPolicyException(name.url() + ": has no tag or branch '" + name.ref()
                + "'; a commit is named by all forty digits of its id");
    }

    private GitPolicyException late() {
        return new GitPolicyException(name.url() + ": was not fetched within " + time.toSeconds() + " s" + offline());
    }

    private GitPolicyException large() {
        return new GitPolicyException(
                name.url() + ": holds more than a repository of policies may; keep policies in one of their own");
    }

    private String offline() {
        return name.pinned()
                ? "; see that the repository can be reached from here"
                : "; see that the repository can be reached from here, or name a full commit id, which is fetched only"
                        + " once";
    }

    private GitPolicyException told(@Nullable Throwable cause) {
        if (cause instanceof GitPolicyException known) {
            return known;
        }
        if (bounds.large()) {
            return large();
        }
        if (bounds.late()) {
            return late();
        }
        return new GitPolicyException(
                name.url() + ": cannot be fetched (" + reason(cause) + ")" + offline(),
                cause == null ? new IOException("unknown") : cause);
    }

    /** In words of our own: what a server says goes to nobody's terminal. */
    private static String reason(@Nullable Throwable cause) {
        String said = "";
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                return "no such host is known";
            }
            if (each instanceof NoRemoteRepositoryException) {
                return "there is no repository";
            }
            if (each instanceof NotSupportedException) {
                return "not a way repositories are reached";
            }
            said += " " + each.getMessage();
        }
        return said.contains("not authorized") || said.contains("uthentication")
                ? "it asks for a login, which is never given"
                : "the connection failed";
    }
}
