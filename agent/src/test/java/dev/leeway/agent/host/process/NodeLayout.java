package dev.leeway.agent.host.process;

import dev.leeway.agent.testing.FixtureHost;
import java.util.Locale;

/** How a node's engine and its driver of control groups lay out pods, and where each leaves the names of containers. */
enum NodeLayout {
    /** Version 2, systemd, containerd. */
    CONTAINERD_SYSTEMD("", "cri-containerd-", ".scope"),
    /** Version 2, systemd, CRI-O, whose monitor of a container lies beside it. */
    CRIO_SYSTEMD("", "crio-", ".scope"),
    /** Version 2, systemd, nested below the kubelet's own slice as kind does. */
    KIND_SYSTEMD("kubelet", "cri-containerd-", ".scope"),
    /** Version 1, plain groups, containerd. */
    CONTAINERD_PLAIN("/", "", ""),
    /** Version 1, plain groups, CRI-O. */
    CRIO_PLAIN("/", "crio-", ""),
    /** Version 1, plain groups, Docker behind its shim. */
    DOCKER_PLAIN("/", "", ""),
    /** Version 1, systemd's names without its scopes, as containerd has them when the two are told different drivers. */
    CONTAINERD_MIXED("/", ":cri-containerd:", "");

    private final String top;
    private final String prefix;
    private final String suffix;

    NodeLayout(String top, String prefix, String suffix) {
        this.top = top;
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /** A container on a node. */
    record Container(String uid, String quality, String id, String namespace, String pod, String name) {}

    /** Path of the control group of a container. */
    String group(Container container) {
        String quality = container.quality().equals("guaranteed") ? "" : container.quality();
        if (this == CONTAINERD_MIXED) {
            return "/system.slice/containerd.service/" + slice("", quality, container.uid()) + prefix + container.id();
        }
        if (top.equals("/")) {
            return "/kubepods" + (quality.isEmpty() ? "" : "/" + quality) + "/pod" + container.uid() + "/" + prefix
                    + container.id();
        }
        String opening = top.isEmpty() ? "" : "/" + top + ".slice";
        String before = top.isEmpty() ? "" : top + "-";
        return opening + "/" + before + "kubepods.slice/"
                + (quality.isEmpty() ? "" : before + "kubepods-" + quality + ".slice/")
                + slice(before, quality, container.uid()) + "/" + prefix + container.id() + suffix;
    }

    private static String slice(String before, String quality, String uid) {
        return before + "kubepods-" + (quality.isEmpty() ? "" : quality + "-") + "pod" + uid.replace('-', '_')
                + ".slice";
    }

    /** The content of {@code /proc/PID/cgroup}. */
    String membership(Container container) {
        String group = group(container);
        return top.equals("/")
                ? "12:memory:%s\n11:cpu,cpuacct:%s\n5:pids:%s\n1:name=systemd:%s\n"
                        .formatted(group, group, group, group)
                : "0::" + group + "\n";
    }

    /** Writes what the engine and the kubelet leave about {@code container}. */
    void write(FixtureHost host, Container container) {
        String labels = String.format(
                Locale.ROOT,
                "{\"io.kubernetes.pod.name\":\"%s\",\"io.kubernetes.pod.namespace\":\"%s\",\"io.kubernetes.container.name\":\"%s\"}",
                container.pod(),
                container.namespace(),
                container.name());
        switch (this) {
            case CONTAINERD_SYSTEMD, CONTAINERD_PLAIN, CONTAINERD_MIXED ->
                host.file(
                        "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + container.id() + "/config.json",
                        String.format(
                                Locale.ROOT,
                                "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"%s\",\"io.kubernetes.cri.sandbox-name\":\"%s\",\"io.kubernetes.cri.sandbox-namespace\":\"%s\"}}",
                                container.name(),
                                container.pod(),
                                container.namespace()));
            case CRIO_SYSTEMD, CRIO_PLAIN ->
                host.file(
                        "/run/containers/storage/overlay-containers/" + container.id() + "/userdata/config.json",
                        "{\"annotations\":" + labels + "}");
            case DOCKER_PLAIN ->
                host.file(
                        "/var/lib/docker/containers/" + container.id() + "/config.v2.json",
                        "{\"Name\":\"/k8s_" + container.name() + "\",\"Config\":{\"Labels\":" + labels + "}}");
            // The engine's files lie where nobody looks; the names of the logs tell the same.
            case KIND_SYSTEMD -> logs(host, container);
        }
    }

    /** Names of logs as the kubelet makes them. */
    static void logs(FixtureHost host, Container container) {
        String pod = container.namespace() + "_" + container.pod() + "_" + container.uid();
        host.file("/var/log/pods/" + pod + "/" + container.name() + "/0.log", "");
        host.file(
                "/var/log/containers/" + container.pod() + "_" + container.namespace() + "_" + container.name() + "-"
                        + container.id() + ".log",
                "");
    }
}
