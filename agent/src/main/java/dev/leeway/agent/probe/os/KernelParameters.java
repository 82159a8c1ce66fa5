package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Set;

/** What the running kernel was started with. */
final class KernelParameters implements Aspect {
    private static final String PATH = "/cmdline";
    private static final String ALL = "kernel/parameter[*]/**";
    private static final int MAX_BYTES = 64 * 1024;

    private static final Set<String> HARMLESS = Set.of(
            "amd_iommu",
            "apparmor",
            "audit",
            "cgroup_disable",
            "cgroup_enable",
            "clocksource",
            "console",
            "crashkernel",
            "default_hugepagesz",
            "deferred_init",
            "earlyprintk",
            "elevator",
            "enforcing",
            "fips",
            "hugepages",
            "hugepagesz",
            "idle",
            "init_on_alloc",
            "init_on_free",
            "intel_idle.max_cstate",
            "intel_iommu",
            "iommu",
            "ipv6.disable",
            "isolcpus",
            "kvm.nx_huge_pages",
            "l1tf",
            "lockdown",
            "lsm",
            "maxcpus",
            "mds",
            "mem",
            "mitigations",
            "modprobe.blacklist",
            "module_blacklist",
            "net.ifnames",
            "nohz_full",
            "nosmt",
            "nr_cpus",
            "numa_balancing",
            "panic",
            "pci",
            "preempt",
            "psi",
            "pti",
            "random.trust_cpu",
            "rcu_nocbs",
            "rd.driver.blacklist",
            "reboot",
            "retbleed",
            "rootflags",
            "rootfstype",
            "security",
            "selinux",
            "slub_debug",
            "spec_store_bypass_disable",
            "spectre_v2",
            "swapaccount",
            "swiotlb",
            "systemd.mask",
            "systemd.unified_cgroup_hierarchy",
            "systemd.unit",
            "transparent_hugepage",
            "tsc",
            "tsx",
            "vsyscall");

    @Override
    public List<String> liveOnly() {
        return List.of(ALL);
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        new Reading(host.proc(), section)
                .text(PATH, MAX_BYTES, ALL)
                .ifPresent(text -> CommandLine.parse(text)
                        .parameters()
                        .forEach(each -> section.fact(
                                new FactPath("kernel").child("parameter", each.name()),
                                observed(each),
                                "/proc" + PATH)));
    }

    /** What the kernel itself understands is no secret; anything may follow another name. */
    private static Observed observed(CommandLine.Parameter parameter) {
        boolean harmless = !parameter.hasValue() || HARMLESS.contains(parameter.name());
        return harmless
                ? Observed.text(parameter.value())
                : new Observed.Guarded("kernel-parameter", parameter.name(), parameter.value());
    }
}
