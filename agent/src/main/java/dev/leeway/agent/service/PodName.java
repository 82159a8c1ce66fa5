package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a Kubernetes pod taken apart by the shapes its controllers give: a Deployment's
 * {@code shop-web-7d4b9c8f6d-x2x9k}, a StatefulSet's {@code shop-db-0}, a DaemonSet's or Job's {@code fluentd-8xk2p}, a static
 * pod's {@code kube-proxy-node1}.
 *
 * @param workload what people call it
 * @param instance a StatefulSet's ordinal
 * @param kind what makes pods of such names: {@code cronjob}, {@code deployment}, {@code static}, {@code statefulset},
 *     {@code daemonset or job}; {@code pod} for any other
 */
record PodName(String workload, Optional<String> instance, String kind) {
    private static final String CRON = "cronjob";

    /** Kubernetes encodes random suffixes without vowels and look-alikes, and hashes with ten of these characters only. */
    private static final String RANDOM = "-[bcdfghjklmnpqrstvwxz2456789]{5}";

    private static final Pattern CRON_JOB = Pattern.compile("(.+?)-[23]\\d{7}(?:-\\d+)?" + RANDOM);
    private static final Pattern DEPLOYMENT = Pattern.compile("(.+?)-[4-9bcdf]{6,10}" + RANDOM);
    private static final Pattern STATEFUL_SET = Pattern.compile("(.+?)-(\\d{1,4})");
    private static final Pattern RANDOM_ONLY = Pattern.compile("(.+?)" + RANDOM);

    PodName {
        requireNonNull(workload, "workload is null");
        requireNonNull(instance, "instance is null");
        requireNonNull(kind, "kind is null");
    }

    /**
     * Reads a pod's name.
     *
     * @param node name of the host, which static pods carry as their suffix
     */
    static PodName of(String pod, Optional<String> node) {
        Matcher cronJob = CRON_JOB.matcher(pod);
        if (cronJob.matches()) {
            return new PodName(cronJob.group(1), Optional.empty(), CRON);
        }
        Matcher deployment = DEPLOYMENT.matcher(pod);
        if (deployment.matches()) {
            return new PodName(deployment.group(1), Optional.empty(), "deployment");
        }
        if (node.isPresent() && pod.length() > node.get().length() + 1 && pod.endsWith("-" + node.get())) {
            return new PodName(pod.substring(0, pod.length() - node.get().length() - 1), Optional.empty(), "static");
        }
        Matcher stateful = STATEFUL_SET.matcher(pod);
        if (stateful.matches()) {
            return new PodName(stateful.group(1), Optional.of(stateful.group(2)), "statefulset");
        }
        Matcher random = RANDOM_ONLY.matcher(pod);
        return random.matches()
                ? new PodName(random.group(1), Optional.empty(), "daemonset or job")
                : new PodName(pod, Optional.empty(), "pod");
    }

    /** Whether a CronJob made it: it comes and goes. */
    boolean passing() {
        return kind.equals(CRON);
    }
}
