package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the system runs on: hardware or hypervisor, container or not, firmware. Serial numbers are never read. */
final class Machine implements Aspect {
    private static final String VENDOR = "/class/dmi/id/sys_vendor";
    private static final String PRODUCT = "/class/dmi/id/product_name";
    private static final String CONTAINER = "machine/container";
    private static final int MAX_CGROUP = 64 * 1024;

    /** Beginnings of what firmware says of its maker, in lower case, and the hypervisor behind it. */
    private static final Map<String, String> HYPERVISORS = new TreeMap<>(Map.of(
            "qemu", "kvm",
            "amazon ec2", "amazon",
            "vmware", "vmware",
            "xen", "xen",
            "microsoft corporation virtual machine", "hyper-v",
            "innotek", "virtualbox",
            "parallels", "parallels",
            "google google compute engine", "google",
            "openstack", "openstack",
            "alibaba cloud", "alibaba"));

    @Override
    public List<String> liveOnly() {
        return List.of("machine/**");
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading sys = new Reading(host.sys(), section);
        Optional<String> vendor = sys.line(VENDOR, "machine/vendor", "machine/virtualization");
        Optional<String> product = sys.line(PRODUCT, "machine/product", "machine/virtualization");
        vendor.ifPresent(text -> section.fact(new FactPath("machine/vendor"), Observed.text(text), "/sys" + VENDOR));
        product.ifPresent(text -> section.fact(new FactPath("machine/product"), Observed.text(text), "/sys" + PRODUCT));
        boolean hypervisor = sees(host, section);
        section.fact(
                new FactPath("machine/virtualization"),
                Observed.text(virtualization(vendor.orElse("") + " " + product.orElse(""), hypervisor)));
        section.fact(new FactPath(CONTAINER), Observed.text(container(host, section)));
        section.fact(new FactPath("machine/uefi"), Observed.flag(sys.isDirectory("/firmware/efi", "machine/uefi")));
    }

    /** Whether the processor says that it is lent by a hypervisor. */
    private static boolean sees(HostView host, SectionRecorder section) {
        return ProcessorInfo.of(host, section, "machine/virtualization").stream()
                .anyMatch(info -> info.flags().contains("hypervisor"));
    }

    private static String virtualization(String firmware, boolean hypervisor) {
        String said = firmware.strip().toLowerCase(Locale.ROOT);
        return HYPERVISORS.entrySet().stream()
                .filter(each -> said.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(hypervisor ? "other" : "none");
    }

    private static String container(HostView host, SectionRecorder section) {
        Reading files = new Reading(host.files(), section);
        if (files.stat("/.dockerenv", CONTAINER).isPresent()) {
            return "docker";
        }
        if (files.stat("/run/.containerenv", CONTAINER).isPresent()) {
            return "podman";
        }
        if (files.isDirectory("/var/run/secrets/kubernetes.io", CONTAINER)) {
            return "kubernetes";
        }
        Optional<String> told = files.line("/run/systemd/container", CONTAINER);
        if (told.isPresent()) {
            return told.get();
        }
        String cgroup = new Reading(host.proc(), section)
                .text("/1/cgroup", MAX_CGROUP, CONTAINER)
                .orElse("");
        if (cgroup.contains("/kubepods")) {
            return "kubernetes";
        }
        if (cgroup.contains("/docker/")) {
            return "docker";
        }
        return cgroup.contains("/lxc") ? "lxc" : "none";
    }
}
