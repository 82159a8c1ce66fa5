package dev.leeway.agent.probe.os;

import java.util.List;
import java.util.Set;

/**
 * The kernel settings that change how programs behave, chosen one by one.
 *
 * <p>Not among them: counters and states; settings the kernel derives anew from free memory at each boot; those that only
 * root may read, so that every agent tells the same; and secrets. Why each matters stands in the catalogue.
 */
final class Sysctls {
    /** Whole numbers. */
    static final List<String> NUMBERS = List.of(
            "crypto.fips_enabled",
            "fs.aio-max-nr",
            "fs.inotify.max_queued_events",
            "fs.inotify.max_user_instances",
            "fs.mount-max",
            "fs.nr_open",
            "fs.pipe-max-size",
            "fs.suid_dumpable",
            "kernel.core_uses_pid",
            "kernel.dmesg_restrict",
            "kernel.hung_task_panic",
            "kernel.io_uring_disabled",
            "kernel.keys.maxkeys",
            "kernel.kptr_restrict",
            "kernel.msgmax",
            "kernel.msgmnb",
            "kernel.numa_balancing",
            "kernel.panic",
            "kernel.panic_on_oops",
            "kernel.perf_event_paranoid",
            "kernel.pid_max",
            "kernel.randomize_va_space",
            "kernel.sched_autogroup_enabled",
            "kernel.sched_rt_runtime_us",
            "kernel.shmall",
            "kernel.shmmax",
            "kernel.shmmni",
            "kernel.softlockup_panic",
            "kernel.sysrq",
            "kernel.unprivileged_bpf_disabled",
            "kernel.unprivileged_userns_clone",
            "kernel.apparmor_restrict_unprivileged_userns",
            "kernel.yama.ptrace_scope",
            "net.core.netdev_max_backlog",
            "net.core.optmem_max",
            "net.core.rmem_default",
            "net.core.rmem_max",
            "net.core.somaxconn",
            "net.core.wmem_default",
            "net.core.wmem_max",
            "net.ipv4.conf.all.accept_redirects",
            "net.ipv4.conf.all.arp_announce",
            "net.ipv4.conf.all.arp_ignore",
            "net.ipv4.conf.all.rp_filter",
            "net.ipv4.conf.default.rp_filter",
            "net.ipv4.icmp_echo_ignore_all",
            "net.ipv4.ip_default_ttl",
            "net.ipv4.ip_forward",
            "net.ipv4.ip_no_pmtu_disc",
            "net.ipv4.ip_nonlocal_bind",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.neigh.default.gc_thresh3",
            "net.ipv4.tcp_abort_on_overflow",
            "net.ipv4.tcp_ecn",
            "net.ipv4.tcp_fastopen",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_max_syn_backlog",
            "net.ipv4.tcp_mtu_probing",
            "net.ipv4.tcp_no_metrics_save",
            "net.ipv4.tcp_orphan_retries",
            "net.ipv4.tcp_retries2",
            "net.ipv4.tcp_sack",
            "net.ipv4.tcp_slow_start_after_idle",
            "net.ipv4.tcp_syn_retries",
            "net.ipv4.tcp_synack_retries",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_timestamps",
            "net.ipv4.tcp_tw_reuse",
            "net.ipv4.tcp_window_scaling",
            "net.ipv6.bindv6only",
            "net.ipv6.conf.all.disable_ipv6",
            "net.ipv6.conf.all.forwarding",
            "net.ipv6.conf.default.disable_ipv6",
            "net.netfilter.nf_conntrack_max",
            "net.netfilter.nf_conntrack_tcp_timeout_established",
            "net.bridge.bridge-nf-call-iptables",
            "vm.admin_reserve_kbytes",
            "vm.dirty_background_bytes",
            "vm.dirty_background_ratio",
            "vm.dirty_bytes",
            "vm.dirty_expire_centisecs",
            "vm.dirty_ratio",
            "vm.dirty_writeback_centisecs",
            "vm.legacy_va_layout",
            "vm.max_map_count",
            "vm.mmap_min_addr",
            "vm.nr_hugepages",
            "vm.nr_overcommit_hugepages",
            "vm.oom_kill_allocating_task",
            "vm.overcommit_kbytes",
            "vm.overcommit_memory",
            "vm.overcommit_ratio",
            "vm.page-cluster",
            "vm.panic_on_oom",
            "vm.swappiness",
            "vm.unprivileged_userfaultfd",
            "vm.vfs_cache_pressure",
            "vm.zone_reclaim_mode");

    /** Words, and several numbers in a row. */
    static final List<String> TEXTS = List.of(
            "kernel.core_pattern",
            "kernel.sem",
            "net.core.default_qdisc",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_congestion_control",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem");

    /**
     * Whole numbers that the kernel works out from the free memory at each start unless a file says otherwise.
     *
     * <p>Two machines of one kind differ in them by a few, which means nothing; so they are told where a file sets them.
     */
    static final List<String> DERIVED = List.of(
            "fs.epoll.max_user_watches",
            "fs.file-max",
            "fs.inotify.max_user_watches",
            "kernel.threads-max",
            "net.ipv4.tcp_max_orphans",
            "net.ipv4.tcp_max_tw_buckets",
            "user.max_user_namespaces",
            "vm.min_free_kbytes",
            "vm.user_reserve_kbytes");

    private static final Set<String> NUMBER_SET = Set.copyOf(NUMBERS);
    private static final Set<String> TEXT_SET = Set.copyOf(TEXTS);
    private static final Set<String> DERIVED_SET = Set.copyOf(DERIVED);

    private Sysctls() {}

    /** Whether {@code name} is among those chosen. */
    static boolean chosen(String name) {
        return NUMBER_SET.contains(name) || TEXT_SET.contains(name) || DERIVED_SET.contains(name);
    }

    /**
     * The dotted name as the catalogue has it, from either way of writing it in a file.
     *
     * <p>With a slash first the slashes part the name, and dots belong to it; otherwise it is the other way about.
     */
    static String name(String written) {
        int slash = written.indexOf('/');
        int dot = written.indexOf('.');
        boolean slashes = slash >= 0 && (dot < 0 || slash < dot);
        return slashes ? written.replace('.', '\u0000').replace('/', '.').replace('\u0000', '/') : written;
    }
}
