package dev.leeway.agent.spi;

import dev.leeway.schema.snapshot.Outcome;
import java.util.List;

/**
 * Has a probe that looks at a host look into every container of it, and at an image alone where that is all there is.
 *
 * <p>Containers that are alike are looked at once. One whose files give no answer costs its own section.
 */
public final class Interiors {
    private Interiors() {}

    /** What a probe does with a host's files, whosever they are. */
    public interface Look {
        /** Looks at {@code view}, and records what it sees. */
        void at(HostView view, SectionRecorder section) throws HostAccessException, InterruptedException;
    }

    /**
     * Looks at the host first, then inside.
     *
     * @param probe who looks; for the names of threads
     */
    public static void look(String probe, HostView host, Recorder recorder, Look look)
            throws HostAccessException, InterruptedException {
        if (host.hasSystem()) {
            look.at(host, recorder.section());
        } else {
            recorder.section().end(Outcome.NOT_REQUESTED, "an image in a file has no host");
        }
        List<Interior> interiors = host.interiors();
        long millis = recorder.time().toMillis() / 2;
        Portions portions = new Portions(probe, millis);
        for (Interior interior : interiors) {
            portions.start(interior.subjects().first(), section -> {
                try {
                    if (interior.view().isPresent()) {
                        HostView view = interior.view().get();
                        look.at(view, section);
                        if (view.files().stat("/").isEmpty()) {
                            section.uncovered("**", HostAccessException.Kind.VANISHED);
                        }
                    }
                } catch (HostAccessException e) {
                    section.uncovered("**", e.kind());
                }
            });
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < interiors.size(); i++) {
            Interior interior = interiors.get(i);
            for (String subject : interior.subjects()) {
                SectionRecorder section = recorder.section(subject);
                if (interior.unseen().isPresent()) {
                    unseen(section, interior.unseen().get());
                } else if (!done.get(i)) {
                    section.end(Outcome.TIMED_OUT, "not read whole within " + millis + " ms");
                } else if (portions.get(i).failure().isPresent()) {
                    section.end(Outcome.FAILED, portions.get(i).failure().get());
                } else {
                    portions.get(i).handTo(section);
                }
            }
        }
    }

    private static void unseen(SectionRecorder section, HostAccessException.Kind why) {
        if (why == HostAccessException.Kind.DENIED) {
            section.end(Outcome.REFUSED, "this user may not look into the container; CAP_SYS_PTRACE would allow it");
        } else {
            section.end(Outcome.FAILED, "the container's files: " + why.text());
        }
    }
}
