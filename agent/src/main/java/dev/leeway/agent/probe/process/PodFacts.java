package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.json.TokenClaims;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Pod;
import dev.leeway.schema.fact.FactPath;
import java.util.Optional;

/** Where in its cluster a service runs, as its node tells; nothing of a service that runs in no pod. */
final class PodFacts {
    private static final FactPath POD = FactPath.of("kubernetes");
    private static final FactPath ACCOUNT = POD.child("service-account");
    private static final String TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    private PodFacts() {}

    static void record(Subject subject, Optional<Pod> pod) {
        if (pod.isEmpty()) {
            return;
        }
        fact(subject, "namespace", pod.get().namespace());
        fact(subject, "container", pod.get().container());
        fact(subject, "workload", pod.get().workload());
        pod.get().quality().ifPresent(quality -> subject.section().fact(POD.child("quality"), Observed.text(quality)));
        account(subject);
    }

    /** What nobody on the node told is unknown: every pod has these. */
    private static void fact(Subject subject, String name, Optional<String> value) {
        FactPath path = POD.child(name);
        value.ifPresentOrElse(
                text -> subject.section().fact(path, Observed.text(text)),
                () -> subject.section().uncovered(path.text(), Kind.ABSENT));
    }

    /** Whose token lies in the container; none does where the pod asked for none. */
    private static void account(Subject subject) {
        Optional<String> token = subject.files().text(TOKEN, Subject.SMALL, ACCOUNT.text());
        if (token.isPresent()) {
            TokenClaims.of(token.get())
                    .ifPresentOrElse(
                            claims -> subject.section().fact(ACCOUNT, Observed.text(claims.account()), "token"),
                            () -> subject.section().uncovered(ACCOUNT.text(), Kind.MALFORMED));
        }
    }
}
